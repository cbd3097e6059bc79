import { join } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { EngineLaunch } from '../../runner/engines/engineLaunch.ts';
import type { RunnerOptions } from '../../runner/runnerTypes.ts';
import type { Preferences } from './preferences.ts';

export interface RunnerOptionsInput {
  distFolder: string;
  datasetsFolder: string;
  engines: Engines;
  preferences: Preferences;
  logger: Logger;
}

/** How worker processes are started. The settings are read when one starts, so a change needs no reload. */
export function runnerOptions({
  distFolder,
  datasetsFolder,
  engines,
  preferences,
  logger,
}: RunnerOptionsInput): RunnerOptions {
  return {
    workerFolder: join(distFolder, 'worker'),
    datasetsFolder,
    logger,
    get nodePath() {
      return ordinaryLaunch(preferences).nodePath;
    },
    get env() {
      return ordinaryLaunch(preferences).env;
    },
    launch: (engine) => engines.launch(engine),
  };
}

/** How engines without needs of their own are started: on the Node of the setting, else on the editor's own runtime. */
export function ordinaryLaunch(preferences: Preferences): EngineLaunch {
  const own = preferences.get('deepLearning.nodePath').trim();
  return own === ''
    ? // Makes the editor's own executable behave as plain Node.js.
      { nodePath: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } }
    : { nodePath: own, env: {} };
}
