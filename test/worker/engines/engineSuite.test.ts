import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { CaseResult } from './caseResult.ts';
import { compareResults, formatTable } from './compareResults.ts';
import { runOnEngine } from './runOnEngine.ts';
import { referenceEngine, suiteEngines } from './suiteEngines.ts';

/*
 * Every family of layers, optimizers, losses and ways to train, on every engine that is here, each in a worker process of
 * the built extension. `node scripts/engineSuite.mjs` prints the same as a table.
 */
const root = process.env['DL_ROOT'] ?? process.cwd();
let reference: readonly CaseResult[] = [];

before(async () => {
  const { results, problem } = await runOnEngine(root, referenceEngine);
  assert.equal(problem, undefined);
  reference = results;
});

test('every case works on the reference engine', () => {
  const failures = reference.filter(
    ({ error, numbers }) => error !== undefined || !numbers.every(Number.isFinite),
  );
  assert.deepEqual(
    failures.map(({ name, error }) => `${name}: ${error ?? 'not a number'}`),
    [],
  );
  assert.ok(reference.length >= 100, `only ${reference.length} cases`);
});

for (const engine of suiteEngines) {
  test(`training on ${engine.name} gives what it gives on cpu`, async (context) => {
    const { results, missing, problem } = await runOnEngine(root, engine);
    if (missing !== undefined) {
      context.skip(missing);
      return;
    }
    const wanted = engine.withoutSlow ? reference.filter(({ slow }) => !slow) : reference;
    const rows = compareResults(wanted, results);
    const problems = rows.flatMap(({ name, problem: why }) => (why === undefined ? [] : [`${name}: ${why}`]));
    assert.deepEqual([problem, problems], [undefined, []], formatTable(engine.name, rows));
  });
}
