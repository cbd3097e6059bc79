import path from 'node:path';
import { parseArgs } from 'node:util';
import { endingSentence } from '../core/words/endings.ts';
import { loadPack } from '../packs/loadPack.ts';
import type { Locale } from '../protocol/locale.ts';
import type { Exercise, Pack } from '../protocol/pack.ts';
import type { EngineId } from '../protocol/run.ts';
import type { CheckResult, Runner } from '../runner/runnerTypes.ts';
import type { Command } from './command.ts';
import { createLocalEngines, engineOptions, planFor } from './localEngines.ts';
import { createLocalRunner, languageOf } from './localRunner.ts';

const options = {
  ...engineOptions,
  exercise: { type: 'string' },
  file: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** One file that was checked, and whether it did what the pack says it does. */
interface Outcome {
  exercise: string;
  file: string;
  expected: string;
  actual: string;
  ok: boolean;
  sentence: string;
  scores: number[];
  wallMs: number;
}

/** Checks what a pack promises: its form, its starters, solutions and wrong answers. */
export const checkCommand: Command = async (args) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const folder = path.resolve(positionals[0] ?? '.');
  const { pack, problems } = await loadPack(folder);
  for (const { file, line, message } of problems)
    process.stderr.write(`${file}${line === undefined ? '' : `:${line}`}: ${message}\n`);
  if (!pack || problems.length > 0) return 1;
  const exercises = exercisesOf(pack).filter(
    ({ manifest, folder: place }) =>
      values.exercise === undefined ||
      manifest.id === values.exercise ||
      path.basename(place) === values.exercise,
  );
  if (exercises.length === 0) throw new Error('there is no such exercise in this pack.');
  const localEngines = createLocalEngines(values);
  const runner = createLocalRunner(localEngines);
  const { engines } = await planFor(localEngines, values.engine ?? 'wasm');
  const locale = languageOf(values.language);
  let failed = 0;
  for (const exercise of exercises) {
    for (const promise of values.file === undefined
      ? promisesOf(exercise)
      : [{ file: path.resolve(values.file), expected: 'passed' }]) {
      const outcome = await keepPromise(runner, exercise, promise, engines, locale);
      if (!outcome.ok) failed += 1;
      process.stdout.write(values.json ? `${JSON.stringify(outcome)}\n` : describe(outcome));
    }
  }
  return failed === 0 ? 0 : 1;
};

function exercisesOf(pack: Pack): Exercise[] {
  return pack.chapters.flatMap(({ lessons }) => lessons).flatMap(({ exercises }) => exercises);
}

interface PackPromise {
  file: string;
  /** `passed`, or `stage/message`. */
  expected: string;
}

function promisesOf({ manifest, folder }: Exercise): PackPromise[] {
  const inFolder = (file: string): string => path.join(folder, file);
  return [
    {
      file: inFolder(manifest.starter),
      expected: `${manifest.starterFails.stage}/${manifest.starterFails.message}`,
    },
    ...manifest.wrong.map(({ file, stage, message }) => ({
      file: inFolder(file),
      expected: `${stage}/${message}`,
    })),
    ...manifest.solutions.map(({ file }) => ({ file: inFolder(file), expected: 'passed' })),
  ];
}

async function keepPromise(
  runner: Runner,
  exercise: Exercise,
  { file, expected }: PackPromise,
  engines: EngineId[],
  locale: Locale,
): Promise<Outcome> {
  const startedAt = performance.now();
  const result = await runner.check({ exercise, file, engines, stallSeconds: 60 }).result;
  const actual = nameOf(result);
  return {
    exercise: path.basename(exercise.folder),
    file: path.relative(exercise.folder, file),
    expected,
    actual,
    ok: actual === expected,
    sentence: sentenceOf(result, locale),
    scores: result.kind === 'ended' ? [] : result.scores,
    wallMs: Math.round(performance.now() - startedAt),
  };
}

function nameOf(result: CheckResult): string {
  if (result.kind === 'passed') return 'passed';
  return `${result.stage}/${result.kind === 'failed' ? result.messageId : result.ending.kind}`;
}

function sentenceOf(result: CheckResult, locale: Locale): string {
  if (result.kind === 'passed') return '';
  return result.kind === 'failed' ? result.message[locale] : endingSentence(result.ending, locale);
}

function describe({ ok, file, exercise, expected, actual, sentence, scores, wallMs }: Outcome): string {
  const figures = scores.length === 0 ? '' : ` [${scores.map((score) => score.toFixed(3)).join(', ')}]`;
  const head = `${ok ? '✓' : '✗'} ${exercise}/${file}: ${actual}${ok ? '' : ` (expected ${expected})`}${figures} ${(wallMs / 1000).toFixed(1)} s\n`;
  return sentence === '' ? head : `${head}    ${sentence}\n`;
}
