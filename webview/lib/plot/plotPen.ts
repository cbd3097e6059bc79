/*
 * The few strokes of which plots are made, with two hands: a canvas for the screen and PNG files, and SVG text. Drawing
 * code is written once and knows neither.
 */
export type MarkShape = 'disc' | 'ring' | 'triangle' | 'square' | 'diamond' | 'cross';

export interface Stroke {
  color: string;
  width: number;
  dash?: readonly number[];
  alpha?: number;
}

export interface TextStyle {
  color: string;
  size: number;
  align: 'left' | 'center' | 'right';
  baseline: 'top' | 'middle' | 'bottom';
  bold?: boolean;
  /** Read from bottom to top. */
  isTurned?: boolean;
}

export interface PlotPen {
  line(points: readonly (readonly [x: number, y: number])[], stroke: Stroke): void;
  rect(x: number, y: number, width: number, height: number, fill: string, stroke?: Stroke): void;
  mark(shape: MarkShape, x: number, y: number, size: number, color: string, background: string): void;
  text(text: string, x: number, y: number, style: TextStyle): void;
  /** A triangle that points out of the plot, where something is no number. */
  arrow(x: number, y: number, direction: 'up' | 'down', color: string): void;
  picture(
    pixels: { width: number; height: number; rgba: Uint8ClampedArray },
    x: number,
    y: number,
    scale: number,
  ): void;
  /** Of text in this size, CSS pixels. */
  textWidth(text: string, size: number): number;
}
