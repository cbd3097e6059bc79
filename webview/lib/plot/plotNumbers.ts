import { cellOf, plotTable } from '../../../src/core/plot/plotTable.ts';
import { plotWords } from '../../../src/core/words/plots.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { Plot } from '../../../src/protocol/plot.ts';
import { dataTable, scrollBox } from '../dataTable.ts';
import { h } from '../dom.ts';

const rowsAtMost = 200;
const columnsAtMost = 40;

/** A plot's numbers as a table that scrolls by itself; long and wide ones are cut and say so. */
export function plotNumbers(plot: Plot, caption: string, locale: Locale): HTMLElement {
  const table = plotTable(plot, locale) ?? { headers: [], rows: [] };
  const rows = table.rows.slice(0, rowsAtMost);
  const notes = [
    ...(rows.length < table.rows.length
      ? [fill(plotWords.rowsShown[locale], { shown: rows.length, total: table.rows.length })]
      : []),
    ...(table.headers.length > columnsAtMost
      ? [fill(plotWords.columnsShown[locale], { shown: columnsAtMost, total: table.headers.length })]
      : []),
  ];
  return h('div', { class: 'plot-numbers' }, [
    scrollBox(
      caption,
      dataTable({
        caption,
        columns: table.headers.slice(0, columnsAtMost).map(cellOf),
        rows: rows.map((row) => row.slice(0, columnsAtMost).map(cellOf)),
      }),
    ),
    notes.map((note) => h('p', { class: 'muted' }, note)),
  ]);
}
