import type { RecordedRun } from '../../../src/core/diagnosis/finding.ts';
import { recordedCurves } from '../../../src/core/diagnosis/recordedRun.ts';
import type { RunState } from '../runState.ts';

/** What the panel knows of its run, as the rules of diagnosis read it. */
export function recordedState(state: RunState): RecordedRun {
  return {
    curves: recordedCurves(state.series),
    evaluations: state.latestEvaluations().map(({ evaluation }) => evaluation),
    models: state.models,
    alarms: state.exhibits('alarm').map(({ exhibit }) => exhibit),
    frames: state.exhibits('samples').map(({ exhibit }) => exhibit),
    isRunning: state.isRunning,
  };
}

/**
 * Changes when it is time to look again: at the end of an epoch, at the end of the run, and where there are no epochs whenever the
 * curves have grown by a quarter.
 */
export function lookingTime(state: RunState): string {
  let epochs = 0;
  let batches = 0;
  for (const { info, length } of state.series.all()) {
    if (info.scale === 'epoch') epochs += length;
    else batches += length;
  }
  const grown = epochs > 0 ? 0 : Math.floor(Math.log(batches + 1) / Math.log(1.25));
  return `${epochs} ${grown} ${state.isRunning}`;
}
