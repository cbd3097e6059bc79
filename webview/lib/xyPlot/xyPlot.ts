import { formatValue } from '../../../src/core/series/formatValue.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { xyPlotWords } from '../../../src/core/words/xyPlot.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../announce.ts';
import { createChartCanvas } from '../chart/chartCanvas.ts';
import { onDidChangeTheme, readChartTheme } from '../chart/chartTheme.ts';
import { toolButton } from '../chart/toolButton.ts';
import { dataTable, scrollBox } from '../dataTable.ts';
import { h } from '../dom.ts';
import { setText } from '../setText.ts';
import { drawXyCursor, drawXyPlot, xyArea, type XyArea } from './drawXyPlot.ts';
import type { XyModel } from './xyModel.ts';

/** A plot of a few lines over one axis, with a cursor for mouse and keyboard, a table, and a sentence. */
export interface XyPlot {
  readonly element: HTMLElement;
  show(model: XyModel): void;
}

const rowsAtMost = 200;

/** @param heading of the title, to follow the headings before it */
export function createXyPlot(locale: Locale, heading: 'h2' | 'h3' = 'h3'): XyPlot {
  return new DrawnXyPlot(locale, heading);
}

class DrawnXyPlot implements XyPlot {
  readonly element: HTMLElement;
  readonly #locale: Locale;
  readonly #title: HTMLElement;
  readonly #readout = h('span', { class: 'xy-readout numbers muted' });
  readonly #note = h('p', { class: 'xy-note muted' });
  readonly #sentence = h('p', { class: 'xy-sentence' });
  readonly #table = h('div', { hidden: true });
  readonly #canvas = createChartCanvas('chart-curves');
  readonly #plot: HTMLElement;
  readonly #tableButton: HTMLButtonElement;
  #theme = readChartTheme();
  #model: XyModel | undefined;
  #area: XyArea | undefined;
  #cursor: number | undefined;

  constructor(locale: Locale, heading: 'h2' | 'h3') {
    this.#locale = locale;
    this.#title = h(heading, { class: 'chart-title' });
    this.#plot = h(
      'div',
      {
        class: 'chart-plot xy-plot',
        role: 'application',
        tabindex: '0',
        'aria-roledescription': runWords.chartRole[locale],
        on: {
          keydown: (event) => this.#onKey(event),
          pointermove: (event) => this.#moveTo(this.#indexAt(event.offsetX)),
          pointerleave: () => this.#moveTo(undefined),
          blur: () => this.#moveTo(undefined),
        },
      },
      this.#canvas.element,
    );
    this.#tableButton = toolButton('table', runWords.showTable[locale], () => this.#toggleTable());
    this.#tableButton.setAttribute('aria-pressed', 'false');
    this.element = h('section', { class: 'chart xy-chart' }, [
      h('div', { class: 'chart-head' }, [
        this.#title,
        this.#readout,
        h('div', { class: 'chart-tools' }, this.#tableButton),
      ]),
      this.#note,
      this.#plot,
      this.#table,
      this.#sentence,
    ]);
    // Lives as long as its element, which the observers do not keep alive.
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
    onDidChangeTheme(() => {
      this.#theme = readChartTheme();
      this.#draw();
    });
  }

  show(model: XyModel): void {
    this.#model = model;
    setText(this.#title, model.title);
    setText(this.#note, model.note ?? '');
    this.#note.hidden = model.note === undefined;
    setText(this.#sentence, model.sentence);
    this.#plot.setAttribute(
      'aria-label',
      `${model.title}. ${model.sentence} ${xyPlotWords.help[this.#locale]}`,
    );
    if (!this.#table.hidden && !this.#table.contains(document.activeElement)) this.#fillTable();
    this.#draw();
  }

  #draw(): void {
    const model = this.#model;
    const [width, height] = [this.#plot.clientWidth, this.#plot.clientHeight];
    const context = this.#canvas.begin(width, height);
    if (!model || !context) return;
    this.#area = xyArea(model, width, height);
    if (!this.#area) return;
    drawXyPlot(context, this.#area, model, this.#theme);
    if (this.#cursor !== undefined) drawXyCursor(context, this.#area, model, this.#cursor, this.#theme);
  }

  #count(): number {
    return this.#model?.lines[0]?.x.length ?? 0;
  }

  #indexAt(pixel: number): number | undefined {
    const x = this.#model?.lines[0]?.x;
    if (!x || !this.#area) return undefined;
    let best: number | undefined;
    let distance = Infinity;
    for (let index = 0; index < x.length; index++) {
      const away = Math.abs(this.#area.xAt(x[index] ?? NaN) - pixel);
      if (away < distance) [best, distance] = [index, away];
    }
    return best;
  }

  #words(index: number): string {
    const model = this.#model;
    if (!model) return '';
    const values = model.lines
      .filter(({ isFaint }) => isFaint !== true)
      .map(({ label, y }) => `${label} ${formatValue(y[index] ?? NaN)}`);
    return `${model.place(model.lines[0]?.x[index] ?? NaN)}: ${values.join(', ')}`;
  }

  #moveTo(index: number | undefined): void {
    if (index === this.#cursor) return;
    this.#cursor = index;
    setText(this.#readout, index === undefined ? '' : this.#words(index));
    this.#draw();
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#count() - 1;
    const at = this.#cursor ?? last;
    const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    const target = moves[event.key];
    if (target === undefined || last < 0) return;
    event.preventDefault();
    this.#moveTo(Math.min(last, Math.max(0, target)));
    if (this.#cursor !== undefined) announce(this.#words(this.#cursor));
  }

  #toggleTable(): void {
    const isTable = this.#table.hidden;
    if (isTable) this.#fillTable();
    this.#table.hidden = !isTable;
    this.#plot.hidden = isTable;
    this.#tableButton.setAttribute('aria-pressed', String(isTable));
    this.#draw();
  }

  #fillTable(): void {
    const model = this.#model;
    if (!model) return;
    const stride = Math.max(1, Math.ceil(this.#count() / rowsAtMost));
    const rows = Array.from({ length: Math.ceil(this.#count() / stride) }, (_, row) => row * stride);
    const table = dataTable({
      caption: model.title,
      columns: [model.placeTitle, ...model.lines.map(({ label }) => label)],
      rows: rows.map((index) => [
        model.place(model.lines[0]?.x[index] ?? NaN),
        ...model.lines.map(({ y }) => formatValue(y[index] ?? NaN)),
      ]),
    });
    this.#table.replaceChildren(scrollBox(model.title, table));
  }
}
