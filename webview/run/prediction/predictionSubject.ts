import { isAccuracy } from '../../../src/core/diagnosis/isAccuracy.ts';
import type { SeriesStore } from '../../../src/core/series/seriesStore.ts';
import type { Predictions } from '../../../src/protocol/prediction.ts';
import type { RunState } from '../runState.ts';

/** Which run a curve can be drawn for now, and what is known about how large it will be. */
export interface PredictionSubject {
  run: keyof Predictions;
  metrics: string[];
  epochs: number;
}

const epochsUnlessKnown = 10;
/** A drawing area has no room for more, and a person would not draw them. */
const epochsAtMost = 1000;

export function predictionSubject(state: RunState): PredictionSubject {
  const isBefore = state.isRunning && epochCount(state.series) === 0;
  const known = isBefore ? state.previous?.series : state.series;
  const metrics = [...new Set((known ? known.groups() : []).map(({ metric }) => metric))];
  const epochs =
    state.progress?.epochs ??
    Math.max(known ? epochCount(known) : 0, isBefore ? 0 : epochCount(state.series));
  return {
    run: isBefore ? 'own' : 'next',
    metrics: metrics.length > 0 ? metrics : ['loss'],
    epochs: Math.min(epochsAtMost, epochs > 1 ? epochs : epochsUnlessKnown),
  };
}

/** How many epochs are over, by the longest curve. */
export function epochCount(store: SeriesStore): number {
  return Math.max(0, ...store.all().map(({ info, length }) => (info.scale === 'epoch' ? length : 0)));
}

/** What the drawing area's axis reaches up to at first: a round number above what this metric has been. */
export function firstTop(state: RunState, metric: string): number {
  if (isAccuracy(metric)) return 1;
  const stores = [state.series, ...(state.previous ? [state.previous.series] : [])];
  const highest = Math.max(
    0,
    ...stores.flatMap((store) =>
      store
        .all()
        .filter(({ info }) => info.metric === metric && info.scale === 'epoch')
        .map(({ raw }) => {
          const found = raw.extremes(0, raw.length);
          return found ? raw.at(found.maxAt) : 0;
        }),
    ),
  );
  // ln(10) = 2.3: where a classifier of ten classes begins.
  return highest > 0 ? highest * 1.15 : 2.5;
}
