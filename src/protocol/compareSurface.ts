import type { Locale } from './locale.ts';
import type { MetricsBatch, RunHeader, SeriesBlock, SeriesInfo } from './run.ts';

/** A row of the run table. */
export interface CompareRow {
  /** Without what only the run panel shows: why other engines were passed over. */
  header: RunHeader;
  isPinned: boolean;
  note: string;
}

export interface CompareView {
  locale: Locale;
  /** Newest first. */
  rows: CompareRow[];
  /** The runs to draw; absent when nobody asked for certain ones. */
  chosen?: string[];
}

/** The curves of one run, or why there are none. */
export type CompareRun =
  | { id: string; seq: number; series: SeriesInfo[]; blocks: SeriesBlock[]; thinned: boolean }
  | { id: string; problem: 'gone' | 'damaged' | 'newer-version' };

export interface CompareSurface {
  requests: {
    ready: { params: undefined; result: CompareView };
    /**
     * Curves of at most 10,000 steps come whole, longer ones thinned with their extremes kept. From then on what these runs
     * measure is sent as `metrics`.
     */
    curves: { params: { ids: string[] }; result: CompareRun[] };
    setNote: { params: { id: string; note: string }; result: undefined };
    setPinned: { params: { id: string; pinned: boolean }; result: undefined };
    /** Moves the run to the trash; a run that is going on is stopped first. */
    remove: { params: { id: string }; result: undefined };
    /** Brings back a run that this panel has removed. */
    bringBack: { params: { id: string }; result: undefined };
    open: { params: { id: string }; result: undefined };
    /** Saves text (CSV) or bytes (PNG) where the person chooses. */
    save: { params: { name: string; content: string | Uint8Array }; result: { saved: boolean } };
  };
  events: {
    /** Rows that are new or have changed, and runs that are gone. */
    rows: { changed: CompareRow[]; gone: string[] };
    metrics: { id: string; batch: MetricsBatch };
    /** Someone asked for these runs: take this instead of what you have. */
    replaced: CompareView;
  };
}
