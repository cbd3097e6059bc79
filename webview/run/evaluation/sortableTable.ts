import { h, type Children } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';

export interface SortableRow {
  /** Drawn; the first is the row's heading. */
  cells: readonly Children[];
  /** Sorted by, one a cell; undefined comes last whichever way. */
  keys: readonly (number | string | undefined)[];
}

export interface SortableContent {
  caption: string;
  columns: readonly string[];
  rows: readonly SortableRow[];
  footRows: readonly (readonly Children[])[];
  /** "Sort by precision", for each column. */
  sortLabel: (column: string) => string;
  /** Rows drawn at most, and what is said when there are more. */
  limit: number;
  leftOut: (shown: number, total: number) => string;
}

/** A table whose column heads sort it. The heads stay while the figures change, and with them the focus. */
export class SortableTable {
  readonly element = h('div');
  readonly #head = h('thead');
  readonly #body = h('tbody');
  readonly #foot = h('tfoot');
  readonly #caption = h('caption', { class: 'visually-hidden' });
  readonly #note = h('p', { class: 'muted' });
  readonly #box: HTMLElement;
  #content: SortableContent | undefined;
  #columns = '';
  #sort: { column: number; descending: boolean } = { column: 0, descending: false };

  constructor() {
    const table = h('table', { class: 'data-table' }, [this.#caption, this.#head, this.#body, this.#foot]);
    this.#box = h('div', { class: 'scroll-box', tabindex: '0', role: 'region' }, table);
    this.element.append(this.#box, this.#note);
  }

  show(content: SortableContent): void {
    this.#content = content;
    setText(this.#caption, content.caption);
    this.#box.setAttribute('aria-label', content.caption);
    const columns = JSON.stringify(content.columns);
    if (columns !== this.#columns) this.#buildHead(content);
    this.#columns = columns;
    this.#foot.replaceChildren(...content.footRows.map(tableRow));
    this.#paint();
  }

  #buildHead({ columns, sortLabel }: SortableContent): void {
    const heads = columns.map((column, index) =>
      h('th', { scope: 'col' }, [
        h(
          'button',
          {
            class: 'sort-button',
            type: 'button',
            title: sortLabel(column),
            on: { click: () => this.#sortBy(index) },
          },
          column,
        ),
      ]),
    );
    this.#head.replaceChildren(h('tr', {}, heads));
  }

  #sortBy(column: number): void {
    // Figures are of interest from the lowest up first: there the trouble is.
    const descending = this.#sort.column === column && !this.#sort.descending;
    this.#sort = { column, descending };
    this.#paint();
  }

  #paint(): void {
    const content = this.#content;
    if (!content) return;
    const { column, descending } = this.#sort;
    for (const [index, head] of [...this.#head.querySelectorAll('th')].entries())
      head.setAttribute('aria-sort', index !== column ? 'none' : descending ? 'descending' : 'ascending');
    const shown = sorted(content.rows, column, descending).slice(0, content.limit);
    this.#body.replaceChildren(...shown.map(({ cells }) => tableRow(cells)));
    setText(
      this.#note,
      shown.length < content.rows.length ? content.leftOut(shown.length, content.rows.length) : '',
    );
  }
}

function sorted(rows: readonly SortableRow[], column: number, descending: boolean): SortableRow[] {
  const order = [...rows.keys()];
  const keyOf = (index: number): number | string | undefined => rows[index]?.keys[column];
  order.sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (x === y) return a - b;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return (x < y ? -1 : 1) * (descending ? -1 : 1);
  });
  return order.flatMap((index) => rows[index] ?? []);
}

function tableRow(cells: readonly Children[]): HTMLElement {
  return h(
    'tr',
    {},
    cells.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell))),
  );
}
