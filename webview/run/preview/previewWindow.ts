import type { Ending } from '../../../src/protocol/ending.ts';
import type { FakeRun } from './fakeRun.ts';

declare global {
  interface Window {
    /** What the page asked of its host, for tests: `[name, params]`. */
    asked?: [name: string, params: unknown][];
    /** The run behind the page, to be moved on by tests. */
    fakeRun?: FakeRun;
    endRun?: (ending: Ending) => void;
    /** Holds back the next batch of metrics, as if it had been lost. */
    loseNextBatch?: () => void;
  }
}
