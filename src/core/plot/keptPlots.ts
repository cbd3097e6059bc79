import type { Exhibit, PlotExhibit, PlotSurface } from '../../protocol/exhibit.ts';

/** So many plots of one surface are kept for rewinding, its latest among them. */
export const keptPerSurface = 16;

/** The same for all plots of one part of one surface. */
export function surfaceKey({ name, tab, part }: PlotSurface): string {
  return JSON.stringify([tab ?? '', name, part ?? '']);
}

/** Curves that grow hold the moment of each of their points, so that their latest plot holds all earlier ones. */
function grows({ plot }: PlotExhibit): boolean {
  return plot.type === 'line' && plot.series.length > 0 && plot.series.every(({ madeMs }) => madeMs);
}

/**
 * Decides which earlier plots of a surface are given up when one is added: all of a curve that grows, and otherwise so
 * many that those left are spread over the run, at most `keptPerSurface` of them.
 */
export interface KeptPlots {
  /** @returns numbers of exhibits whose plots are given up */
  add(exhibit: Exhibit, number: number): number[];
}

export function createKeptPlots(): KeptPlots {
  const surfaces = new Map<string, number[]>();
  return {
    add(exhibit, number) {
      if (exhibit.kind !== 'plot' || exhibit.plot.type === 'superseded') return [];
      const key = surfaceKey(exhibit.surface);
      const earlier = surfaces.get(key) ?? [];
      if (grows(exhibit)) {
        surfaces.set(key, [number]);
        return earlier;
      }
      if (earlier.length < keptPerSurface) {
        surfaces.set(key, [...earlier, number]);
        return [];
      }
      surfaces.set(key, [...earlier.filter((_, index) => index % 2 === 0), number]);
      return earlier.filter((_, index) => index % 2 === 1);
    },
  };
}

/** What stays of a plot that was given up: its number among the exhibits, and when and where it was. */
export function superseded(exhibit: Exhibit): Exhibit {
  return exhibit.kind === 'plot' ? { ...exhibit, plot: { type: 'superseded' } } : exhibit;
}

/** Exhibits with `added` behind them, and without the plots that it takes the place of. Changes `exhibits`. */
export function addKept(exhibits: Exhibit[], added: Exhibit, kept: KeptPlots): void {
  for (const number of kept.add(added, exhibits.length)) {
    const given = exhibits[number];
    if (given) exhibits[number] = superseded(given);
  }
  exhibits.push(added);
}
