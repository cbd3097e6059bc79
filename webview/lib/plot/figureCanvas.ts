import { announce } from '../announce.ts';
import { createChartCanvas } from '../chart/chartCanvas.ts';
import { createFrame } from '../chart/frame.ts';
import { onDidChangeTheme } from '../chart/chartTheme.ts';
import { h } from '../dom.ts';
import { setText } from '../setText.ts';
import type { DrawnFigure, PlotFigure, ValuePlace } from './plotFigure.ts';
import { canvasPen } from './canvasPen.ts';
import { type PlotTheme, readPlotTheme } from './plotTheme.ts';

/**
 * A figure on a canvas, with a cursor on another above it. The pointer and the arrow keys move the cursor from value to
 * value; the read-out below says where it is, and it is read out after a key.
 */
export class FigureCanvas {
  readonly element: HTMLElement;
  readonly readout = h('p', { class: 'plot-readout numbers muted' });
  readonly #figureCanvas = createChartCanvas('chart-curves');
  readonly #cursorCanvas = createChartCanvas('chart-overlay');
  readonly #redraw = createFrame(() => this.#draw());
  readonly #disposables: { dispose(): void }[];
  readonly #onDidDraw: (theme: PlotTheme) => void;
  #figure: PlotFigure | undefined;
  #drawn: DrawnFigure | undefined;
  #cursor: ValuePlace | undefined;
  #theme = readPlotTheme();
  #width = 0;

  constructor(role: string, onDidDraw: (theme: PlotTheme) => void) {
    this.#onDidDraw = onDidDraw;
    this.element = h(
      'div',
      {
        class: 'plot-canvas',
        role: 'application',
        tabindex: '0',
        'aria-roledescription': role,
        on: {
          pointermove: (event) => this.#point(event),
          pointerleave: () => this.#moveTo(undefined),
          keydown: (event) => this.#pressed(event),
          blur: () => this.#moveTo(undefined),
        },
      },
      [this.#figureCanvas.element, this.#cursorCanvas.element],
    );
    const resized = new ResizeObserver(() => {
      if (this.element.clientWidth !== this.#width) this.#draw();
    });
    resized.observe(this.element);
    this.#disposables = [
      this.#redraw,
      { dispose: () => resized.disconnect() },
      onDidChangeTheme(() => {
        this.#theme = readPlotTheme();
        this.#redraw.request();
      }),
    ];
  }

  get theme(): PlotTheme {
    return this.#theme;
  }

  get width(): number {
    return this.#width;
  }

  show(figure: PlotFigure): void {
    this.#figure = figure;
    this.#redraw.request();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #draw(): void {
    const figure = this.#figure;
    const width = this.element.clientWidth;
    if (!figure || width === 0) return;
    this.#width = width;
    const height = figure.heightFor(width);
    this.element.style.height = `${height}px`;
    const context = this.#figureCanvas.begin(width, height);
    if (!context) return;
    this.#drawn = figure.draw(canvasPen(context, this.#theme.family), { width, height }, this.#theme);
    this.#onDidDraw(this.#theme);
    this.#drawCursor();
  }

  #point(event: PointerEvent): void {
    const box = this.element.getBoundingClientRect();
    this.#moveTo(this.#drawn?.nearest(event.clientX - box.left, event.clientY - box.top));
  }

  #moveTo(place: ValuePlace | undefined): void {
    this.#cursor = place;
    this.#drawCursor();
  }

  #pressed(event: KeyboardEvent): void {
    const figure = this.#figure;
    if (!figure || figure.rowCount === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextPlace(figure, this.#cursor, event.key);
    if (!next) return;
    event.preventDefault();
    this.#moveTo(next);
    announce(figure.read(next));
  }

  #drawCursor(): void {
    const context = this.#cursorCanvas.begin(this.element.clientWidth, this.element.clientHeight);
    const figure = this.#figure;
    const box = this.#cursor && this.#drawn?.boxOf(this.#cursor);
    // A no-break space keeps the line's height.
    setText(this.readout, (box && this.#cursor && figure?.read(this.#cursor)) || '\u00a0');
    if (!context || !box) return;
    context.strokeStyle = this.#theme.foreground;
    context.lineWidth = 1.5;
    context.strokeRect(
      Math.round(box.x) - 0.5,
      Math.round(box.y) - 0.5,
      Math.max(2, Math.round(box.width)) + 1,
      Math.max(2, Math.round(box.height)) + 1,
    );
  }
}

/** Where a key leads. The first key of all leads to the first value. */
export function nextPlace(
  { rowCount, columnCount }: Pick<PlotFigure, 'rowCount' | 'columnCount'>,
  cursor: ValuePlace | undefined,
  key: string,
): ValuePlace | undefined {
  const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Home: [0, -Infinity],
    End: [0, Infinity],
    PageUp: [-Infinity, 0],
    PageDown: [Infinity, 0],
  };
  const move = moves[key];
  if (!move) return undefined;
  const start = cursor ?? { row: 0, column: 0 };
  const [down, right] = cursor || key === 'End' || key === 'PageDown' ? move : [0, 0];
  const row = Math.min(rowCount - 1, Math.max(0, start.row + down));
  const last = columnCount(row) - 1;
  return { row, column: Math.max(0, Math.min(last, start.column + right)) };
}
