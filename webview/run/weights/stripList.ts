import { formatValue } from '../../../src/core/series/formatValue.ts';
import { weightsWords } from '../../../src/core/words/weights.ts';
import type { TensorHistory } from '../../../src/core/weights/weightHistory.ts';
import type { WeightReport } from '../../../src/protocol/exhibit.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../../lib/announce.ts';
import { onDidChangeTheme, readChartTheme } from '../../lib/chart/chartTheme.ts';
import { createFrame } from '../../lib/chart/frame.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createHeatStrip, type HeatStrip } from './heatStrip.ts';
import { figuresOf, figuresText, reportPlace, tensorName } from './weightFigures.ts';

/** More rows than this are left to the table. */
const stripsAtMost = 60;

interface Row {
  key: string;
  element: HTMLElement;
  name: HTMLElement;
  range: HTMLElement;
  figures: HTMLElement;
  strip: HeatStrip;
}

/** A row a tensor, all with one cursor in time: left and right move it, up and down choose the row that is read out. */
export class StripList {
  readonly element: HTMLElement;
  readonly #where = h('p', { class: 'weights-where muted' });
  readonly #box: HTMLElement;
  readonly #locale: Locale;
  readonly #frame = createFrame(() => this.#draw());
  #theme = readChartTheme();
  #rows: Row[] = [];
  #histories: readonly TensorHistory[] = [];
  #reports: readonly WeightReport[] = [];
  /** The column that is pointed at; undefined: the last. */
  #cursor: number | undefined;
  #current = 0;

  constructor(locale: Locale) {
    this.#locale = locale;
    this.#box = h('div', {
      class: 'weights-strips',
      role: 'application',
      tabindex: '0',
      'aria-label': weightsWords.stripHelp[locale],
      on: {
        keydown: (event) => this.#onKey(event),
        pointermove: (event) => this.#onPoint(event),
        pointerleave: () => this.#moveTo(undefined),
        blur: () => this.#moveTo(undefined),
      },
    });
    this.element = h('div', {}, [this.#where, this.#box]);
    new ResizeObserver(() => this.#frame.request()).observe(this.#box);
    onDidChangeTheme(() => {
      this.#theme = readChartTheme();
      this.#frame.request();
    });
  }

  show(histories: readonly TensorHistory[], reports: readonly WeightReport[]): void {
    this.#histories = histories.slice(0, stripsAtMost);
    this.#reports = reports;
    if (this.#cursor !== undefined && this.#cursor >= reports.length) this.#cursor = undefined;
    const known = new Map(this.#rows.map((row) => [row.key, row]));
    this.#rows = this.#histories.map((history) => known.get(history.key) ?? createRow(history));
    const elements = this.#rows.map(({ element }) => element);
    if (elements.some((element, index) => this.#box.children[index] !== element))
      this.#box.replaceChildren(...elements);
    while (this.#box.children.length > elements.length) this.#box.lastElementChild?.remove();
    this.#frame.request();
  }

  get #column(): number {
    return this.#cursor ?? this.#reports.length - 1;
  }

  #draw(): void {
    const report = this.#reports[this.#column];
    setText(this.#where, report ? reportPlace(report, this.#locale) : '');
    for (const [index, row] of this.#rows.entries()) {
      const history = this.#histories[index];
      if (!history) continue;
      row.element.classList.toggle(
        'weights-row-current',
        this.#cursor !== undefined && index === this.#current,
      );
      const shown = history.reports[this.#column];
      setText(row.range, shown ? `${formatValue(shown.min)} … ${formatValue(shown.max)}` : '–');
      const figures = shown ? figuresOf(shown, this.#locale) : [];
      row.figures.replaceChildren(
        ...figures.map(({ label, value }) =>
          h('span', { class: 'weights-figure' }, [h('span', { class: 'muted' }, label), ` ${value}`]),
        ),
      );
      row.strip.show({ reports: history.reports, cursor: this.#column }, this.#theme);
    }
  }

  #moveTo(column: number | undefined): void {
    if (column === this.#cursor) return;
    this.#cursor = column;
    this.#frame.request();
  }

  #onPoint(event: PointerEvent): void {
    const index = this.#rows.findIndex(({ strip }) => strip.element.contains(event.target as Node));
    const row = this.#rows[index];
    if (!row) return;
    this.#current = index;
    this.#moveTo(row.strip.columnAt(event.clientX - row.strip.element.getBoundingClientRect().left));
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#reports.length - 1;
    const columns: Record<string, number> = {
      ArrowLeft: this.#column - 1,
      ArrowRight: this.#column + 1,
      Home: 0,
      End: last,
    };
    const rows: Record<string, number> = { ArrowUp: this.#current - 1, ArrowDown: this.#current + 1 };
    const [column, row] = [columns[event.key], rows[event.key]];
    if (last < 0 || (column === undefined && row === undefined)) return;
    event.preventDefault();
    if (row !== undefined) this.#current = Math.min(this.#rows.length - 1, Math.max(0, row));
    this.#cursor = Math.min(last, Math.max(0, column ?? this.#column));
    this.#rows[this.#current]?.element.scrollIntoView({ block: 'nearest' });
    this.#frame.request();
    this.#speak();
  }

  #speak(): void {
    const history = this.#histories[this.#current];
    const report = this.#reports[this.#column];
    if (!history || !report) return;
    const shown = history.reports[this.#column];
    const figures = shown ? figuresText(shown, this.#locale) : '–';
    const when = reportPlace(report, this.#locale);
    announce(`${tensorName(history)}, ${fill(weightsWords.point[this.#locale], { when, value: figures })}`);
  }
}

function createRow(history: TensorHistory): Row {
  const name = h('span', { class: 'weights-name' }, tensorName(history));
  const shape = h('span', { class: 'muted numbers' }, `[${history.shape.join(', ')}]`);
  const range = h('span', { class: 'muted numbers' });
  const figures = h('div', { class: 'weights-figures numbers' });
  const strip = createHeatStrip();
  const element = h('div', { class: 'weights-row' }, [
    h('div', { class: 'weights-label' }, [name, ' ', shape]),
    strip.element,
    h('div', { class: 'weights-values' }, [figures, range]),
  ]);
  return { key: history.key, element, name, range, figures, strip };
}
