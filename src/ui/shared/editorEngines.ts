import { join } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { storageFolders } from '../../contributions/storageKeys.ts';
import { createEngines, type Engines } from '../../runner/engines/createEngines.ts';
import { findTensorFlow } from '../../runner/tensorflow/findTensorFlow.ts';
import { openEngineFindings } from '../../storage/engineFindings.ts';
import type { Preferences } from './preferences.ts';
import { ordinaryLaunch } from './runnerOptions.ts';

export interface EditorEnginesOptions {
  distFolder: string;
  /** The extension's global storage. */
  storageFolder: string;
  /** Of the extension. */
  version: string;
  preferences: Preferences;
  logger: Logger;
}

/**
 * The engines of this computer, as the settings have them. In Restricted Mode the editor leaves out what the workspace
 * says about programs and libraries, so nothing of it is looked at.
 */
export function createEditorEngines(options: EditorEnginesOptions): Engines {
  const { distFolder, storageFolder, version, preferences, logger } = options;
  const engines = createEngines({
    workerFolder: join(distFolder, 'worker'),
    version,
    settings: () => ({
      nodePath: preferences.get('deepLearning.nodePath').trim(),
      tensorflowPath: preferences.get('deepLearning.tensorflow.path').trim(),
    }),
    ordinary: () => ordinaryLaunch(preferences),
    searchTensorFlow: (setting, signal) =>
      findTensorFlow({
        setting,
        installFolder: join(storageFolder, storageFolders.tensorFlow, 'runtime'),
        linkRoot: join(storageFolder, storageFolders.tensorFlow, 'links'),
        ...(signal ? { signal } : {}),
      }),
    store: openEngineFindings(join(storageFolder, storageFolders.engines)),
    logger,
  });
  // A small file; the window does not wait for it.
  engines
    .load()
    .catch((thrown: unknown) => logger.error('What is known of engines could not be read.', thrown));
  return engines;
}
