import { curveWords } from '../../../src/core/words/curves.ts';
import { type RunWord, runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../announce.ts';
import { h } from '../dom.ts';
import { createMenuButton } from '../menuButton.ts';
import { chartNotes } from './chartNotes.ts';
import { createChartCanvas } from './chartCanvas.ts';
import type { ChartGroup } from './chartGroup.ts';
import { type ChartInput, listenToChart } from './chartInput.ts';
import { createChartLegend } from './chartLegend.ts';
import { type ChartModel, valueRange } from './chartModel.ts';
import {
  cursorPlace,
  cursorPlaces,
  dotsAt,
  markNear,
  snapCursor,
  spokenCursor,
  spokenZoom,
} from './chartReadout.ts';
import { type ChartSheet, sheetsPng, sheetsSvg } from './chartSheet.ts';
import { createChartTable } from './chartTable.ts';
import { onDidChangeTheme, readChartTheme } from './chartTheme.ts';
import { clipRange } from './clipRange.ts';
import { drawChart } from './drawChart.ts';
import { drawCursor, drawSelection } from './drawOverlay.ts';
import { drawRuns } from './drawRuns.ts';
import { createFrame } from './frame.ts';
import { createPlotArea, type PlotArea } from './plotArea.ts';
import { setText } from '../setText.ts';
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
  /** The same as a drawing; without it there is none to be had. */
  onSaveSvg?: (svg: string) => void;
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
  readonly #notes = h('p', { class: 'chart-notes muted', hidden: true });
  readonly #table: ReturnType<typeof createChartTable>;
  readonly #tableButton: HTMLElement;
  readonly #resetButton: HTMLElement;
  readonly #streaming = createFrame(() => this.#draw(), streamingMs);
  readonly #soon = createFrame(() => this.#draw());
  readonly #pointing = createFrame(() => this.#drawOverlay());
  readonly #input: ChartInput;
  readonly #disposables: { dispose(): void }[];
  #model: ChartModel | undefined;
  #area: PlotArea | undefined;
  #theme = readChartTheme();

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
    this.#table = createChartTable(options.locale);
    this.#table.element.hidden = true;
    const tool = (icon: 'table' | 'zoom-out', word: RunWord, onClick: () => void) =>
      toolButton(icon, this.#word(word), onClick);
    this.#tableButton = tool('table', 'showTable', () => this.#toggleTable());
    this.#tableButton.setAttribute('aria-pressed', 'false');
    this.#resetButton = tool('zoom-out', 'resetZoom', () => options.group.zoomTo(undefined));
    this.element = h('section', { class: 'chart' }, [
      h('div', { class: 'chart-head' }, [
        this.#title,
        this.#legend.place,
        h('div', { class: 'chart-tools' }, [this.#resetButton, this.#tableButton, this.#saveMenu()]),
      ]),
      this.#legend.element,
      this.#plot,
      this.#table.element,
      this.#sentence,
      this.#notes,
    ]);
    this.#input = this.#listen();
    this.#disposables = this.#subscribe();
  }

  /** Shows other lines, or the same with more points: with a coming frame, at most ten times a second. */
  update(model: ChartModel): void {
    this.#model = model;
    this.#streaming.request();
  }

  /** The chart as it is now, for saving; nothing before there is something to see. */
  sheet(): ChartSheet | undefined {
    const model = this.#model;
    if (!model) return undefined;
    const { width, height } = this.#size();
    return { model, area: this.#areaOf(model, width, height).area, width, height, theme: this.#theme };
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
        this.#theme = readChartTheme();
        this.#soon.request();
      }),
    ];
  }

  #whole(): { from: number; to: number } {
    return { from: this.#model?.from ?? 0, to: this.#model?.to ?? 1 };
  }

  /** Of the plot; a usual size while the table stands in its place. */
  #size(): { width: number; height: number } {
    return { width: this.#plot.clientWidth || 640, height: this.#plot.clientHeight || 208 };
  }

  #areaOf(model: ChartModel, width: number, height: number): { area: PlotArea; notes: string[] } {
    const { from, to } = this.#options.group.zoom ?? this.#whole();
    const whole = valueRange(model.lines, from, to, model.isLog);
    const range = whole && model.clips ? clipRange(model.lines, from, to, model.isLog, whole) : whole;
    const area = createPlotArea({
      width,
      height,
      from,
      to,
      min: range?.min,
      max: range?.max,
      isLog: model.isLog,
      isLogX: model.isLogX === true,
      axis: model.axis,
      isTight: range !== whole,
      rightGutter: model.rightGutter,
    });
    return { area, notes: chartNotes(model, { from, to }, { whole, shown: range }, this.#options.locale) };
  }

  #draw(): void {
    const model = this.#model;
    if (!model) return;
    const { area, notes } = this.#areaOf(model, this.#plot.clientWidth, this.#plot.clientHeight);
    this.#area = area;
    const context = this.#curves.begin(this.#plot.clientWidth, this.#plot.clientHeight);
    if (context) drawChart(context, this.#area, model, this.#theme);
    if (context) drawRuns(context, this.#area, model, this.#theme);
    this.#drawWords(model, notes.join(' '));
    this.#drawOverlay();
  }

  #drawWords(model: ChartModel, notes: string): void {
    if (this.#title.textContent !== model.title) this.#title.textContent = model.title;
    if (this.#notes.textContent !== notes) this.#notes.textContent = notes;
    this.#notes.hidden = notes === '';
    setText(this.#sentence, model.sentence);
    const label = [`${model.title}.`, model.sentence, notes, curveWords.chartHelp[this.#options.locale]];
    const spoken = label.filter((part) => part !== '').join(' ');
    if (this.#plot.getAttribute('aria-label') !== spoken) this.#plot.setAttribute('aria-label', spoken);
    this.#resetButton.classList.toggle('chart-tool-unused', !this.#options.group.zoom);
    // A table that is being read is not pulled away from under the reader.
    const { element } = this.#table;
    if (!element.hidden && !element.contains(document.activeElement)) this.#table.show(model);
  }

  #drawOverlay(): void {
    const context = this.#overlay.begin(this.#plot.clientWidth, this.#plot.clientHeight);
    const model = this.#model;
    if (!model || !this.#area) return;
    const cursor = snapCursor(model.lines, this.#options.group.cursor);
    this.#legend.show(model.lines, cursor, cursor === undefined ? '' : this.#placeText(model, cursor));
    if (!context) return;
    if (cursor !== undefined)
      drawCursor(context, this.#area, cursor, dotsAt(model, cursor, this.#theme), this.#theme);
    const { selection } = this.#input;
    if (selection) drawSelection(context, this.#area, selection.from, selection.to, this.#theme);
  }

  /** Where the cursor is, and what happened there. */
  #placeText(model: ChartModel, cursor: number): string {
    const area = this.#area;
    const near = area ? Math.abs(area.valueAt(area.xAt(cursor) + 6) - cursor) : 0;
    const mark = markNear(model, cursor, near);
    const place = cursorPlace(model, cursor, this.#options.locale);
    return mark ? `${place} · ${mark.number} ${mark.what}` : place;
  }

  #toggleTable(): void {
    const { element } = this.#table;
    const isTable = element.hidden;
    element.hidden = !isTable;
    this.#plot.hidden = isTable;
    this.#tableButton.setAttribute('aria-pressed', String(isTable));
    if (isTable && this.#model) this.#table.show(this.#model);
    this.#draw();
  }

  #saveMenu(): HTMLElement {
    const { locale, onSaveCsv, onSavePng, onSaveSvg } = this.#options;
    const menu = createMenuButton(curveWords.saveChart[locale], 'export');
    menu.element.classList.add('menu-anchor-end');
    const sheets = (): ChartSheet[] => [this.sheet()].filter((sheet) => sheet !== undefined);
    menu.setItems([
      { label: this.#word('savePng'), onClick: () => void sheetsPng(sheets()).then(onSavePng) },
      ...(onSaveSvg
        ? [{ label: curveWords.saveSvg[locale], onClick: () => onSaveSvg(sheetsSvg(sheets())) }]
        : []),
      { label: this.#word('saveCsv'), onClick: onSaveCsv },
    ]);
    return menu.element;
  }
}
