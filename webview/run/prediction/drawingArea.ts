import { formatValue } from '../../../src/core/series/formatValue.ts';
import { metricName } from '../../../src/core/series/metricName.ts';
import { predictionWords } from '../../../src/core/words/prediction.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { PredictedPoint } from '../../../src/protocol/prediction.ts';
import { announce } from '../../lib/announce.ts';
import { createChartCanvas } from '../../lib/chart/chartCanvas.ts';
import { onDidChangeTheme, readChartTheme } from '../../lib/chart/chartTheme.ts';
import { drawChart } from '../../lib/chart/drawChart.ts';
import { drawCursor } from '../../lib/chart/drawOverlay.ts';
import { createPlotArea, type PlotArea } from '../../lib/chart/plotArea.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { Drawing } from './drawing.ts';
import { predictionLine } from './predictionLines.ts';

export interface DrawingAreaOptions {
  locale: Locale;
  metric: string;
  epochs: number;
  /** The upper end of the axis; it grows when the keyboard goes beyond. */
  top: number;
  drawing: Drawing;
  /** A stroke or a key is done. */
  onDidChange: () => void;
}

export interface DrawingArea {
  readonly element: HTMLElement;
  draw(): void;
  dispose(): void;
}

/** Parts of the axis that an arrow key moves a value by, without and with Shift. */
const fineSteps = 50;
const coarseSteps = 10;
const largestAccuracy = 1;
/** More dots would touch each other. */
const dotsAtMost = 60;

/** An empty chart to draw a curve on, by pointer or by keyboard. */
export function createDrawingArea(options: DrawingAreaOptions): DrawingArea {
  return new DrawingCanvas(options);
}

class DrawingCanvas implements DrawingArea {
  readonly element: HTMLElement;
  readonly #options: DrawingAreaOptions;
  readonly #canvas = createChartCanvas('chart-curves');
  readonly #resized = new ResizeObserver(() => this.draw());
  readonly #themed: { dispose(): void };
  #top: number;
  #area: PlotArea | undefined;
  /** The epoch that the keyboard is at. */
  #cursor: number | undefined;
  #theme = readChartTheme();

