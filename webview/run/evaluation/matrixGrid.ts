import { h } from '../../lib/dom.ts';
import type { Cell } from './matrixCells.ts';

export interface GridContent {
  caption: string;
  /** Above the columns and before the rows. */
  predictionLabel: string;
  truthLabel: string;
  names: readonly string[];
  cells: readonly (readonly Cell[])[];
  describe: (cell: Cell) => string;
}

const moves: Readonly<Record<string, (row: number, column: number, last: number) => [number, number]>> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row, _column, last) => [row, last],
  PageUp: (_row, column) => [0, column],
  PageDown: (_row, column, last) => [last, column],
};

/**
 * The confusion matrix as a grid: one Tab stop, arrow keys move from cell to cell, Enter or a click chooses.
 * Cells are made once for a set of classes and afterwards only rewritten, so that the focus stays while training goes on.
 */
export class MatrixGrid {
  readonly element = h('div', { class: 'matrix-scroll' });
  readonly #onDidChoose: (truth: number, predicted: number) => void;
  #tiles: HTMLElement[][] = [];
  #content: GridContent | undefined;
  #builtFor = '';
  #selected: readonly [number, number] | undefined;

  constructor(onDidChoose: (truth: number, predicted: number) => void) {
    this.#onDidChoose = onDidChoose;
  }

  show(content: GridContent): void {
    this.#content = content;
    const key = JSON.stringify([content.caption, content.names]);
    if (key !== this.#builtFor) {
      this.#tiles = content.names.map((_, row) =>
        content.names.map((_name, column) => this.#makeTile(row, column)),
      );
      this.element.replaceChildren(gridTable(content, this.#tiles));
    }
    this.#builtFor = key;
    this.#paint();
  }

  select(truth: number, predicted: number): void {
    this.#selected = [truth, predicted];
    this.#paint();
  }

  #makeTile(row: number, column: number): HTMLElement {
    return h('td', {
      class: 'matrix-cell',
      role: 'gridcell',
      tabindex: row === 0 && column === 0 ? 0 : -1,
      on: {
        click: () => {
          this.#focus(row, column);
          this.#choose(row, column);
        },
        keydown: (event) => this.#pressed(event, row, column),
      },
    });
  }

  #pressed(event: KeyboardEvent, row: number, column: number): void {
    const move = moves[event.key];
    const isChoice = event.key === 'Enter' || event.key === ' ';
    if (isChoice) this.#choose(row, column);
    else if (move) this.#focus(...move(row, column, this.#tiles.length - 1));
    if (isChoice || move) event.preventDefault();
  }

  #focus(row: number, column: number): void {
    const next = this.#tiles[row]?.[column];
    if (!next) return;
    for (const tile of this.#tiles.flat()) tile.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  #choose(row: number, column: number): void {
    const cell = this.#content?.cells[row]?.[column];
    if (cell) this.#onDidChoose(cell.truth, cell.predicted);
  }

  #paint(): void {
    const content = this.#content;
    if (!content) return;
    for (const [row, line] of this.#tiles.entries())
      for (const [column, tile] of line.entries()) {
        const cell = content.cells[row]?.[column];
        if (cell) paintCell(tile, cell, content.describe(cell), this.#selected);
      }
  }
}

function gridTable(content: GridContent, cells: readonly (readonly HTMLElement[])[]): HTMLElement {
  const { names } = content;
  const isWide = names.some((name) => name.length > 3);
  return h('table', { class: 'matrix', role: 'grid', 'aria-label': content.caption }, [
    h('thead', {}, [
      h('tr', {}, [
        h('td', { class: 'matrix-corner' }),
        h('th', { class: 'matrix-axis', colspan: names.length, scope: 'colgroup' }, content.predictionLabel),
      ]),
      h('tr', {}, [
        h('th', { class: 'matrix-axis matrix-axis-truth', scope: 'col' }, content.truthLabel),
        names.map((name) =>
          h(
            'th',
            { class: isWide ? 'matrix-name matrix-name-tall' : 'matrix-name', scope: 'col', title: name },
            h('span', {}, name),
          ),
        ),
      ]),
    ]),
    h(
      'tbody',
      {},
      names.map((name, row) =>
        h('tr', {}, [h('th', { class: 'matrix-name', scope: 'row', title: name }, name), cells[row]]),
      ),
    ),
  ]);
}

function paintCell(
  td: HTMLElement,
  cell: Cell,
  description: string,
  selected: readonly [number, number] | undefined,
): void {
  if (td.textContent !== cell.text) td.textContent = cell.text;
  if (td.title !== description) td.title = description;
  td.classList.toggle('matrix-right', cell.isRight);
  td.classList.toggle('matrix-zero', cell.count === 0);
  td.classList.toggle('matrix-shaded', cell.shade > 0);
  td.style.setProperty('--shade', `${Math.round(cell.shade * 40)}%`);
  const isSelected = selected?.[0] === cell.truth && selected[1] === cell.predicted;
  td.setAttribute('aria-selected', String(isSelected));
}
