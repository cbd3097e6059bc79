import { chooseRuns } from '../../src/core/compare/chooseRuns.ts';
import { runName, shortRunName } from '../../src/core/compare/runNames.ts';
import { bestValues } from '../../src/core/run/bestValues.ts';
import { newestFirst } from '../../src/core/run/newestFirst.ts';
import { createSeriesStore, type SeriesStore } from '../../src/core/series/seriesStore.ts';
import type { CompareRow, CompareRun, CompareView } from '../../src/protocol/compareSurface.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import type { BestValue, MetricsBatch } from '../../src/protocol/run.ts';
import { runStyle, type LineStyle } from '../lib/chart/lineStyle.ts';

/** More would be neither legible nor quick. */
export const drawnAtMost = 50;

export interface LoadedRun {
  seq: number;
  series: SeriesStore;
  thinned: boolean;
}

export type RunProblem = Extract<CompareRun, { problem: string }>['problem'];

/** Everything the panel knows: the rows of the table, which runs are drawn, and the curves of those. */
export class CompareState {
  locale: Locale = 'en';
  readonly #rows = new Map<string, CompareRow>();
  readonly #drawn = new Set<string>();
  readonly #runs = new Map<string, LoadedRun>();
  readonly #problems = new Map<string, RunProblem>();
  /** A run keeps its style while it is drawn, whatever happens to the others. */
  readonly #places = new Map<string, number>();
  #ordered: CompareRow[] = [];
  /** Nobody has chosen: new runs of the same program join. */
  #followsLatest = false;

