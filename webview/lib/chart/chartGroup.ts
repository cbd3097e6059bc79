import { Emitter, type Event } from '../../../src/base/emitter.ts';

/** What charts over the same axis share: where the cursor is and which part is shown. */
export interface ChartGroup {
  /** In x values; absent when nothing is pointed at. */
  readonly cursor: number | undefined;
  /** The part zoomed to; absent when everything is shown. */
  readonly zoom: { from: number; to: number } | undefined;
  readonly onDidMoveCursor: Event<number | undefined>;
  readonly onDidZoom: Event<void>;
  moveCursor(x: number | undefined): void;
  zoomTo(zoom: { from: number; to: number } | undefined): void;
}

/** Charts given the same group move their cursor and zoom together. */
export function createChartGroup(): ChartGroup {
  const cursorMoved = new Emitter<number | undefined>();
  const zoomed = new Emitter<void>();
  let cursor: number | undefined;
  let zoom: { from: number; to: number } | undefined;
  return {
    get cursor() {
      return cursor;
    },
    get zoom() {
      return zoom;
    },
    onDidMoveCursor: cursorMoved.event,
    onDidZoom: zoomed.event,
    moveCursor(x) {
      if (x === cursor) return;
      cursor = x;
      cursorMoved.fire(x);
    },
    zoomTo(next) {
      if (!next && !zoom) return;
      zoom = next;
      zoomed.fire();
    },
  };
}
