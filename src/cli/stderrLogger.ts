import type { Logger } from '../base/logger.ts';

export const stderrLogger: Logger = {
  info: () => undefined,
  warn: (message) => void process.stderr.write(`${message}\n`),
  error: (message, thrown) =>
    void process.stderr.write(`${message} ${thrown instanceof Error ? (thrown.stack ?? '') : ''}\n`),
};
