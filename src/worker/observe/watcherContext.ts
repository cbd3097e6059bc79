import type { Exhibit } from '../../protocol/exhibit.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** What every watcher may use. */
export interface WatcherContext {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit(exhibit: Exhibit): void;
}
