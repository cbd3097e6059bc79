/**
 * `node scripts/test.mjs SUITE [FILTER]`
 *
 * SUITE is one of the names below or `all`. FILTER is part of a test file's path, or else a pattern for test names.
 * The last line is the sum over all suites: "N passed, N failed, N skipped". The exit code is 1 when anything failed.
 */
import { couldNotRun } from './suites/tally.mjs';

const MINUTE_MS = 60_000;

/**
 * @param {string} suite
 * @param {number} fileLimitMs
 */
const nodeSuite =
  (suite, fileLimitMs, needs = { build: false }) =>
  async (/** @type {string | undefined} */ filter) => {
    if (needs.build) await (await import('./host/buildExtension.mjs')).buildExtension();
    const { runNodeTests } = await import('./suites/nodeTests.mjs');
    return runNodeTests({ suite, ending: '.test.ts', concurrency: 2, fileLimitMs, filter });
  };

/** Quick suites first, so that a mistake shows early. */
const SUITES = /** @type {const} */ ({
  check: async () => (await import('./check.mjs')).runChecks(),
  unit: nodeSuite('unit', 5 * MINUTE_MS),
  worker: nodeSuite('worker', 10 * MINUTE_MS, { build: true }),
  packs: nodeSuite('packs', 20 * MINUTE_MS, { build: true }),
  integration: async (/** @type {string | undefined} */ filter) =>
    (await import('./suites/integration.mjs')).runIntegration(filter),
  e2e: async (/** @type {string | undefined} */ filter) => (await import('./suites/e2e.mjs')).runE2e(filter),
});

const [wanted = 'all', filter] = process.argv.slice(2);
const names = /** @type {(keyof typeof SUITES)[]} */ (
  wanted === 'all' ? Object.keys(SUITES) : wanted.split(',').filter((name) => name in SUITES)
);
if (names.length === 0) {
  console.error(`usage: node scripts/test.mjs all|${Object.keys(SUITES).join('|')} [filter]`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const name of names) {
  console.log(`\n── ${name} ──`);
  const startedAt = performance.now();
  const tally = await SUITES[name](filter).catch((error) =>
    couldNotRun(name, error instanceof Error ? error.message : String(error)),
  );
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  lines.push(`${tally.failed === 0 ? '✓' : '✗'} ${name}: ${sentence(tally)} (${seconds} s)`);
}
console.log(`\n${lines.join('\n')}`);
console.log(sentence(total));
process.exit(total.failed === 0 ? 0 : 1);

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
