import type { TrainingWatcher } from './trainingWatcher.ts';
import type { WatcherContext } from './watcherContext.ts';
import { WeightWatcher } from './weights/weightWatcher.ts';

export type { WatcherContext } from './watcherContext.ts';

/** All that looks at training beside the curves, one line each. */
const watchers: readonly ((context: WatcherContext) => TrainingWatcher)[] = [
  (context) => new WeightWatcher(context),
];

export function createWatchers(context: WatcherContext): TrainingWatcher[] {
  return watchers.map((create) => create(context));
}
