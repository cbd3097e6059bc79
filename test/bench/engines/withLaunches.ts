import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pythonTensorFlow } from '../../../scripts/host/pythonTensorFlow.mjs';
import { createEngines } from '../../../src/runner/engines/createEngines.ts';
import type { RunnerOptions } from '../../../src/runner/runnerTypes.ts';
import { findTensorFlow } from '../../../src/runner/tensorflow/findTensorFlow.ts';

/**
 * The runner's options with each engine started as the editor starts it. TensorFlow is the one that Keras uses here, so
 * that the two are compared on the same library; the variable DL_TENSORFLOW names another.
 */
export async function withLaunches(root: string, options: RunnerOptions): Promise<RunnerOptions> {
  const python = await pythonTensorFlow();
  const ofPython = 'folder' in python ? python.folder : '';
  const storage = await mkdtemp(path.join(os.tmpdir(), 'deep-learning-bench-'));
  const engines = createEngines({
    workerFolder: options.workerFolder,
    version: root,
    settings: () => ({ nodePath: '', tensorflowPath: ofPython }),
    ordinary: () => ({ nodePath: options.nodePath, env: {} }),
    searchTensorFlow: (setting, signal) =>
      findTensorFlow({
        setting,
        installFolder: path.join(storage, 'tensorflow'),
        linkRoot: path.join(storage, 'tensorflow-links'),
        ...(signal ? { signal } : {}),
      }),
    store: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    logger: options.logger,
  });
  return { ...options, launch: (engine) => engines.launch(engine) };
}
