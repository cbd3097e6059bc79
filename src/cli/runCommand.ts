import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diagnose } from '../core/diagnosis/diagnose.ts';
import { findingText } from '../core/diagnosis/findingText.ts';
import { recordedRun } from '../core/diagnosis/recordedRun.ts';
import { endingSentence } from '../core/words/endings.ts';
import type { Ending } from '../protocol/ending.ts';
import type { Locale } from '../protocol/locale.ts';
import type { RunSnapshot, SeriesInfo } from '../protocol/run.ts';
import type { RunHandle } from '../runner/runnerTypes.ts';
import { exhibitFacts } from './exhibitFacts.ts';
import { saveRun } from './saveRun.ts';
import type { Command } from './command.ts';
import { createLocalEngines, engineOptions, planFor } from './localEngines.ts';
import { createLocalRunner, languageOf, numberOf } from './localRunner.ts';

const options = {
  ...engineOptions,
  seed: { type: 'string' },
  language: { type: 'string' },
  memory: { type: 'string' },
  stall: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  'no-observe': { type: 'boolean' },
  'keep-nan': { type: 'boolean' },
  html: { type: 'string' },
  save: { type: 'string' },
} as const;

/** Runs a plain TensorFlow.js program headless. */
export const runCommand: Command = async (args) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name] = positionals;
  if (name === undefined) throw new Error('name the file to run.');
  const file = path.resolve(name);
  if (!existsSync(file)) throw new Error(`there is no file ${file}.`);
  const locale = languageOf(values.language);
  const engines = createLocalEngines(values);
  const runner = createLocalRunner(engines);
  const handle = runner.run({
    file,
    title: path.parse(file).name,
    number: 1,
    seed: numberOf('seed', values.seed, Math.floor(Math.random() * 2 ** 31)),
    ...(await planFor(engines, values.engine)),
    memoryMb: numberOf('memory', values.memory, 4096),
    stallSeconds: numberOf('stall', values.stall, 60),
    stopOnNaN: values['keep-nan'] !== true,
    observe: values['no-observe'] !== true,
    ...(values.timeout === undefined ? {} : { wallMs: numberOf('timeout', values.timeout, 0) * 1000 }),
  });
  if (values.json) printEvents(handle);
  else printText(handle);
  const ending = await handle.ended;
  await saveRun(handle.snapshot(), values, locale);
  const summary = summarize(handle.snapshot(), ending, locale);
  process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `\n${summary.sentence}\n`);
  return ending.kind === 'finished' ? 0 : 1;
};

/** One JSON object a line, each with `event` and the milliseconds since the start. */
function printEvents(handle: RunHandle): void {
  const startedAt = performance.now();
  const print = (event: string, fields: object): void =>
    void process.stdout.write(
      `${JSON.stringify({ event, atMs: Math.round(performance.now() - startedAt), ...fields })}\n`,
    );
  const names = new Map<number, SeriesInfo>();
  let engineSaid = false;
  handle.onDidChangeHeader(({ engine }) => {
    if (!engine || engineSaid) return;
    engineSaid = true;
    print('engine', engine);
  });
  handle.onDidReceiveMetrics(({ newSeries, blocks, progress }) => {
    for (const info of newSeries) names.set(info.id, info);
    const series = blocks.map(({ id, steps, values }) => ({
      ...names.get(id),
      steps: [...steps],
      values: [...values],
    }));
    print('metrics', { progress, series });
  });
  handle.onDidReceiveModel((model) => print('model', model));
  handle.onDidReceiveEvaluation(({ model, split, classCount, classNames, accuracy, truth, predicted }) =>
    print('evaluation', {
      model,
      split,
      accuracy,
      classNames,
      samples: truth.length,
      confusion: confusion(truth, predicted, classCount),
    }),
  );
  handle.onDidReceiveExhibit((exhibit) => print('exhibit', exhibitFacts(exhibit)));
  handle.onDidWrite((text) => print('console', text));
}

function confusion(truth: Uint16Array, predicted: Uint16Array, classCount: number): number[][] {
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  truth.forEach((label, index) => {
    const row = counts[label];
    const column = predicted[index];
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  });
  return counts;
}

function printText(handle: RunHandle): void {
  handle.onDidWrite(({ stream, text }) => void process[stream].write(text));
}

/** What the curves say, as the run panel says it. */
function findingsOf(snapshot: RunSnapshot, locale: Locale) {
  const { classNames } = snapshot.evaluations.at(-1) ?? {};
  return diagnose(recordedRun(snapshot)).map((finding) => ({
    code: finding.code,
    confidence: finding.confidence,
    ...findingText(finding, locale, classNames),
  }));
}

function summarize(snapshot: RunSnapshot, ending: Ending, locale: Locale) {
  const { header, series, blocks } = snapshot;
  const last = series.map((info) => {
    const values = blocks.find(({ id }) => id === info.id)?.values;
    return {
      model: info.model,
      metric: info.metric,
      split: info.split,
      scale: info.scale,
      points: values?.length ?? 0,
      last: values?.at(-1),
    };
  });
  return {
    event: 'summary',
    ending,
    sentence: endingSentence(ending, locale),
    engine: header.engine?.id,
    engineVersion: header.engine?.version,
    passedOver: header.engine?.passedOver,
    seed: header.seed,
    wallMs: Math.round(header.wallMs),
    headline: header.headline,
    series: last,
    evaluations: snapshot.evaluations.map(({ split, accuracy, model }) => ({ model, split, accuracy })),
    findings: findingsOf(snapshot, locale),
  };
}
