import type { Exhibit } from '../../../src/protocol/exhibit.ts';
import type { Moment } from '../../../src/protocol/moment.ts';
import type { PointTimes, RunSnapshot } from '../../../src/protocol/run.ts';

/** Times of the first and the last of evenly made points, as the worker sends them. */
export function timesOfSteps(steps: ArrayLike<number>, stepMs: number): PointTimes {
  const last = steps.length - 1;
  const places = last > 0 ? [0, last] : [0];
  return {
    indices: Uint32Array.from(places),
    elapsedMs: Float64Array.from(places, (place) => ((steps[place] ?? 0) + 1) * stepMs),
  };
}

/** A run to which much has happened: a flag of every kind on its curves. */
export function withMarks(snapshot: RunSnapshot): RunSnapshot {
  const at = (updates: number): Moment => ({
    elapsedMs: updates * 68,
    model: 'cnn',
    updates,
    epoch: Math.floor(updates / 79),
  });
  const marks: Exhibit[] = [
    { kind: 'mark', at: at(79 * 2), code: 'rate-changed', from: 0.001, to: 0.0003 },
    { kind: 'alarm', at: at(215), code: 'exploding-gradient', layer: 'dense', value: 31, limit: 10 },
    { kind: 'mark', at: at(222), code: 'learner', text: 'mixed precision off' },
    { kind: 'alarm', at: at(79 * 5), code: 'dead-units', layer: 'conv2d_1' },
    { kind: 'mark', at: at(79 * 7), code: 'early-stop' },
    { kind: 'mark', at: at(79 * 7), code: 'best-restored' },
  ];
  return { ...snapshot, exhibits: [...snapshot.exhibits, ...marks] };
}

/** What a scale, a zoom or a sentence may stumble over: negative values, one huge one, no number, one point, none. */
export function oddCurves(snapshot: RunSnapshot): RunSnapshot {
  const curves: Record<string, number[]> = {
    loss: [-0.5, 0.4, 0.3, 0, 0.2, 0.15, 240, 0.1, 0.09, 0.08, 0.07, 0.05],
    reward: Array.from({ length: 40 }, (_, step) => (step % 9 === 4 ? NaN : Math.sin(step / 5))),
    entropy: [NaN, NaN, Infinity],
    once: [0.25],
    never: [],
  };
  const series = Object.keys(curves).map((metric, id) => ({
    id,
    metric,
    split: 'train' as const,
    scale: 'batch' as const,
    model: 'cnn',
  }));
  return {
    ...snapshot,
    series,
    seriesLeftOut: 12,
    blocks: Object.values(curves).map((values, id) => ({
      id,
      steps: Float64Array.from(values, (_, step) => step),
      values: Float32Array.from(values),
    })),
    progress: { phase: 'training', batch: 40, elapsedMs: 2720 },
    evaluations: [],
  };
}
