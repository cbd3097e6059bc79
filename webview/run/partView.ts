import type { RunState } from './runState.ts';

/** One part of the panel. `show` may be called ten times a second and touches only what has changed. */
export interface PartView {
  readonly element: HTMLElement;
  show(state: RunState): void;
}
