import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineId } from '../../../src/protocol/run.ts';
import type { RunnerOptions } from '../../../src/runner/runnerTypes.ts';

/** One way to run the suite. */
export interface SuiteEngine {
  /** As it is called on the command line and in reports. */
  name: string;
  engine: EngineId;
  /** What its process needs beyond the ordinary; undefined where nothing. May write below `folder`, which is thrown away. */
  prepare?(distFolder: string, folder: string): Partial<RunnerOptions>;
  /** Leave out what takes minutes there. */
  withoutSlow?: boolean;
}

/** Against the cpu engine. A new engine is a line. */
export const suiteEngines: readonly SuiteEngine[] = [
  { name: 'wasm', engine: 'wasm' },
  { name: 'wasm-composed', engine: 'wasm', prepare: withoutTrainingModule },
  { name: 'native', engine: 'native' },
  { name: 'webgpu', engine: 'webgpu', withoutSlow: true },
];

export const referenceEngine: SuiteEngine = { name: 'cpu', engine: 'cpu' };

/** A copy of the worker whose training module does not load, as on a runtime without SIMD. */
function withoutTrainingModule(distFolder: string, folder: string): Partial<RunnerOptions> {
  for (const part of ['worker', 'wasm']) {
    cpSync(path.join(distFolder, part), path.join(folder, part), { recursive: true });
  }
  writeFileSync(path.join(folder, 'wasm', 'training.wasm'), Uint8Array.of(0, 97, 115, 109));
  return { workerFolder: path.join(folder, 'worker') };
}
