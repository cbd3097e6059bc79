import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { bundleEach, chooseTests } from './bundleTests.mjs';
import { projectRoot } from '../host/projectRoot.mjs';
import { couldNotRun } from './tally.mjs';

/**
 * @typedef {object} NodeTestOptions
 * @property {string} suite folder under test/
 * @property {string} ending
 * @property {number} concurrency how many test files run at once
 * @property {number} fileLimitMs
 * @property {string | undefined} filter
 */

/**
 * Runs a suite of node:test files.
 * @param {NodeTestOptions} options
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runNodeTests({ suite, ending, concurrency, fileLimitMs, filter }) {
  const chosen = await chooseTests(suite, ending, filter);
  if (chosen.files.length === 0) return couldNotRun(suite, `test/${suite} holds no *${ending} file`);
  const bundle = await bundleEach(suite, chosen.files);
  process.env.DL_ROOT = projectRoot;
  const keptOptions = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `${keptOptions ?? ''} --enable-source-maps`.trim();
  try {
    const tally = await collect(suite, bundle.outputs, {
      concurrency,
      timeout: fileLimitMs,
      ...(chosen.namePattern === undefined
        ? {}
        : { testNamePatterns: [new RegExp(chosen.namePattern, 'u')] }),
    });
    if (chosen.namePattern !== undefined && tally.passed + tally.failed + tally.skipped === 0) {
      return couldNotRun(suite, `no file and no test matches "${chosen.namePattern}"`);
    }
    return tally;
  } finally {
    if (keptOptions === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = keptOptions;
    await bundle.dispose();
  }
}

/**
 * @param {string} suite
 * @param {string[]} files
 * @param {Parameters<typeof run>[0]} options
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
function collect(suite, files, options) {
  const tally = { suite, passed: 0, failed: 0, skipped: 0 };
  const byName = /** @type {{ testNamePatterns?: RegExp[] }} */ (options).testNamePatterns !== undefined;
  return new Promise((resolve, reject) => {
    const events = run({ ...options, files });
    events.on('test:pass', (event) => {
      if (event.details.type === 'suite' || files.includes(event.name)) return;
      // With a name pattern Node 20 reports every other test as skipped.
      const isSkipped = event.skip !== undefined || event.todo !== undefined;
      if (!isSkipped) tally.passed++;
      else if (!byName) tally.skipped++;
    });
    events.on('test:fail', (event) => {
      if (event.todo !== undefined) tally.skipped++;
      // A failing suite only repeats its failing tests, except when its own hooks failed.
      else if (event.details.type !== 'suite' || !isSubtestsFailed(event.details.error)) tally.failed++;
    });
    const report = events.compose(new spec());
    report.on('data', (/** @type {string} */ chunk) => process.stdout.write(chunk));
    report.once('end', () => resolve(tally));
    report.once('error', reject);
  });
}

/** @param {unknown} error */
function isSubtestsFailed(error) {
  return /** @type {{ failureType?: string }} */ (error).failureType === 'subtestsFailed';
}
