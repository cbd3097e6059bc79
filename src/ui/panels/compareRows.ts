import type { CompareRow } from '../../protocol/compareSurface.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';

export interface CompareRows {
  /** All runs, newest first. What is given out here is known to the page. */
  all(): CompareRow[];
  /** What has changed since the page was told last; undefined when nothing has. */
  changes(): { changed: CompareRow[]; gone: string[] } | undefined;
}

/** The rows of the run table, and which of them a page has not seen yet: a run that goes on is saved every second. */
export function createCompareRows(
  runStore: Pick<RunStore, 'headers' | 'isPinned' | 'noteOf'>,
  activeRuns: Pick<ActiveRuns, 'get'>,
): CompareRows {
  let told = new Map<string, string>();
  const read = (): CompareRow[] =>
    runStore.headers().map((stored) => ({
      // The store is up to a second behind a run that is going on.
      header: lightHeader(activeRuns.get(stored.id)?.header ?? stored),
      isPinned: runStore.isPinned(stored.id),
      note: runStore.noteOf(stored.id),
    }));
  const remember = (rows: readonly CompareRow[]): void => {
    told = new Map(rows.map((row) => [row.header.id, JSON.stringify(row)]));
  };
  return {
    all() {
      const rows = read();
      remember(rows);
      return rows;
    },
    changes() {
      const rows = read();
      const changed = rows.filter((row) => told.get(row.header.id) !== JSON.stringify(row));
      const here = new Set(rows.map(({ header }) => header.id));
      const gone = [...told.keys()].filter((id) => !here.has(id));
      remember(rows);
      return changed.length + gone.length > 0 ? { changed, gone } : undefined;
    },
  };
}

/** A header without what only the run panel shows. */
function lightHeader(header: RunHeader): RunHeader {
  const { engine } = header;
  if (!engine) return header;
  return { ...header, engine: { id: engine.id, version: engine.version, gpu: engine.gpu, passedOver: [] } };
}
