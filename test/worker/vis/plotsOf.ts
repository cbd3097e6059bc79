import type { PlotExhibit } from '../../../src/protocol/exhibit.ts';
import type { Plot, XyPlot } from '../../../src/protocol/plot.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';

/** The last plot of each surface, by `tab/name` and `tab/name/part`. */
export function plotsOf(snapshot: RunSnapshot): Record<string, Plot> {
  const plots = snapshot.exhibits.filter((exhibit): exhibit is PlotExhibit => exhibit.kind === 'plot');
  return Object.fromEntries(
    plots.map(({ surface: { tab, name, part }, plot }) => [
      [tab, name, part].filter((one) => one !== undefined).join('/'),
      plot,
    ]),
  );
}

type PlotOf<T extends Plot['type']> = T extends XyPlot['type'] ? XyPlot : Extract<Plot, { type: T }>;

/** A plot of one type, or a failure that says what is there instead. */
export function plotOf<T extends Plot['type']>(plots: Record<string, Plot>, key: string, type: T): PlotOf<T> {
  const plot = plots[key];
  if (plot?.type !== type)
    throw new Error(
      `${key} is ${plot ? JSON.stringify(plot).slice(0, 300) : 'not'} among ${Object.keys(plots).join(' | ')}`,
    );
  return plot as PlotOf<T>;
}

/** All that was written to the console. */
export function consoleOf(snapshot: RunSnapshot): string {
  return snapshot.console.map(({ text }) => text).join('');
}
