import type { MetricsBatch, PointTimes, Progress, SeriesBlock, SeriesInfo } from '../../protocol/run.ts';

type CurveName = Omit<SeriesInfo, 'id'>;

interface Curve {
  id: number;
  steps: number[];
  values: number[];
  /** When the first and the last of the gathered points were added. */
  firstAt: number;
  lastAt: number;
  lastStep: number;
}

export interface MetricsOutbox {
  /** Adds one point to a curve, which is created at its first point. */
  add(curve: CurveName, step: number, value: number): void;
  setProgress(progress: Progress): void;
  /** Curves of an earlier run whose points the host has: theirs go on under the same ids. Before the first point. */
  continueCurves(series: readonly SeriesInfo[], lastSteps: readonly { id: number; step: number }[]): void;
  /** The last step of each curve so far. */
  lastSteps(): { id: number; step: number }[];
  /** Sends what has gathered, if it is time and the host keeps up. Cheap: call it at every batch. */
  flushIfDue(): void;
  /** Sends what has gathered, whatever the clock says: at the end of a run. */
  flushNow(): void;
}

const intervalMs = 100;
const batchesUnderWay = 2;
/** While the main thread is busy a credit may be late; one batch a second goes out without. */
const withoutCreditMs = 1000;

/**
 * Gathers points and sends them columnar, at most ten times a second, with at most two batches under way. When the host
 * lags, points are merged into the next batch: none is lost, and messages cannot pile up.
 *
 * @param startedAt `now()` when the program began: times are told from there
 */
export function createMetricsOutbox(
  send: (batch: MetricsBatch) => void,
  consumedSeq: () => number,
  startedAt: () => number = () => 0,
  now: () => number = () => performance.now(),
): MetricsOutbox {
  const curves = new Map<string, Curve>();
  let nextId = 0;
  let newSeries: SeriesInfo[] = [];
  let progress: Progress = { phase: 'loading', batch: 0, elapsedMs: 0 };
  let dirty = false;
  let seq = 0;
  let sentAt = -Infinity;

  const flushNow = (): void => {
    if (!dirty) return;
    const blocks = takeBlocks(curves.values(), startedAt());
    seq += 1;
    sentAt = now();
    dirty = false;
    send({ seq, newSeries, blocks, progress });
    newSeries = [];
  };

  return {
    add(name, step, value) {
      const key = keyOf(name);
      let curve = curves.get(key);
      if (!curve) {
        curve = { id: nextId++, steps: [], values: [], lastStep: -1, firstAt: 0, lastAt: 0 };
        curves.set(key, curve);
        newSeries.push({ id: curve.id, ...name });
      }
      curve.lastAt = now();
      if (curve.steps.length === 0) curve.firstAt = curve.lastAt;
      curve.steps.push(step);
      curve.values.push(value);
      curve.lastStep = step;
      dirty = true;
    },
    continueCurves(series, lastSteps) {
      for (const { id, ...name } of series) {
        const lastStep = lastSteps.find((last) => last.id === id)?.step ?? -1;
        curves.set(keyOf(name), { id, steps: [], values: [], lastStep, firstAt: 0, lastAt: 0 });
        nextId = Math.max(nextId, id + 1);
      }
    },
    lastSteps: () =>
      [...curves.values()].flatMap(({ id, lastStep: step }) => (step < 0 ? [] : [{ id, step }])),
    setProgress(next) {
      progress = next;
      dirty = true;
    },
    flushIfDue() {
      const sinceMs = now() - sentAt;
      if (sinceMs < intervalMs) return;
      if (seq - consumedSeq() < batchesUnderWay || sinceMs >= withoutCreditMs) flushNow();
    },
    flushNow,
  };
}

/** The times of the first and of the last gathered point: between them, batches of one training take their time evenly. */
function timesOf({ steps, firstAt, lastAt }: Curve, startedAt: number): PointTimes {
  const places = steps.length === 1 ? [0] : [0, steps.length - 1];
  const elapsedMs = [firstAt, lastAt].slice(0, places.length).map((at) => at - startedAt);
  return { indices: Uint32Array.from(places), elapsedMs: Float64Array.from(elapsedMs) };
}

function keyOf({ model, metric, split, scale }: CurveName): string {
  return `${model}\n${metric}\n${split}\n${scale}`;
}

/** Takes the points off the curves that have any. */
function takeBlocks(curves: Iterable<Curve>, startedAt: number): SeriesBlock[] {
  const blocks: SeriesBlock[] = [];
  for (const curve of curves) {
    const { id, steps, values } = curve;
    if (steps.length === 0) continue;
    blocks.push({
      id,
      steps: Float64Array.from(steps),
      values: Float32Array.from(values),
      times: timesOf(curve, startedAt),
    });
    curve.steps = [];
    curve.values = [];
  }
  return blocks;
}
