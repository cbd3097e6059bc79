import type {
  CompareRow,
  CompareRun,
  CompareSurface,
  CompareView,
} from '../../src/protocol/compareSurface.ts';
import { localeOf } from '../../src/protocol/locale.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import { ExampleRuns } from './preview/exampleRuns.ts';
import './preview/previewWindow.ts';

/*
 * `?runs=` how many (default 9); `?batches=` points of a batch curve; `?drawn=` how many of them are drawn;
 * `?scenario=` plain, seeds (the latest five differ in their seed only), live (the newest goes on), damaged, mixed (two programs
 * without a common metric), one, empty; `?locale=`, `?theme=` as everywhere.
 */
const address = new URLSearchParams(location.search);
const scenario = address.get('scenario') ?? 'plain';
const locale = localeOf(address.get('locale') ?? 'en');
const drawn = Number(address.get('drawn') ?? 0);

applyThemeFromAddress();
document.documentElement.lang = locale;
const asked: [string, unknown][] = [];
window.asked = asked;

const counts: Readonly<Record<string, number>> = { one: 1, empty: 0 };
const runs = new ExampleRuns({
  count: counts[scenario] ?? Number(address.get('runs') ?? 9),
  epochs: 10,
  batches: Number(address.get('batches') ?? 800),
});
const rows: CompareRow[] = runs.rows.map(dress);
const removed = new Map<string, { row: CompareRow; at: number }>();
let seq = 1;

function dress(row: CompareRow, place: number): CompareRow {
  const { header } = row;
  if (scenario === 'seeds' && place < 5)
    return { ...row, header: { ...header, group: 'seeds', settings: { ...runs.rows[0]?.header.settings } } };
  if (scenario === 'live' && place === 0) {
    const running: CompareRow['header'] = { ...header, status: 'running' };
    delete running.ending;
    return { ...row, header: running };
  }
  if (scenario === 'mixed' && place % 2 === 1)
    return { ...row, header: { ...header, title: 'autoencoder', file: '/home/learner/autoencoder.ts' } };
  return row;
}

function curvesOf(id: string): CompareRun {
  const place = rows.findIndex(({ header }) => header.id === id);
  if (scenario === 'damaged' && place === 1) return { id, problem: 'damaged' };
  if (scenario === 'damaged' && place === 2) return { id, problem: 'newer-version' };
  const run = runs.curves(id);
  if (scenario === 'damaged' && place === 3 && 'series' in run) return { ...run, series: [], blocks: [] };
  if (scenario === 'mixed' && place % 2 === 1 && 'series' in run)
    return { ...run, series: run.series.map((info) => ({ ...info, metric: `my ${info.metric}` })) };
  return run;
}

function tellRow(id: string): void {
  const row = rows.find(({ header }) => header.id === id);
  server.emit('rows', { changed: row ? [row] : [], gone: row ? [] : [id] });
}

function change(id: string, changes: Partial<CompareRow>): void {
  const at = rows.findIndex(({ header }) => header.id === id);
  const row = rows[at];
  if (row) rows[at] = { ...row, ...changes };
  tellRow(id);
}

const server = installFakeHost<CompareSurface>({
  ready(): CompareView {
    asked.push(['ready', undefined]);
    const chosen = scenario === 'mixed' ? rows.length : drawn;
    return {
      locale,
      rows,
      ...(chosen > 0 && { chosen: rows.slice(0, chosen).map(({ header }) => header.id) }),
    };
  },
  curves({ ids }) {
    asked.push(['curves', ids]);
    return ids.map(curvesOf);
  },
  setNote({ id, note }) {
    asked.push(['setNote', { id, note }]);
    change(id, { note });
    return undefined;
  },
  setPinned({ id, pinned }) {
    asked.push(['setPinned', { id, pinned }]);
    change(id, { isPinned: pinned });
    return undefined;
  },
  remove({ id }) {
    asked.push(['remove', id]);
    const at = rows.findIndex(({ header }) => header.id === id);
    const [row] = rows.splice(at, 1);
    if (row) removed.set(id, { row, at });
    tellRow(id);
    return undefined;
  },
  bringBack({ id }) {
    asked.push(['bringBack', id]);
    const gone = removed.get(id);
    if (gone) rows.splice(gone.at, 0, gone.row);
    tellRow(id);
    return undefined;
  },
  open({ id }) {
    asked.push(['open', id]);
    return undefined;
  },
  save({ name, content }) {
    asked.push(['save', { name, size: content.length, start: content.slice(0, 60) }]);
    return { saved: true };
  },
});
window.tell = (name, payload) => server.emit(name, payload);
window.grow = (id) => {
  seq++;
  const progress = { phase: 'training', batch: seq, elapsedMs: seq * 100 } as const;
  const point = (series: number, value: number) => ({
    id: series,
    steps: Float64Array.of(8 + seq),
    values: Float32Array.of(value),
  });
  const blocks = [point(1, 0.08), point(2, 0.001), point(3, 0.97), point(4, 0.99)];
  server.emit('metrics', { id, batch: { seq, newSeries: [], blocks, progress } });
};
/** From the beginning of the app to the first picture of every chart with all of the drawn runs in it, ms. */
function measureOpening(): void {
  const startedAt = performance.now();
  const look = (): void => {
    const entries = document.querySelectorAll('.chart .chart-entry').length;
    const wanted = Math.max(1, drawn) * document.querySelectorAll('.chart').length;
    if (entries > 0 && entries >= wanted) window.openedMs = performance.now() - startedAt;
    else requestAnimationFrame(look);
  };
  look();
}

measureOpening();
void import('./main.ts');
