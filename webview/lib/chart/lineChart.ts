import { type RunWord, runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../announce.ts';
import { h } from '../dom.ts';
import { createChartCanvas } from './chartCanvas.ts';
import type { ChartGroup } from './chartGroup.ts';
import { type ChartInput, listenToChart } from './chartInput.ts';
import { createChartLegend } from './chartLegend.ts';
import { type ChartModel, valueRange } from './chartModel.ts';
import { chartPicture } from './chartPicture.ts';
import { cursorPlace, cursorPlaces, dotsAt, snapCursor, spokenCursor, spokenZoom } from './chartReadout.ts';
import { chartTable } from './chartTable.ts';
import { onDidChangeTheme, readChartTheme } from './chartTheme.ts';
import { drawChart, drawCursor, drawSelection } from './drawChart.ts';
import { createFrame } from './frame.ts';
import { createPlotArea, type PlotArea } from './plotArea.ts';
import { toolButton } from './toolButton.ts';
import './chart.css';

/** While curves stream in, ten pictures a second are plenty. */
const streamingMs = 100;

export interface LineChartOptions {
  /** Charts in one group move their cursor and zoom together. */
  group: ChartGroup;
  locale: Locale;
  onSaveCsv: () => void;
  /** `png`: the curves as they are on screen, on the editor's background. */
  onSavePng: (png: Uint8Array) => void;
}

/**
 * A line chart on two canvases: curves below, cursor above, so that pointing does not redraw a million points.
 * Everything it shows can also be had without seeing it: as a sentence, as a table, and point by point by keyboard.
 */
export class LineChart {
  readonly element: HTMLElement;
  readonly #options: LineChartOptions;
  readonly #curves = createChartCanvas('chart-curves');
  readonly #overlay = createChartCanvas('chart-overlay');
  readonly #legend = createChartLegend();
  readonly #title = h('h3', { class: 'chart-title' });
  readonly #sentence = h('p', { class: 'chart-sentence muted' });
  readonly #plot: HTMLElement;
  readonly #table = h('div', { hidden: true });
  readonly #tableButton: HTMLElement;
  readonly #resetButton: HTMLElement;
  readonly #streaming = createFrame(() => this.#draw(), streamingMs);
  readonly #soon = createFrame(() => this.#draw());
  readonly #pointing = createFrame(() => this.#drawOverlay());
  readonly #input: ChartInput;
  readonly #disposables: { dispose(): void }[];
  #model: ChartModel | undefined;
  #area: PlotArea | undefined;
  #theme = readChartTheme(document.body);

  constructor(options: LineChartOptions) {
    this.#options = options;
    this.#plot = h(
      'div',
      {
        class: 'chart-plot',
        role: 'application',
        tabindex: '0',
        'aria-roledescription': this.#word('chartRole'),
      },
      [this.#curves.element, this.#overlay.element],
    );
    const tool = (icon: 'table' | 'export' | 'save' | 'zoom-out', word: RunWord, onClick: () => void) =>
      toolButton(icon, this.#word(word), onClick);
    this.#tableButton = tool('table', 'showTable', () => this.#toggleTable());
    this.#tableButton.setAttribute('aria-pressed', 'false');
    this.#resetButton = tool('zoom-out', 'resetZoom', () => options.group.zoomTo(undefined));
    this.element = h('section', { class: 'chart' }, [
      h('div', { class: 'chart-head' }, [
        this.#title,
        this.#legend.place,
        h('div', { class: 'chart-tools' }, [
          this.#resetButton,
          this.#tableButton,
          tool('export', 'saveCsv', options.onSaveCsv),
          tool('save', 'savePng', () => void this.#savePicture()),
        ]),
      ]),
      this.#legend.element,
      this.#plot,
      this.#table,
      this.#sentence,
    ]);
    this.#input = this.#listen();
    this.#disposables = this.#subscribe();
  }

  /** Shows other lines, or the same with more points: with a coming frame, at most ten times a second. */
  update(model: ChartModel): void {
    this.#model = model;
    this.#streaming.request();
  }

  /** Brings the plot into view and gives it the keyboard, with the cursor at `x`. */
  focusAt(x: number): void {
    this.element.scrollIntoView({ block: 'nearest' });
    if (this.#plot.hidden) this.#toggleTable();
    this.#plot.focus({ preventScroll: true });
    this.#options.group.moveCursor(x);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.element.remove();
  }

  #word(word: RunWord): string {
    return runWords[word][this.#options.locale];
  }

  #listen(): ChartInput {
    const { group, locale } = this.#options;
    return listenToChart({
      plot: this.#plot,
      group,
      area: () => this.#area,
      whole: () => this.#whole(),
      places: () => cursorPlaces(this.#model?.lines ?? []),
      onDidSelect: () => this.#pointing.request(),
      onDidUseKey: (what) => {
        if (!this.#model) return;
        if (what === 'zoom') announce(spokenZoom(this.#model, group.zoom, locale));
        else if (group.cursor !== undefined) announce(spokenCursor(this.#model, group.cursor, locale));
      },
    });
  }

  #subscribe(): { dispose(): void }[] {
    const { group } = this.#options;
    const resized = new ResizeObserver(() => this.#draw());
    resized.observe(this.#plot);
    return [
      this.#streaming,
      this.#soon,
      this.#pointing,
      { dispose: () => resized.disconnect() },
      group.onDidMoveCursor(() => this.#pointing.request()),
      group.onDidZoom(() => this.#soon.request()),
      onDidChangeTheme(() => {
        this.#theme = readChartTheme(document.body);
        this.#soon.request();
      }),
    ];
  }

  #whole(): { from: number; to: number } {
    return { from: this.#model?.from ?? 0, to: this.#model?.to ?? 1 };
  }

  #draw(): void {
    const model = this.#model;
    if (!model) return;
    const { from, to } = this.#options.group.zoom ?? this.#whole();
    const range = valueRange(model.lines, from, to, model.isLog);
    this.#area = createPlotArea({
      width: this.#plot.clientWidth,
      height: this.#plot.clientHeight,
      from,
      to,
      min: range?.min,
      max: range?.max,
      isLog: model.isLog,
    });
    const context = this.#curves.begin(this.#plot.clientWidth, this.#plot.clientHeight);
    if (context) drawChart(context, this.#area, model, this.#theme);
    this.#drawWords(model);
    this.#drawOverlay();
  }

  #drawWords(model: ChartModel): void {
    if (this.#title.textContent !== model.title) this.#title.textContent = model.title;
    if (this.#sentence.textContent !== model.sentence) {
      this.#sentence.textContent = model.sentence;
      this.#plot.setAttribute('aria-label', `${model.title}. ${model.sentence} ${this.#word('chartHelp')}`);
    }
    this.#resetButton.classList.toggle('chart-tool-unused', !this.#options.group.zoom);
    // A table that is being read is not pulled away from under the reader.
    if (!this.#table.hidden && !this.#table.contains(document.activeElement)) {
      const top = this.#table.firstElementChild?.scrollTop ?? 0;
      const table = chartTable(model, this.#options.locale);
      this.#table.replaceChildren(table);
      table.scrollTop = top;
    }
  }

  #drawOverlay(): void {
    const context = this.#overlay.begin(this.#plot.clientWidth, this.#plot.clientHeight);
    const model = this.#model;
    if (!model || !this.#area) return;
    const cursor = snapCursor(model.lines, this.#options.group.cursor);
    const place = cursor === undefined ? '' : cursorPlace(model, cursor, this.#options.locale);
    this.#legend.show(model.lines, cursor, place);
    if (!context) return;
    if (cursor !== undefined)
      drawCursor(context, this.#area, cursor, dotsAt(model, cursor, this.#theme), this.#theme);
    const { selection } = this.#input;
    if (selection) drawSelection(context, this.#area, selection.from, selection.to, this.#theme);
  }

  #toggleTable(): void {
    const isTable = this.#table.hidden;
    this.#table.hidden = !isTable;
    this.#plot.hidden = isTable;
    this.#tableButton.setAttribute('aria-pressed', String(isTable));
    this.#draw();
  }

  async #savePicture(): Promise<void> {
    this.#options.onSavePng(await chartPicture(this.#curves.element, this.#theme.background));
  }
}
