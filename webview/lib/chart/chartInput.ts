import type { ChartGroup } from './chartGroup.ts';
import type { PlotArea } from './plotArea.ts';

/** Zoomed in, at least this share of the whole range stays in view, or this many points of a curve that is longer. */
const smallestShare = 1 / 2000;
const fewestPoints = 6;
/** Page Up and Page Down move by this share of what is shown. */
const pageShare = 0.5;

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

/** What the pointer is doing: dragging out a range to zoom to, or moving what is zoomed. */
interface Dragging {
  selection: { from: number; to: number } | undefined;
  pan: { pixel: number; shown: PlotArea } | undefined;
}

/** Pointer, wheel and keyboard of one chart. */
export function listenToChart(target: InputTarget): ChartInput {
  const input: Dragging = { selection: undefined, pan: undefined };
  listenToPointer(target, input);
  listenToWheel(target);
  listenToKeys(target);
  return input;
}

function listenToPointer(target: InputTarget, input: Dragging): void {
  const { plot, group, area, onDidSelect } = target;
  const pixelOf = (event: PointerEvent): number => event.clientX - plot.getBoundingClientRect().left;
  const inside = (pixel: number, drawn: PlotArea): number =>
    drawn.valueAt(Math.min(drawn.right, Math.max(drawn.left, pixel)));
  plot.addEventListener('pointermove', (event) => {
    const drawn = area();
    if (!drawn) return;
    const pixel = pixelOf(event);
    if (input.pan) {
      group.zoomTo(panned(input.pan.shown, input.pan.pixel - pixel, target));
      return;
    }
    group.moveCursor(inside(pixel, drawn));
    if (!input.selection) return;
    input.selection = { from: input.selection.from, to: pixel };
    onDidSelect();
  });
  plot.addEventListener('pointerleave', () => {
    if (!input.selection && !input.pan) group.moveCursor(undefined);
  });
  plot.addEventListener('pointerdown', (event) => {
    const drawn = area();
    // A finger scrolls the page; the mouse and a pen drag out a range, or with Shift or the middle button what is shown.
    if (event.button > 1 || event.pointerType === 'touch' || !drawn) return;
    plot.setPointerCapture(event.pointerId);
    const pixel = pixelOf(event);
    if (event.button === 1 || event.shiftKey) {
      event.preventDefault();
      input.pan = { pixel, shown: drawn };
    } else input.selection = { from: pixel, to: pixel };
  });
  const finish = (event: PointerEvent): void => {
    const { selection } = input;
    const drawn = area();
    input.selection = undefined;
    input.pan = undefined;
    onDidSelect();
    if (event.type === 'pointercancel' || !selection || !drawn) return;
    if (Math.abs(selection.to - selection.from) < 5) return;
    const ends = [inside(selection.from, drawn), inside(selection.to, drawn)].sort((a, b) => a - b);
    group.zoomTo(within({ from: ends[0] ?? 0, to: ends[1] ?? 1 }, target));
  };
  plot.addEventListener('pointerup', finish);
  plot.addEventListener('pointercancel', finish);
  plot.addEventListener('dblclick', () => group.zoomTo(undefined));
}

function listenToWheel(target: InputTarget): void {
  const { plot, group, area } = target;
  plot.addEventListener(
    'wheel',
    (event) => {
      const drawn = area();
      if (!drawn) return;
      // A wheel to the side, or with Shift, moves what is zoomed.
      const aside = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (group.zoom && Math.abs(aside) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) {
        event.preventDefault();
        group.zoomTo(panned(drawn, aside, target));
        return;
      }
      // The plain wheel belongs to the page; pinching arrives as Ctrl with the wheel.
      if (!(event.ctrlKey || event.metaKey || document.activeElement === plot)) return;
      event.preventDefault();
      const centre = event.clientX - plot.getBoundingClientRect().left;
      group.zoomTo(zoomed(drawn, centre, Math.exp(event.deltaY * 0.002), target));
    },
    { passive: false },
  );
}

function listenToKeys(target: InputTarget): void {
  const { plot, group, area, places, onDidUseKey } = target;
  const move = (step: (index: number, count: number) => number): void => {
    const points = places();
    if (points.count === 0) return;
    // The first key press starts from the newest point.
    const current = group.cursor === undefined ? points.count : points.nearest(group.cursor);
    group.moveCursor(points.at(Math.min(points.count - 1, Math.max(0, step(current, points.count)))));
    onDidUseKey('cursor');
  };
  const change = (zoom: (drawn: PlotArea) => Range | undefined): void => {
    const drawn = area();
    if (!drawn) return;
    group.zoomTo(zoom(drawn));
    onDidUseKey('zoom');
  };
  const zoomBy = (factor: number): void =>
    change((drawn) => {
      const centre = group.cursor === undefined ? (drawn.left + drawn.right) / 2 : drawn.xAt(group.cursor);
      return zoomed(drawn, centre, factor, target);
    });
  const page = (direction: number): void => {
    if (group.zoom)
      change((drawn) => panned(drawn, direction * pageShare * (drawn.right - drawn.left), target));
  };
  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowLeft: (event) => move((index) => index - (event.shiftKey ? 10 : 1)),
    ArrowRight: (event) => move((index) => index + (event.shiftKey ? 10 : 1)),
    Home: () => move(() => 0),
    End: () => move((_, count) => count - 1),
    PageUp: () => page(-1),
    PageDown: () => page(1),
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
    if (!act || (event.key.startsWith('Page') && !group.zoom)) return;
    event.preventDefault();
    act(event);
  });
  plot.addEventListener('blur', () => group.moveCursor(undefined));
}

interface Range {
  from: number;
  to: number;
}

/** In pixels, so that a logarithmic axis zooms about the pointer too. */
function zoomed(shown: PlotArea, centre: number, factor: number, target: InputTarget): Range | undefined {
  const at = (pixel: number): number => shown.valueAt(centre + (pixel - centre) * factor);
  return within({ from: at(shown.left), to: at(shown.right) }, target);
}

function panned(shown: PlotArea, pixels: number, target: InputTarget): Range | undefined {
  const whole = target.whole();
  const first = shown.xAt(whole.from) - shown.left;
  const last = shown.xAt(whole.to) - shown.right;
  const moved = Math.min(Math.max(pixels, first), last);
  return within({ from: shown.valueAt(shown.left + moved), to: shown.valueAt(shown.right + moved) }, target);
}

/** Keeps a zoom inside of the whole; nothing when it is the whole. */
function within(range: Range, { whole: wholeOf, places }: InputTarget): Range | undefined {
  const whole = wholeOf();
  const length = whole.to - whole.from;
  const smallest = length * Math.min(smallestShare, fewestPoints / Math.max(1, places().count));
  const wanted = Math.max(range.to - range.from, smallest);
  if (!(wanted < length * (1 - 1e-9))) return undefined;
  const from = Math.min(Math.max(range.from, whole.from), whole.to - wanted);
  return { from, to: from + wanted };
}
