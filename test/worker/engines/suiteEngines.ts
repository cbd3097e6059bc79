import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pythonTensorFlow } from '../../../scripts/host/pythonTensorFlow.mjs';
import type { EngineId } from '../../../src/protocol/run.ts';
import type { RunnerOptions } from '../../../src/runner/runnerTypes.ts';
import { findTensorFlow } from '../../../src/runner/tensorflow/findTensorFlow.ts';
import { testGpu } from '../webgpu/softwareGpu.ts';

/** One way to run the suite. */
export interface SuiteEngine {
  /** As it is called on the command line and in reports. */
  name: string;
  engine: EngineId;
  /** What its process needs beyond the ordinary; undefined where nothing. May write below `folder`, which is thrown away. */
  prepare?(distFolder: string, folder: string): Partial<RunnerOptions> | Promise<Partial<RunnerOptions>>;
  /** Leave out what takes minutes there. */
  withoutSlow?: boolean;
}

/** Against the cpu engine. A new engine is a line. */
export const suiteEngines: readonly SuiteEngine[] = [
  { name: 'wasm', engine: 'wasm' },
  { name: 'wasm-composed', engine: 'wasm', prepare: withoutTrainingModule },
  { name: 'native', engine: 'native', prepare: withTensorFlow },
  { name: 'webgpu', engine: 'webgpu', prepare: () => ({ env: testGpu().env }), withoutSlow: !testGpu().real },
];

export const referenceEngine: SuiteEngine = { name: 'cpu', engine: 'cpu' };

/** A copy of the worker whose training module does not load, as on a runtime without SIMD. */
function withoutTrainingModule(distFolder: string, folder: string): Partial<RunnerOptions> {
  for (const part of ['worker', 'wasm']) {
    cpSync(path.join(distFolder, part), path.join(folder, part), { recursive: true });
  }
  for (const binary of ['training.wasm', 'training-shared.wasm']) {
    writeFileSync(path.join(folder, 'wasm', binary), Uint8Array.of(0, 97, 115, 109));
  }
  return { workerFolder: path.join(folder, 'worker') };
}

/** The TensorFlow that a Python of this machine has; without one the worker says what is missing. */
async function withTensorFlow(_dist: string, folder: string): Promise<Partial<RunnerOptions>> {
  const found = await pythonTensorFlow();
  const { location } = await findTensorFlow({
    setting: 'folder' in found ? found.folder : '',
    installFolder: path.join(folder, 'tensorflow'),
    linkRoot: path.join(folder, 'tensorflow-links'),
  });
  return location ? { tensorflow: location } : {};
}
