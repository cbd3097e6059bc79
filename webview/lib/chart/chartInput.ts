import type { ChartGroup } from './chartGroup.ts';
import type { PlotArea } from './plotArea.ts';

/** Zoomed in, at least this share of the whole range stays in view. */
const smallestShare = 1 / 2000;

export interface ChartInput {
  /** Pixels of the range being dragged out. */
  readonly selection: { from: number; to: number } | undefined;
}

export interface InputTarget {
  plot: HTMLElement;
  group: ChartGroup;
  /** The plot as it was last drawn. */
  area: () => PlotArea | undefined;
  /** The x range when nothing is zoomed. */
  whole: () => { from: number; to: number };
  /** X values of the points that the arrow keys visit, ascending. */
  places: () => {
    count: number;
    at: (index: number) => number;
    nearest: (x: number) => number;
  };
  onDidSelect: () => void;
  /** The keyboard moved the cursor or the zoom: say where to. */
  onDidUseKey: (what: 'cursor' | 'zoom') => void;
}

/** Pointer, wheel and keyboard of one chart. */
export function listenToChart(target: InputTarget): ChartInput {
  const input: { selection: { from: number; to: number } | undefined } = { selection: undefined };
  listenToPointer(target, input);
  listenToWheel(target);
  listenToKeys(target);
  return input;
}

function listenToPointer(
  { plot, group, area, whole, onDidSelect }: InputTarget,
  input: { selection: { from: number; to: number } | undefined },
): void {
  const pixelOf = (event: PointerEvent): number => event.clientX - plot.getBoundingClientRect().left;
  const inside = (pixel: number, drawn: PlotArea): number =>
    drawn.valueAt(Math.min(drawn.right, Math.max(drawn.left, pixel)));
  plot.addEventListener('pointermove', (event) => {
    const drawn = area();
    if (!drawn) return;
    const pixel = pixelOf(event);
    group.moveCursor(inside(pixel, drawn));
    if (!input.selection) return;
    input.selection = { from: input.selection.from, to: pixel };
    onDidSelect();
  });
  plot.addEventListener('pointerleave', () => {
    if (!input.selection) group.moveCursor(undefined);
  });
  plot.addEventListener('pointerdown', (event) => {
    // A finger scrolls the page; the mouse and a pen drag out a range.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    plot.setPointerCapture(event.pointerId);
    input.selection = { from: pixelOf(event), to: pixelOf(event) };
  });
  const finish = (event: PointerEvent): void => {
    const { selection } = input;
    const drawn = area();
    input.selection = undefined;
    onDidSelect();
    if (event.type === 'pointercancel' || !selection || !drawn) return;
    if (Math.abs(selection.to - selection.from) < 5) return;
    const ends = [inside(selection.from, drawn), inside(selection.to, drawn)].sort((a, b) => a - b);
    group.zoomTo(within({ from: ends[0] ?? 0, to: ends[1] ?? 1 }, whole()));
  };
  plot.addEventListener('pointerup', finish);
  plot.addEventListener('pointercancel', finish);
  plot.addEventListener('dblclick', () => group.zoomTo(undefined));
}

function listenToWheel({ plot, group, area, whole }: InputTarget): void {
  plot.addEventListener(
    'wheel',
    (event) => {
      const drawn = area();
      // The plain wheel belongs to the page; pinching arrives as Ctrl with the wheel.
      if (!drawn || !(event.ctrlKey || event.metaKey || document.activeElement === plot)) return;
      event.preventDefault();
      const centre = drawn.valueAt(event.clientX - plot.getBoundingClientRect().left);
      group.zoomTo(zoomed(drawn, centre, Math.exp(event.deltaY * 0.002), whole()));
    },
    { passive: false },
  );
}

function listenToKeys({ plot, group, area, whole, places, onDidUseKey }: InputTarget): void {
  const move = (step: (index: number, count: number) => number): void => {
    const points = places();
    if (points.count === 0) return;
    // The first key press starts from the newest point.
    const current = group.cursor === undefined ? points.count : points.nearest(group.cursor);
    group.moveCursor(points.at(Math.min(points.count - 1, Math.max(0, step(current, points.count)))));
    onDidUseKey('cursor');
  };
  const zoomBy = (factor: number): void => {
    const drawn = area();
    if (!drawn) return;
    group.zoomTo(zoomed(drawn, group.cursor ?? (drawn.from + drawn.to) / 2, factor, whole()));
    onDidUseKey('zoom');
  };
  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowLeft: (event) => move((index) => index - (event.shiftKey ? 10 : 1)),
    ArrowRight: (event) => move((index) => index + (event.shiftKey ? 10 : 1)),
    Home: () => move(() => 0),
    End: () => move((_, count) => count - 1),
    '+': () => zoomBy(0.5),
    '=': () => zoomBy(0.5),
    '-': () => zoomBy(2),
    '0': () => {
      group.zoomTo(undefined);
      onDidUseKey('zoom');
    },
    Escape: () => group.moveCursor(undefined),
  };
  plot.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  plot.addEventListener('blur', () => group.moveCursor(undefined));
}

interface Range {
  from: number;
  to: number;
}

function zoomed(shown: Range, centre: number, factor: number, whole: Range): Range | undefined {
  return within(
    { from: centre - (centre - shown.from) * factor, to: centre + (shown.to - centre) * factor },
    whole,
  );
}

/** Keeps a zoom inside of the whole; nothing when it is the whole. */
function within(range: Range, whole: Range): Range | undefined {
  const length = whole.to - whole.from;
  const wanted = Math.max(range.to - range.from, length * smallestShare);
  if (wanted >= length) return undefined;
  const from = Math.min(Math.max(range.from, whole.from), whole.to - wanted);
  return { from, to: from + wanted };
}
