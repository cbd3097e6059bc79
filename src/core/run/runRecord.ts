import { addEvaluation } from '../evaluation/evaluationKey.ts';
import { withItsPictures } from '../evaluation/heldOutPictures.ts';
import { addKept, createKeptPlots } from '../plot/keptPlots.ts';
import type { Exhibit } from '../../protocol/exhibit.ts';
import type {
  ConsoleText,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  RunHeader,
  RunSnapshot,
  SeriesBlock,
  SeriesInfo,
} from '../../protocol/run.ts';
import { CurvePoints } from '../series/curvePoints.ts';
import { seriesLimit } from '../series/seriesStore.ts';
import { bestValues } from './bestValues.ts';

interface Curve {
  info: SeriesInfo;
  points: CurvePoints;
}

/** Console text kept per run, in characters. */
const consoleLimit = 200_000;

/** Everything known of one run: takes what the worker sends, answers what panels and storage ask. */
export interface RunRecord {
  readonly header: RunHeader;
  setHeader(change: Partial<RunHeader>): RunHeader;
  addMetrics(batch: MetricsBatch): void;
  addModel(summary: ModelSummary): void;
  addEvaluation(evaluation: Evaluation): void;
  addExhibit(exhibit: Exhibit): void;
  /** Returns what of it is kept and should be shown; undefined once the limit is reached. */
  addConsole(text: ConsoleText): ConsoleText | undefined;
  snapshot(): RunSnapshot;
  /** With its pictures, also where they came with an earlier one of the same samples. */
  evaluation(index: number): Evaluation | undefined;
  exhibit(index: number): Exhibit | undefined;
}

/** @param first what the record holds already: that of a run which this one goes on from */
export function createRunRecord(
  initial: RunHeader,
  first?: Pick<RunSnapshot, 'series' | 'blocks' | 'models' | 'evaluations' | 'exhibits'>,
): RunRecord {
  let header = initial;
  let seq = 0;
  let progress: RunSnapshot['progress'];
  let seriesLeftOut = 0;
  const curves = new Map<number, Curve>();
  const models: ModelSummary[] = [...(first?.models ?? [])];
  const evaluations: Evaluation[] = [...(first?.evaluations ?? [])];
  const exhibits: Exhibit[] = [];
  const keptPlots = createKeptPlots();
  const output = createConsoleKeeper();

  if (first) seriesLeftOut += addPoints(curves, first.series, first.blocks);
  for (const exhibit of first?.exhibits ?? []) addKept(exhibits, exhibit, keptPlots);
  return {
    get header() {
      return header;
    },
    setHeader(change) {
      header = { ...header, ...figuresOf([...curves.values()]), ...change };
      return header;
    },
    addMetrics(batch) {
      seq = batch.seq;
      ({ progress } = batch);
      seriesLeftOut += addPoints(curves, batch.newSeries, batch.blocks);
    },
    addModel: (summary) => void models.push(summary),
    addEvaluation: (evaluation) => addEvaluation(evaluations, evaluation),
    addExhibit: (exhibit) => addKept(exhibits, exhibit, keptPlots),
    addConsole: (text) => output.add(text),
    snapshot: () => ({
      header,
      seq,
      series: [...curves.values()].map(({ info }) => info),
      blocks: [...curves.values()].map(({ info, points }) => points.toBlock(info.id)),
      ...(seriesLeftOut > 0 ? { seriesLeftOut } : {}),
      ...(progress ? { progress } : {}),
      models: [...models],
      evaluations: [...evaluations],
      exhibits: [...exhibits],
      console: output.all(),
    }),
    evaluation: (index) => withItsPictures(evaluations, index),
    exhibit: (index) => exhibits[index],
  };
}

/** @returns how many of the series are beyond the limit and were left out */
function addPoints(
  curves: Map<number, Curve>,
  series: readonly SeriesInfo[],
  blocks: readonly SeriesBlock[],
): number {
  let leftOut = 0;
  for (const info of series) {
    if (curves.size >= seriesLimit) leftOut += 1;
    else curves.set(info.id, { info, points: new CurvePoints() });
  }
  for (const block of blocks) curves.get(block.id)?.points.append(block);
  return leftOut;
}

/** Keeps the beginning of a program's output and counts what comes after: a flood must not fill the memory. */
function createConsoleKeeper(): { add(text: ConsoleText): ConsoleText | undefined; all(): ConsoleText[] } {
  const kept: ConsoleText[] = [];
  let characters = 0;
  let dropped = 0;
  return {
    add(text) {
      const room = consoleLimit - characters;
      if (room <= 0) {
        dropped += text.text.length;
        return undefined;
      }
      const shown = text.text.length <= room ? text : { ...text, text: text.text.slice(0, room) };
      dropped += text.text.length - shown.text.length;
      characters += shown.text.length;
      kept.push(shown);
      return shown;
    },
    all: () =>
      dropped === 0 ? [...kept] : [...kept, { stream: 'stdout', text: '', droppedCharacters: dropped }],
  };
}

/** What a header says of the curves. Batch curves may be long, and are not asked for their best. */
function figuresOf(curves: readonly Curve[]): Pick<RunHeader, 'headline' | 'best'> {
  const headline = headlineOf(curves);
  const best = bestValues(
    curves
      .filter(({ info }) => info.scale === 'epoch')
      .map(({ info, points }) => ({ info, ...points.toBlock(info.id) })),
  );
  return { ...(headline ? { headline } : {}), ...(best.length > 0 ? { best } : {}) };
}

const splitOrder = ['test', 'validation', 'train'] as const;

function lastOf({ points }: Curve): number | undefined {
  return points.length === 0 ? undefined : points.values.at(points.length - 1);
}

/** Test accuracy if there is one, else validation's, else training's, else the loss in the same order. */
function headlineOf(curves: readonly Curve[]): RunHeader['headline'] {
  const isAccuracy = (metric: string): boolean => /^acc/i.test(metric) || /accuracy$/i.test(metric);
  for (const wanted of [isAccuracy, (metric: string) => metric === 'loss']) {
    for (const split of splitOrder) {
      const found = curves.findLast(
        ({ info }) => info.split === split && wanted(info.metric) && info.scale === 'epoch',
      );
      const value = found && lastOf(found);
      if (found && value !== undefined) return { metric: found.info.metric, split, value };
    }
  }
  const only = curves.at(-1);
  const value = only && lastOf(only);
  return only && value !== undefined
    ? { metric: only.info.metric, split: only.info.split, value }
    : undefined;
}
