import type { Exhibit } from '../../protocol/exhibit.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { createSampleWatcher } from '../samples/sampleWatcher.ts';
import type { TrainingWatcher } from './trainingWatcher.ts';

/** What every watcher may use. */
export interface WatcherContext {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit(exhibit: Exhibit): void;
}

/** All that looks at training beside the curves, one line each. */
const watchers: readonly ((context: WatcherContext) => TrainingWatcher)[] = [createSampleWatcher];

export function createWatchers(context: WatcherContext): TrainingWatcher[] {
  return watchers.map((create) => create(context));
}
