import { compareResults, formatTable } from './compareResults.ts';
import { runOnEngine } from './runOnEngine.ts';
import { referenceEngine, suiteEngines } from './suiteEngines.ts';

/*
 * node out/engineSuite/main.mjs [ENGINE…] [--only PART OF A NAME]
 *
 * Prints how each case does on each engine, measured against the cpu engine. Needs this file, `dist/` and
 * `test/worker/engines`, and nothing but Node: it can be carried to a machine with a graphics card. `scripts/engineSuite.mjs` builds and runs it.
 */
const root = process.env['DL_ROOT'] ?? process.cwd();
const [named, filter] = split(process.argv.slice(2));
const engines = named.length > 0 ? suiteEngines.filter(({ name }) => named.includes(name)) : suiteEngines;

const reference = await runOnEngine(root, referenceEngine, filter);
let failed = report(
  reference.results.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`])),
);
if (reference.problem !== undefined) failed += report([`cpu: ${reference.problem}`]);
for (const engine of engines) {
  const { results, version, missing, problem } = await runOnEngine(root, engine, filter);
  if (missing !== undefined) {
    console.log(`${engine.name}: skipped, ${missing}`);
    continue;
  }
  const wanted = reference.results.filter(({ slow }) => !slow || !engine.withoutSlow);
  const rows = compareResults(wanted, results);
  console.log(formatTable(`${engine.name} (${version})`, rows));
  failed += report(rows.flatMap(({ name, problem: why }) => (why === undefined ? [] : [`${name}: ${why}`])));
  if (problem !== undefined) failed += report([`${engine.name}: ${problem}`]);
}
process.exitCode = failed === 0 ? 0 : 1;

function report(problems: readonly string[]): number {
  for (const problem of problems) console.log(`✗ ${problem}`);
  return problems.length;
}

function split(args: readonly string[]): [string[], string | undefined] {
  const at = args.indexOf('--only');
  return at < 0 ? [[...args], undefined] : [[...args.slice(0, at), ...args.slice(at + 2)], args[at + 1]];
}
