import { afterNextFrame } from '../../lib/afterNextFrame.ts';
import type { RunState } from '../runState.ts';

/** Beyond this many points nothing that walks over all of them is done while a person waits for it. */
export const pointsAtOnce = 100_000;

export interface Smoothing {
  /** Smooths the curves; long ones are shown raw first, and smoothed when that is on the screen. */
  apply(state: RunState, weight: number): void;
}

/** @param onDidWait called when curves that were shown raw can be smoothed: call `apply` again, and draw */
export function createSmoothing(onDidWait: () => void): Smoothing {
  const waited = new WeakSet<RunState>();
  let waiting: RunState | undefined;
  return {
    apply(state, weight) {
      const count = state.series.pointCount + (state.previous?.series.pointCount ?? 0);
      if (weight > 0 && count > pointsAtOnce && !waited.has(state)) {
        if (waiting === state) return;
        waiting = state;
        afterNextFrame(() => {
          waited.add(state);
          onDidWait();
        });
        return;
      }
      waited.add(state);
      state.series.setSmoothing(weight);
      state.previous?.series.setSmoothing(weight);
    },
  };
}
