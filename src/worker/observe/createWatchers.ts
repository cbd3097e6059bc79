import { createSampleWatcher } from '../samples/sampleWatcher.ts';
import { watchSettings } from './settings/watchSettings.ts';
import type { TrainingWatcher } from './trainingWatcher.ts';
import type { WatcherContext } from './watcherContext.ts';
import { WeightWatcher } from './weights/weightWatcher.ts';

/** All that looks at training beside the curves, one line each. */
const watchers: readonly ((context: WatcherContext) => TrainingWatcher)[] = [
  (context) => watchSettings((settings) => context.onSettings(settings)),
  (context) => new WeightWatcher(context),
  createSampleWatcher,
];

export function createWatchers(context: WatcherContext): TrainingWatcher[] {
  return watchers.map((create) => create(context));
}
