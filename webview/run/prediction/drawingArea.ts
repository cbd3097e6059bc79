import { formatValue } from '../../../src/core/series/formatValue.ts';
import { metricName } from '../../../src/core/series/metricName.ts';
import { predictionWords } from '../../../src/core/words/prediction.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { PredictedPoint } from '../../../src/protocol/prediction.ts';
import { announce } from '../../lib/announce.ts';
import { createChartCanvas } from '../../lib/chart/chartCanvas.ts';
import { onDidChangeTheme, readChartTheme } from '../../lib/chart/chartTheme.ts';
import { drawChart, drawCursor } from '../../lib/chart/drawChart.ts';
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

/** An empty chart to draw a curve on, by pointer or by keyboard. */
export function createDrawingArea(options: DrawingAreaOptions): DrawingArea {
  const { locale, metric, epochs, drawing } = options;
  const words = createWords(predictionWords, locale);
  const canvas = createChartCanvas('chart-curves');
  const element = h(
    'div',
    {
      class: 'prediction-plot chart-plot',
      id: 'prediction-plot',
      role: 'application',
      tabindex: '0',
      'aria-roledescription': words('role'),
      'aria-label': words('area', { metric: metricName(metric, locale), epochs }),
    },
    [canvas.element],
  );
  let { top } = options;
  let area: PlotArea | undefined;
  let cursor: number | undefined;
  let theme = readChartTheme(document.body);
  const draw = (): void => {
    const line = predictionLine({ metric, epochs, points: [...drawing.points] }, locale);
    const model = {
      title: '',
      lines: [line],
      axis: 'epoch',
      from: 1,
      to: epochs,
      isLog: false,
      sentence: '',
    } as const;
    const size = { width: element.clientWidth, height: element.clientHeight };
    area = createPlotArea({ ...size, from: 1, to: epochs, min: 0, max: top, isLog: false });
    const context = canvas.begin(size.width, size.height);
    if (!context) return;
    drawChart(context, area, model, theme);
    const dots = drawing.points.length <= 60 ? drawing.points : [];
    context.fillStyle = theme.foreground;
    for (const { epoch, value } of dots) context.fillRect(area.xAt(epoch) - 2, area.yAt(value) - 2, 4, 4);
    if (cursor === undefined) return;
    const value = drawing.valueAt(cursor);
    drawCursor(context, area, cursor, value === undefined ? [] : [{ value, color: theme.foreground }], theme);
  };
  const changed = (): void => {
    drawing.endStep();
    draw();
    options.onDidChange();
  };
  listenToPointer(element, drawing, epochs, () => area, { draw, changed });
  listenToKeys(element, {
    say: () => {
      if (cursor === undefined) return;
      const value = drawing.valueAt(cursor);
      announce(
        value === undefined
          ? words('spokenNone', { epoch: cursor })
          : words('spoken', { epoch: cursor, value: formatValue(value) }),
      );
    },
    goTo: (to) => {
      cursor = Math.min(epochs, Math.max(1, to(cursor ?? 0)));
      draw();
    },
    raise: (direction, isCoarse) => {
      cursor ??= 1;
      const nearest = drawing.valueAt(cursor) ?? nearestValue(drawing, cursor) ?? top / 2;
      // The first press draws where the curve would go on; the next ones move it.
      const isNew = drawing.valueAt(cursor) === undefined && drawing.points.length > 0;
      const value = isNew ? nearest : nearest + (direction * top) / (isCoarse ? coarseSteps : fineSteps);
      const limit = options.top === largestAccuracy ? largestAccuracy : Infinity;
      drawing.set(cursor, Math.min(limit, Math.max(0, value)));
      if (value > top && limit === Infinity) top *= 1.5;
      changed();
    },
    remove: () => {
      if (cursor !== undefined) drawing.remove(cursor);
      changed();
    },
    leave: () => {
      cursor = undefined;
      draw();
    },
    last: epochs,
  });
  const resized = new ResizeObserver(draw);
  resized.observe(element);
  const themed = onDidChangeTheme(() => {
    theme = readChartTheme(document.body);
    draw();
  });
  return {
    element,
    draw,
    dispose() {
      resized.disconnect();
      themed.dispose();
    },
  };
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
