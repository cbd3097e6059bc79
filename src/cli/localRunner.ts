import path from 'node:path';
import { localeOf, type Locale } from '../protocol/locale.ts';
import { createRunner } from '../runner/createRunner.ts';
import type { Engines } from '../runner/engines/createEngines.ts';
import type { Runner } from '../runner/runnerTypes.ts';
import { stderrLogger } from './stderrLogger.ts';

/** A runner whose worker and data lie beside this bundle, on the Node that runs it. Ends its processes on Ctrl-C. */
export function createLocalRunner(engines: Engines): Runner {
  const runner = createRunner({
    workerFolder: path.join(__dirname, 'worker'),
    nodePath: process.execPath,
    datasetsFolder: path.join(__dirname, '..', 'lessons', 'datasets'),
    launch: (engine) => engines.launch(engine),
    logger: stderrLogger,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      engines.dispose();
      void runner.dispose().then(() => process.exit(130));
    });
  }
  return runner;
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
