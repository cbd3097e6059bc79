import type { RunSnapshot } from '../../protocol/run.ts';
import { createSeriesStore, type SeriesStore } from '../series/seriesStore.ts';
import type { RecordedCurve, RecordedRun } from './finding.ts';

/** The curves of a series store as rules read them, without a copy of their values. */
export function recordedCurves(store: SeriesStore): RecordedCurve[] {
  return store.all().map((series) => ({
    info: series.info,
    values: series.raw.values(),
    stepAt: (index) => series.stepAt(index),
  }));
}

/** A stored run, or one that has ended, for `diagnose`: `diagnose(recordedRun(handle.snapshot()))`. */
export function recordedRun({
  header,
  series,
  blocks,
  models,
  evaluations,
  exhibits,
}: RunSnapshot): RecordedRun {
  return {
    curves: recordedCurves(createSeriesStore(series, blocks)),
    models,
    evaluations,
    alarms: exhibits.filter((exhibit) => exhibit.kind === 'alarm'),
    frames: exhibits.filter((exhibit) => exhibit.kind === 'samples'),
    isRunning: header.status !== 'ended',
  };
}
