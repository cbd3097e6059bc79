import { unwatchFile, watch, watchFile as pollFile } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';

/** Several events of one change are reported as one. */
const settleMs = 50;
const pollEveryMs = 2_000;

/**
 * Tells when a file changes, also when it is replaced as a whole: that is why the folder is watched. Where the system
 * cannot watch (network drives, too many watchers) the file is looked at every two seconds.
 */
export function watchFile(file: string, onChange: () => void, logger: Logger): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  let disposed = false;
  const settle = (): void => {
    clearTimeout(timer);
    if (!disposed) timer = setTimeout(onChange, settleMs);
  };
  const poll = (why: unknown): void => {
    watcher?.close();
    if (disposed) return;
    logger.warn(`Cannot watch ${file}, looking at it every ${pollEveryMs / 1000} s instead: ${String(why)}`);
    pollFile(file, { interval: pollEveryMs, persistent: false }, settle);
  };
  try {
    watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(file)) settle();
    });
    watcher.on('error', poll);
  } catch (thrown) {
    poll(thrown);
  }
  return {
    dispose() {
      disposed = true;
      clearTimeout(timer);
      watcher?.close();
      unwatchFile(file, settle);
    },
  };
}
