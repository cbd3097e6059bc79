import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunner } from '../../../src/runner/createRunner.ts';
import type { CaseResult } from './caseResult.ts';
import type { SuiteEngine } from './suiteEngines.ts';

export interface EngineRun {
  /** What really computed, e.g. `tfjs 4.22.0, WebAssembly 4.22.0 (SIMD)`. */
  version: string;
  results: CaseResult[];
  /** Why the engine is not there; there are no results then. */
  missing?: string;
  /** How the process ended, where that was not the end of the program. */
  problem?: string;
}

const ignore = () => undefined;

/**
 * Runs the suite in a worker process of the built extension, as a learner's program is run.
 *
 * @param root The repository, with `dist/` built.
 */
export async function runOnEngine(root: string, engine: SuiteEngine, filter?: string): Promise<EngineRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'engine-suite-'));
  const distFolder = path.join(root, 'dist');
  const runner = createRunner({
    workerFolder: path.join(distFolder, 'worker'),
    nodePath: process.execPath,
    datasetsFolder: path.join(root, 'lessons', 'datasets'),
    logger: { info: ignore, warn: ignore, error: ignore },
    ...(await engine.prepare?.(distFolder, folder)),
  });
  try {
    const resultsFile = path.join(folder, 'results.json');
    const file = path.join(folder, 'suite.mjs');
    const program = path.join(root, 'test', 'worker', 'engines', 'program.ts');
    const options = { resultsFile, filter, withoutSlow: engine.withoutSlow };
    await writeFile(
      file,
      `import { runCases } from ${JSON.stringify(program)};\nawait runCases(${JSON.stringify(options)});\n`,
    );
    const handle = runner.run({
      file,
      title: engine.name,
      number: 1,
      seed: 1,
      engines: [engine.engine],
      memoryMb: 4096,
      stallSeconds: 600,
      stopOnNaN: false,
      observe: false,
    });
    const ending = await handle.ended;
    const version = handle.header.engine?.version ?? '';
    if (ending.kind === 'no-engine') return { version, results: [], missing: ending.detail };
    const results = readResults(resultsFile);
    return ending.kind === 'finished'
      ? { version, results }
      : { version, results, problem: JSON.stringify(ending) };
  } finally {
    await runner.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** JSON has no word for NaN, and writes null. */
function readResults(file: string): CaseResult[] {
  if (!existsSync(file)) return [];
  const results = JSON.parse(readFileSync(file, 'utf8')) as (CaseResult & { numbers: (number | null)[] })[];
  return results.map((result) => ({ ...result, numbers: result.numbers.map((value) => value ?? NaN) }));
}
