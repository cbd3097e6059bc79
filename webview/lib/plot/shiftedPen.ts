import type { PlotPen } from './plotPen.ts';

/** A pen that draws everything lower by `down` CSS pixels. */
export function shiftedPen(pen: PlotPen, down: number): PlotPen {
  return {
    line: (points, stroke) =>
      pen.line(
        points.map(([x, y]) => [x, y + down] as const),
        stroke,
      ),
    rect: (x, y, width, height, fill, stroke) => pen.rect(x, y + down, width, height, fill, stroke),
    mark: (shape, x, y, ...rest) => pen.mark(shape, x, y + down, ...rest),
    text: (text, x, y, style) => pen.text(text, x, y + down, style),
    arrow: (x, y, direction, color) => pen.arrow(x, y + down, direction, color),
    picture: (pixels, x, y, scale) => pen.picture(pixels, x, y + down, scale),
    textWidth: (text, size) => pen.textWidth(text, size),
  };
}