  /** @param kept the runs that were drawn when the page was here last */
  take(view: CompareView, kept: readonly string[] | undefined): void {
    this.locale = view.locale;
    this.#rows.clear();
    for (const row of view.rows) this.#rows.set(row.header.id, row);
    this.#order();
    const wanted = view.chosen ?? kept?.filter((id) => this.#rows.has(id));
    this.#followsLatest = !wanted || wanted.length === 0;
    this.choose(this.#followsLatest ? this.#latest() : (wanted ?? []));
  }

  change({ changed, gone }: { changed: readonly CompareRow[]; gone: readonly string[] }): void {
    const news = changed.filter(({ header }) => !this.#rows.has(header.id));
    for (const row of changed) this.#rows.set(row.header.id, row);
    for (const id of gone) {
      this.#rows.delete(id);
      this.setDrawn(id, false);
      this.#runs.delete(id);
      this.#problems.delete(id);
    }
    this.#order();
    if (!this.#followsLatest) this.#joinGroups(news);
    else if (news.length > 0) this.choose(this.#latest());
  }

  /** A seed of a group that is drawn belongs to its band. */
  #joinGroups(news: readonly CompareRow[]): void {
    const groups = new Set(this.drawnRows().flatMap(({ header }) => header.group ?? []));
    for (const { header } of news)
      if (header.group !== undefined && groups.has(header.group)) this.setDrawn(header.id, true);
  }

  #order(): void {
    this.#ordered = [...this.#rows.values()].sort((a, b) => newestFirst(a.header, b.header));
  }

  #latest(): string[] {
    return chooseRuns(this.#ordered.map(({ header }) => header));
  }

  /** Newest first. */
  rows(): readonly CompareRow[] {
    return this.#ordered;
  }

  /** Newest first. */
  drawnRows(): CompareRow[] {
    return this.#ordered.filter(({ header }) => this.#drawn.has(header.id));
  }

  isDrawn(id: string): boolean {
    return this.#drawn.has(id);
  }

  get drawnCount(): number {
    return this.#drawn.size;
  }

  choose(ids: readonly string[]): void {
    for (const id of [...this.#drawn]) if (!ids.includes(id)) this.setDrawn(id, false);
    // Oldest first, so that the same runs get the same styles.
    for (const { header } of [...this.#ordered].reverse())
      if (ids.includes(header.id)) this.setDrawn(header.id, true);
  }

  /** A person has chosen: new runs do not join any more. */
  stopFollowing(): void {
    this.#followsLatest = false;
  }

  followLatest(): void {
    this.#followsLatest = true;
    this.choose(this.#latest());
  }

  /** False when there is no room for another. */
  setDrawn(id: string, isDrawn: boolean): boolean {
    if (!isDrawn) {
      this.#drawn.delete(id);
      this.#places.delete(id);
      return true;
    }
    if (this.#drawn.has(id)) return true;
    if (this.#drawn.size >= drawnAtMost || !this.#rows.has(id)) return false;
    this.#drawn.add(id);
    const taken = new Set(this.#places.values());
    let place = 0;
    while (taken.has(place)) place++;
    this.#places.set(id, place);
    return true;
  }

  styleOf(id: string): LineStyle | undefined {
    const place = this.#places.get(id);
    const row = this.#rows.get(id);
    return place === undefined || !row ? undefined : runStyle(place, this.shortName(row));
  }

  /** The style of the line that stands for this run: that of its band, where the seeds are not drawn one by one. */
  shownStyle(id: string, showsSeeds: boolean): LineStyle | undefined {
    const own = this.styleOf(id);
    const group = this.#rows.get(id)?.header.group;
    if (!own || showsSeeds || group === undefined) return own;
    const members = this.drawnRows().filter(({ header }) => header.group === group);
    const first = members.at(-1);
    const band = first && members.length > 1 ? this.styleOf(first.header.id) : undefined;
    return band ? { ...band, dash: [] } : own;
  }

  /** Runs of several programs need its name to be told apart. */
  get hasFiles(): boolean {
    return new Set(this.drawnRows().map(({ header }) => header.file)).size > 1;
  }

  name({ header }: CompareRow): string {
    return runName(header, this.hasFiles, this.locale);
  }

  shortName({ header }: CompareRow): string {
    return shortRunName(header, this.hasFiles);
  }

  /** Drawn runs whose curves have not been asked for. */
  missing(): string[] {
    return [...this.#drawn].filter((id) => !this.#runs.has(id) && !this.#problems.has(id));
  }

  addRun(run: CompareRun): void {
    this.#problems.delete(run.id);
    this.#runs.delete(run.id);
    if ('problem' in run) this.#problems.set(run.id, run.problem);
    else
      this.#runs.set(run.id, {
        seq: run.seq,
        series: createSeriesStore(run.series, run.blocks),
        thinned: run.thinned,
      });
  }

  loaded(id: string): LoadedRun | undefined {
    return this.#runs.get(id);
  }

  problemOf(id: string): RunProblem | undefined {
    return this.#problems.get(id);
  }

  /** `missed` when batches before this one never arrived; `unknown` for a run whose curves are not here. */
  addMetrics(id: string, batch: MetricsBatch): 'added' | 'known' | 'missed' | 'unknown' {
    const run = this.#runs.get(id);
    if (!run) return 'unknown';
    if (batch.seq <= run.seq) return 'known';
    if (batch.seq !== run.seq + 1) return 'missed';
    run.seq = batch.seq;
    for (const info of batch.newSeries) run.series.add(info);
    run.series.append(batch.blocks);
    return 'added';
  }

  /** From the header; while the run goes on, or where an earlier version did not note them, from its curves. */
  bestOf({ header }: CompareRow): readonly BestValue[] {
    const run = this.#runs.get(header.id);
    if (!run || (header.best && header.status === 'ended')) return header.best ?? [];
    return bestValues(
      run.series
        .all()
        .filter(({ info }) => info.scale === 'epoch')
        .map((line) => ({
          info: line.info,
          steps: Array.from({ length: line.length }, (_, index) => line.stepAt(index)),
          values: line.raw.values(),
        })),
    );
  }

  /** How many runs were started together with this one; 0 where it was started alone. */
  groupSize(group: string | undefined): number {
    if (group === undefined) return 0;
    return this.#ordered.filter(({ header }) => header.group === group).length;
  }
}