  constructor(options: DrawingAreaOptions) {
    this.#options = options;
    this.#top = options.top;
    const { locale, metric, epochs, drawing } = options;
    const words = createWords(predictionWords, locale);
    this.element = h(
      'div',
      {
        class: 'prediction-plot chart-plot',
        id: 'prediction-plot',
        role: 'application',
        tabindex: '0',
        'aria-roledescription': words('role'),
        'aria-label': words('area', { metric: metricName(metric, locale), epochs }),
      },
      [this.#canvas.element],
    );
    listenToPointer(this.element, drawing, epochs, () => this.#area, {
      draw: () => this.draw(),
      changed: () => this.#changed(),
    });
    this.#listenToKeys();
    this.#resized.observe(this.element);
    this.#themed = onDidChangeTheme(() => {
      this.#theme = readChartTheme();
      this.draw();
    });
  }

  draw(): void {
    const { metric, epochs, drawing, locale } = this.#options;
    const line = predictionLine({ metric, epochs, points: [...drawing.points] }, locale);
    const size = { width: this.element.clientWidth, height: this.element.clientHeight };
    const area = createPlotArea({ ...size, from: 1, to: epochs, min: 0, max: this.#top, isLog: false });
    this.#area = area;
    const context = this.#canvas.begin(size.width, size.height);
    if (!context) return;
    const theme = this.#theme;
    drawChart(
      context,
      area,
      { title: '', lines: [line], axis: 'epoch', from: 1, to: epochs, isLog: false, sentence: '' },
      theme,
    );
    const dots = drawing.points.length <= dotsAtMost ? drawing.points : [];
    context.fillStyle = theme.foreground;
    for (const { epoch, value } of dots) context.fillRect(area.xAt(epoch) - 2, area.yAt(value) - 2, 4, 4);
    if (this.#cursor === undefined) return;
    const value = drawing.valueAt(this.#cursor);
    const at = value === undefined ? [] : [{ value, color: theme.foreground }];
    drawCursor(context, area, this.#cursor, at, theme);
  }

  dispose(): void {
    this.#resized.disconnect();
    this.#themed.dispose();
  }

  #changed(): void {
    this.#options.drawing.endStep();
    this.draw();
    this.#options.onDidChange();
  }

  #listenToKeys(): void {
    const { epochs, drawing } = this.#options;
    listenToKeys(this.element, {
      say: () => this.#say(),
      goTo: (to) => {
        this.#cursor = Math.min(epochs, Math.max(1, to(this.#cursor ?? 0)));
        this.draw();
      },
      raise: (direction, isCoarse) => this.#raise(direction, isCoarse),
      remove: () => {
        if (this.#cursor !== undefined) drawing.remove(this.#cursor);
        this.#changed();
      },
      leave: () => {
        this.#cursor = undefined;
        this.draw();
      },
      last: epochs,
    });
  }

  #say(): void {
    const { drawing, locale } = this.#options;
    const epoch = this.#cursor;
    if (epoch === undefined) return;
    const words = createWords(predictionWords, locale);
    const value = drawing.valueAt(epoch);
    announce(
      value === undefined
        ? words('spokenNone', { epoch })
        : words('spoken', { epoch, value: formatValue(value) }),
    );
  }

  #raise(direction: 1 | -1, isCoarse: boolean): void {
    const { drawing, top } = this.#options;
    const epoch = (this.#cursor ??= 1);
    const nearest = drawing.valueAt(epoch) ?? nearestValue(drawing, epoch) ?? this.#top / 2;
    // The first press draws where the curve would go on; the next ones move it.
    const isNew = drawing.valueAt(epoch) === undefined && drawing.points.length > 0;
    const step = isNew ? 0 : (direction * this.#top) / (isCoarse ? coarseSteps : fineSteps);
    const limit = top === largestAccuracy ? largestAccuracy : Infinity;
    const value = Math.min(limit, Math.max(0, nearest + step));
    drawing.set(epoch, value);
    if (value > this.#top) this.#top *= 1.5;
    this.#changed();
  }
}

/** The value at the end of the curve that is nearer to an epoch outside of it. */
function nearestValue({ points }: Drawing, epoch: number): number | undefined {
  const [start, end] = [points[0], points.at(-1)];
  return start && end ? (epoch < start.epoch ? start.value : end.value) : undefined;
}

function listenToPointer(
  element: HTMLElement,
  drawing: Drawing,
  epochs: number,
  area: () => PlotArea | undefined,
  { draw, changed }: { draw: () => void; changed: () => void },
): void {
  let before: PredictedPoint | undefined;
  const pointAt = (event: PointerEvent): PredictedPoint | undefined => {
    const plot = area();
    if (!plot) return undefined;
    const box = element.getBoundingClientRect();
    const epoch = Math.min(epochs, Math.max(1, Math.round(plot.valueAt(event.clientX - box.left))));
    const y = Math.min(plot.bottom, Math.max(plot.top, event.clientY - box.top));
    const value = plot.y.from + ((plot.bottom - y) / (plot.bottom - plot.top)) * (plot.y.to - plot.y.from);
    return { epoch, value };
  };
  const stroke = (event: PointerEvent): void => {
    const point = pointAt(event);
    if (!point) return;
    drawing.stroke(before ?? point, point);
    before = point;
    draw();
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    stroke(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (before) stroke(event);
  });
  const finish = (): void => {
    if (!before) return;
    before = undefined;
    changed();
  };
  element.addEventListener('pointerup', finish);
  element.addEventListener('pointercancel', finish);
}

interface KeyTarget {
  say: () => void;
  goTo: (to: (epoch: number) => number) => void;
  raise: (direction: 1 | -1, isCoarse: boolean) => void;
  remove: () => void;
  leave: () => void;
  last: number;
}

function listenToKeys(element: HTMLElement, { say, goTo, raise, remove, leave, last }: KeyTarget): void {
  const keys: Readonly<Record<string, (isCoarse: boolean) => void>> = {
    ArrowLeft: (isCoarse) => goTo((epoch) => epoch - (isCoarse ? 10 : 1)),
    ArrowRight: (isCoarse) => goTo((epoch) => epoch + (isCoarse ? 10 : 1)),
    Home: () => goTo(() => 1),
    End: () => goTo(() => last),
    ArrowUp: (isCoarse) => raise(1, isCoarse),
    ArrowDown: (isCoarse) => raise(-1, isCoarse),
    Delete: remove,
    Backspace: remove,
  };
  element.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event.shiftKey);
    say();
  });
  element.addEventListener('blur', leave);
}
