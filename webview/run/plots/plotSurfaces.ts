import { plotAtMoment } from '../../../src/core/plot/plotAtMoment.ts';
import { surfaceKey } from '../../../src/core/plot/keptPlots.ts';
import type { Plot } from '../../../src/protocol/plot.ts';
import type { RunState } from '../runState.ts';

/** One plot of a surface: most surfaces have one. */
export interface SurfacePart {
  key: string;
  part: string;
  plot: Plot;
}

export interface PlotTab {
  /** As the program named it. */
  name: string;
  surfaces: { name: string; parts: SurfacePart[] }[];
}

/**
 * The newest plot of each surface at the shown moment, by the program's tabs. All are in the order in which they were
 * first drawn, so that nothing changes its place while training goes on.
 */
export function plotTabs(state: RunState): PlotTab[] {
  const tabs = new Map<string, Map<string, Map<string, SurfacePart>>>();
  for (const { exhibit } of state.exhibits('plot')) {
    const { surface, plot } = exhibit;
    const tab = orMade(tabs, surface.tab ?? '', () => new Map<string, Map<string, SurfacePart>>());
    const parts = orMade(tab, surface.name, () => new Map<string, SurfacePart>());
    const part = surface.part ?? '';
    const known = parts.get(part);
    if (plot.type === 'superseded' && known) continue;
    parts.set(part, { key: surfaceKey(surface), part, plot });
  }
  return [...tabs].map(([name, surfaces]) => ({
    name,
    surfaces: [...surfaces].flatMap(([surface, parts]) => {
      const shown = [...parts.values()].filter(({ plot }) => plot.type !== 'superseded');
      return shown.length === 0
        ? []
        : [
            {
              name: surface,
              parts: shown.map((one) => ({ ...one, plot: plotAtMoment(one.plot, state.shownMs) })),
            },
          ];
    }),
  }));
}

function orMade<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
