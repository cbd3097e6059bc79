import { createChartCanvas } from '../../lib/chart/chartCanvas.ts';
import { onDidChangeTheme, readChartTheme } from '../../lib/chart/chartTheme.ts';
import { createFrame } from '../../lib/chart/frame.ts';
import { toolButton } from '../../lib/chart/toolButton.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import {
  drawHandle,
  drawThresholdPlot,
  type PlotPicture,
  type UnitArea,
  unitArea,
} from './drawThresholdPlot.ts';
import type { CurvePoint } from './thresholdModel.ts';

export interface ThresholdPlotContent extends PlotPicture {
  title: string;
  /** Beside the title: "AUC 0.987". */
  figure: string;
  sentence: string;
  /** By descending threshold, as the points of the line. */
  thresholds: Float64Array;
}

/** The handle, and how it is said. */
export interface ThresholdHandle {
  threshold: number;
  at: CurvePoint;
  /** "0.50: precision 0.93, …". */
  text: string;
}

export interface ThresholdPlotOptions {
  onDidMove: (threshold: number) => void;
  tableLabel: string;
  help: string;
  /** Made when it is asked for, and again when the curve changes. */
  table: () => HTMLElement;
}

const step = 0.01;
const bigStep = 0.1;

/** Where a key moves the threshold; undefined for other keys. */
export function thresholdAfterKey(key: string, threshold: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: bigStep,
    PageDown: -bigStep,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  const move = moves[key];
  if (move === undefined) return undefined;
  // Whole hundredths, also after dragging to somewhere between.
  return Math.min(1, Math.max(0, Math.round((threshold + move) * 100) / 100));
}

/**
 * A ROC or precision–recall curve with a handle on it. For the keyboard and for screen readers the plot is a slider whose
 * value is the threshold; the table has the curve's numbers.
 */
export class ThresholdPlot {
  readonly element: HTMLElement;
  readonly #options: ThresholdPlotOptions;
  readonly #curve = createChartCanvas('chart-curves');
  readonly #overlay = createChartCanvas('chart-overlay');
  readonly #title = h('h3', { class: 'chart-title' });
  readonly #figure = h('span', { class: 'threshold-figure numbers' });
  readonly #sentence = h('p', { class: 'chart-sentence muted' });
  readonly #plot: HTMLElement;
  readonly #table = h('div', { hidden: true });
  readonly #tableButton: HTMLElement;
  readonly #soon = createFrame(() => this.#draw());
  readonly #moving = createFrame(() => this.#drawOverlay());
  #content: ThresholdPlotContent | undefined;
  #handle: ThresholdHandle | undefined;
  #area: UnitArea | undefined;
  #theme = readChartTheme();

  constructor(options: ThresholdPlotOptions) {
    this.#options = options;
    this.#plot = h(
      'div',
      {
        class: 'threshold-plot',
        role: 'slider',
        tabindex: '0',
        'aria-valuemin': '0',
        'aria-valuemax': '1',
        'aria-valuenow': '0.5',
      },
      [this.#curve.element, this.#overlay.element],
    );
    this.#tableButton = toolButton('table', options.tableLabel, () => this.#toggleTable());
    this.#tableButton.setAttribute('aria-pressed', 'false');
    this.element = h('section', { class: 'chart' }, [
      h('div', { class: 'chart-head' }, [
        this.#title,
        this.#figure,
        h('div', { class: 'chart-tools threshold-tools' }, [this.#tableButton]),
      ]),
      this.#plot,
      this.#table,
      this.#sentence,
    ]);
    this.#listen();
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
    onDidChangeTheme(() => {
      this.#theme = readChartTheme();
      this.#soon.request();
    });
  }

  show(content: ThresholdPlotContent, handle: ThresholdHandle): void {
    this.#content = content;
    setText(this.#title, content.title);
    setText(this.#figure, content.figure);
    setText(this.#sentence, content.sentence);
    this.#plot.setAttribute('aria-label', `${content.title}. ${content.sentence} ${this.#options.help}`);
    if (!this.#table.hidden && !this.#table.contains(document.activeElement)) this.#fillTable();
    this.move(handle);
    this.#soon.request();
  }

  /** Only the handle has moved. */
  move(handle: ThresholdHandle): void {
    this.#handle = handle;
    this.#plot.setAttribute('aria-valuenow', String(Math.round(handle.threshold * 1000) / 1000));
    this.#plot.setAttribute('aria-valuetext', handle.text);
    this.#moving.request();
  }

  #draw(): void {
    const [width, height] = [this.#plot.clientWidth, this.#plot.clientHeight];
    const context = this.#curve.begin(width, height);
    if (!context || !this.#content) return;
    this.#area = unitArea(width, height, this.#content.hasIsoF1);
    drawThresholdPlot(context, this.#area, this.#content, this.#theme);
    this.#drawOverlay();
  }

  #drawOverlay(): void {
    const context = this.#overlay.begin(this.#plot.clientWidth, this.#plot.clientHeight);
    if (context && this.#area && this.#handle) drawHandle(context, this.#area, this.#handle.at, this.#theme);
  }

  #listen(): void {
    let isDragging = false;
    const follow = (event: PointerEvent): void => {
      const threshold = this.#thresholdUnder(event);
      if (threshold !== undefined) this.#options.onDidMove(threshold);
    };
    this.#plot.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      isDragging = true;
      this.#plot.setPointerCapture(event.pointerId);
      follow(event);
    });
    this.#plot.addEventListener('pointermove', (event) => {
      if (isDragging) follow(event);
    });
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.#plot.addEventListener(end, () => (isDragging = false));
    this.#plot.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = thresholdAfterKey(event.key, this.#handle?.threshold ?? 0.5);
      if (next === undefined) return;
      event.preventDefault();
      this.#options.onDidMove(next);
    });
  }

  /** The threshold of the point of the curve that is nearest to the pointer. */
  #thresholdUnder(event: PointerEvent): number | undefined {
    const { left, top } = this.#plot.getBoundingClientRect();
    const [content, area] = [this.#content, this.#area];
    if (!content || !area) return undefined;
    const [pointerX, pointerY] = [event.clientX - left, event.clientY - top];
    let nearest: number | undefined;
    let distance = Infinity;
    content.thresholds.forEach((threshold, index) => {
      const dx = area.xAt(content.line.x[index] ?? 0) - pointerX;
      const dy = area.yAt(content.line.y[index] ?? 0) - pointerY;
      if (dx * dx + dy * dy < distance) {
        distance = dx * dx + dy * dy;
        nearest = threshold;
      }
    });
    return nearest === undefined ? undefined : Math.min(1, Math.max(0, nearest));
  }

  #toggleTable(): void {
    const isTable = this.#table.hidden;
    this.#table.hidden = !isTable;
    this.#plot.hidden = isTable;
    this.#tableButton.setAttribute('aria-pressed', String(isTable));
    if (isTable) this.#fillTable();
    else this.#draw();
  }

  #fillTable(): void {
    this.#table.replaceChildren(this.#options.table());
  }
}
