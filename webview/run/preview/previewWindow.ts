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
    /** Lets go of the host's copy of a long run, so that what is left in memory is the panel's. */
    dropHostRun?: () => void;
    /** `performance.now()` after the frame in which all charts were first drawn; set by benchmarks. */
    drawnAt?: number;
  }
}
