import { h, type Children } from './dom.ts';

export interface DataTable {
  caption: string;
  columns: readonly Children[];
  /** The first cell of a row is its heading. */
  rows: readonly (readonly Children[])[];
  /** Rows set apart at the end: sums and means. */
  footRows?: readonly (readonly Children[])[];
}

const row = (cells: readonly Children[]): HTMLElement =>
  h(
    'tr',
    {},
    cells.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell))),
  );

/** A table of figures with headings for rows and columns. */
export function dataTable({ caption, columns, rows, footRows = [] }: DataTable): HTMLTableElement {
  return h('table', { class: 'data-table' }, [
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, [
      h(
        'tr',
        {},
        columns.map((column) => h('th', { scope: 'col' }, column)),
      ),
    ]),
    h('tbody', {}, rows.map(row)),
    footRows.length > 0 && h('tfoot', {}, footRows.map(row)),
  ]);
}

/** A box around a wide or long table that scrolls by itself and can be reached by keyboard. */
export function scrollBox(label: string, table: Children): HTMLElement {
  return h('div', { class: 'scroll-box', tabindex: '0', role: 'region', 'aria-label': label }, table);
}
