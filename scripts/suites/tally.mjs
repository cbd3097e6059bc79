/**
 * @typedef {object} Tally
 * @property {string} suite
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * A suite that cannot run is a failure, never a silence.
 * @param {string} suite
 * @param {string} why
 * @returns {Tally}
 */
export function couldNotRun(suite, why) {
  console.log(`✗ ${suite} could not run: ${why}`);
  return { suite, passed: 0, failed: 1, skipped: 0 };
}
