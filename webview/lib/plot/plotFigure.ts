import type { PlotPen } from './plotPen.ts';
import type { PlotTheme } from './plotTheme.ts';

/** Where a value is drawn, in CSS pixels. */
export interface ValueBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A value by its row (a series, or a row of cells) and its column (a point, a bar, or a cell). */
export interface ValuePlace {
  row: number;
  column: number;
}

/** A plot that can be drawn in any size, and whose values can be visited one by one. */
export interface PlotFigure {
  heightFor(width: number): number;
  draw(pen: PlotPen, size: { width: number; height: number }, theme: PlotTheme): DrawnFigure;
  rowCount: number;
  columnCount(row: number): number;
  /** What stands at a place, for the read-out and for reading out. */
  read(place: ValuePlace): string;
  legend?: readonly string[];
  /** Up and down go between rows of cells as they are drawn; in other plots between series. */
  isGrid?: boolean;
}

export interface DrawnFigure {
  boxOf(place: ValuePlace): ValueBox | undefined;
  nearest(x: number, y: number): ValuePlace | undefined;
}
