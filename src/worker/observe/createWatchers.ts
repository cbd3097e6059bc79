import type { Exhibit } from '../../protocol/exhibit.ts';
import type { RunSettings } from '../../protocol/run.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { createSampleWatcher } from '../samples/sampleWatcher.ts';
import { watchSettings } from './settings/watchSettings.ts';
import type { TrainingWatcher } from './trainingWatcher.ts';
import { WeightWatcher } from './weights/weightWatcher.ts';

/** What every watcher may use. */
export interface WatcherContext {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit(exhibit: Exhibit): void;
  onSettings(settings: RunSettings): void;
}

/** All that looks at training beside the curves, one line each. */
const watchers: readonly ((context: WatcherContext) => TrainingWatcher)[] = [
  (context) => watchSettings((settings) => context.onSettings(settings)),
  (context) => new WeightWatcher(context),
  createSampleWatcher,
];

export function createWatchers(context: WatcherContext): TrainingWatcher[] {
  return watchers.map((create) => create(context));
}
