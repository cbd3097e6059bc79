import { join } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import type { RunnerOptions } from '../../runner/runnerTypes.ts';
import type { Preferences } from './preferences.ts';

export interface RunnerOptionsInput {
  distFolder: string;
  datasetsFolder: string;
  preferences: Preferences;
  logger: Logger;
}

/** How worker processes are started. The settings are read when one starts, so a change needs no reload. */
export function runnerOptions({
  distFolder,
  datasetsFolder,
  preferences,
  logger,
}: RunnerOptionsInput): RunnerOptions {
  const own = (): string => preferences.get('deepLearning.nodePath').trim();
  return {
    workerFolder: join(distFolder, 'worker'),
    datasetsFolder,
    logger,
    get nodePath() {
      return own() || process.execPath;
    },
    get env(): Record<string, string> {
      // Makes the editor's own executable behave as plain Node.js.
      return own() === '' ? { ELECTRON_RUN_AS_NODE: '1' } : {};
    },
  };
}
