import { plotWords } from '../../../src/core/words/plots.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { ImagesPlot } from '../../../src/protocol/plot.ts';
import type { PlotFigure } from './plotFigure.ts';

const gap = 6;

/** Pictures side by side, small ones enlarged. */
export function imagesFigure(plot: ImagesPlot, locale: Locale): PlotFigure {
  const { width, height, count } = plot;
  const layoutFor = (room: number): { scale: number; columns: number } => {
    const wanted = count === 1 ? 240 : 72;
    const whole = Math.max(1, Math.floor(wanted / Math.max(width, height)));
    const scale = Math.min(whole, room / width);
    const columns = Math.max(1, Math.floor((room + gap) / (width * scale + gap)));
    return { scale, columns: Math.min(columns, count) };
  };
  return {
    isGrid: true,
    rowCount: 1,
    columnCount: () => count,
    heightFor(room) {
      const { scale, columns } = layoutFor(room);
      return Math.ceil(count / columns) * (height * scale + gap);
    },
    read: ({ column }) => `${plotWords.picture[locale]} ${column + 1} / ${count}`,
    draw(pen, size) {
      const { scale, columns } = layoutFor(size.width);
      const boxOf = (column: number) => ({
        x: (column % columns) * (width * scale + gap),
        y: Math.floor(column / columns) * (height * scale + gap),
        width: width * scale,
        height: height * scale,
      });
      for (let index = 0; index < count; index++) {
        const { x, y } = boxOf(index);
        pen.picture({ width, height, rgba: rgbaOf(plot, index) }, x, y, scale);
      }
      return {
        boxOf: ({ column }) => (column < count ? boxOf(column) : undefined),
        nearest(x, y) {
          const column =
            Math.min(columns - 1, Math.max(0, Math.floor(x / (width * scale + gap)))) +
            columns * Math.max(0, Math.floor(y / (height * scale + gap)));
          return { row: 0, column: Math.min(count - 1, column) };
        },
      };
    },
  };
}

function rgbaOf({ width, height, channels, bytes }: ImagesPlot, picture: number): Uint8ClampedArray {
  const pixels = width * height;
  const start = picture * pixels * channels;
  const rgba = new Uint8ClampedArray(pixels * 4);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[pixel * 4 + channel] = bytes[start + pixel * channels + (channels === 1 ? 0 : channel)] ?? 0;
    rgba[pixel * 4 + 3] = 255;
  }
  return rgba;
}
