import { join } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { storageFolders } from '../../contributions/storageKeys.ts';
import { createRunner } from '../../runner/createRunner.ts';
import { createEngines, type Engines } from '../../runner/engines/createEngines.ts';
import type { Runner } from '../../runner/runnerTypes.ts';
import {
  createTensorFlowInstaller,
  type TensorFlowInstaller,
} from '../../runner/tensorflow/createTensorFlowInstaller.ts';
import { findTensorFlow } from '../../runner/tensorflow/findTensorFlow.ts';
import { openEngineFindings } from '../../storage/engineFindings.ts';
import type { Preferences } from './preferences.ts';
import { ordinaryLaunch, runnerOptions } from './runnerOptions.ts';

export interface ComputingOptions {
  extensionFolder: string;
  /** The extension's global storage. */
  storageFolder: string;
  /** Of the extension. */
  version: string;
  preferences: Preferences;
  logger: Logger;
}

/** What starts processes: the engines of this computer, the runner that uses them, and what fetches a TensorFlow. */
export interface Computing {
  engines: Engines;
  runner: Runner;
  tensorFlowInstaller: TensorFlowInstaller;
  datasetsFolder: string;
}

export function createComputing(options: ComputingOptions): Computing {
  const { extensionFolder, storageFolder } = options;
  const distFolder = join(extensionFolder, 'dist');
  const datasetsFolder = join(extensionFolder, 'lessons', 'datasets');
  const tensorFlow = {
    installFolder: join(storageFolder, storageFolders.tensorFlow),
    linkRoot: join(storageFolder, storageFolders.tensorFlowLinks),
  };
  const engines = createEditorEngines(options, tensorFlow);
  return {
    engines,
    runner: createRunner(runnerOptions({ ...options, distFolder, datasetsFolder, engines })),
    tensorFlowInstaller: createTensorFlowInstaller(tensorFlow),
    datasetsFolder,
  };
}

/**
 * The engines of this computer, as the settings have them. In Restricted Mode the editor leaves out what the workspace
 * says about programs and libraries, so nothing of it is looked at.
 */
function createEditorEngines(
  { extensionFolder, storageFolder, version, preferences, logger }: ComputingOptions,
  tensorFlow: { installFolder: string; linkRoot: string },
): Engines {
  const engines = createEngines({
    workerFolder: join(extensionFolder, 'dist', 'worker'),
    version,
    settings: () => ({
      nodePath: preferences.get('deepLearning.nodePath').trim(),
      tensorflowPath: preferences.get('deepLearning.tensorflow.path').trim(),
    }),
    ordinary: () => ordinaryLaunch(preferences),
    searchTensorFlow: (setting, signal) =>
      findTensorFlow({ setting, ...tensorFlow, ...(signal ? { signal } : {}) }),
    store: openEngineFindings(join(storageFolder, storageFolders.engines)),
    logger,
  });
  // A small file; the window does not wait for it.
  engines
    .load()
    .catch((thrown: unknown) => logger.error('What is known of engines could not be read.', thrown));
  return engines;
}
