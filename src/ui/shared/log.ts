import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';

export interface Log extends Disposable {
  readonly logger: Logger;
  show(): void;
}

/** The output channel that unexpected failures go to. */
export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Deep Learning', { log: true });
  return {
    logger: {
      info: (message) => channel.info(message),
      warn: (message) => channel.warn(message),
      error(message, thrown) {
        if (thrown === undefined) channel.error(message);
        else channel.error(message, thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown);
      },
    },
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
