import path from 'node:path';
import type { Logger } from '../base/logger.ts';
import { localeOf, type Locale } from '../protocol/locale.ts';
import type { EngineId } from '../protocol/run.ts';
import { createRunner } from '../runner/createRunner.ts';
import type { Runner } from '../runner/runnerTypes.ts';

export const stderrLogger: Logger = {
  info: () => undefined,
  warn: (message) => void process.stderr.write(`${message}\n`),
  error: (message, thrown) =>
    void process.stderr.write(`${message} ${thrown instanceof Error ? (thrown.stack ?? '') : ''}\n`),
};

/** A runner whose worker and data lie beside this bundle, on the Node that runs it. Ends its processes on Ctrl-C. */
export function createLocalRunner(): Runner {
  const runner = createRunner({
    workerFolder: path.join(__dirname, 'worker'),
    nodePath: process.execPath,
    datasetsFolder: path.join(__dirname, '..', 'lessons', 'datasets'),
    logger: stderrLogger,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void runner.dispose().then(() => process.exit(130)));
  }
  return runner;
}

const engineOrder: EngineId[] = ['native', 'wasm', 'cpu'];

/** `auto` or nothing: every engine in order of preference. @throws Error for an unknown name */
export function enginesOf(name: string | undefined): EngineId[] {
  if (name === undefined || name === 'auto') return engineOrder;
  const engine = engineOrder.find((id) => id === name);
  if (!engine) throw new Error(`"${name}" is not an engine; there are: auto, ${engineOrder.join(', ')}.`);
  return [engine];
}

export function languageOf(name: string | undefined): Locale {
  return localeOf(name ?? process.env['LANG']?.replace('_', '-') ?? 'en');
}

/** @throws Error when the text is not a positive number */
export function numberOf(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} needs a number, not "${text ?? ''}".`);
  return value;
}
