import { pictureBytes } from '../../core/plot/pictureBytes.ts';
import { blockOf } from '../../core/plot/thinPlot.ts';
import type { ImagesPlot } from '../../protocol/plot.ts';
import { PlotRefusal } from './plotRefusal.ts';
import { thinningOf } from './xyPlot.ts';

export const picturesAtMost = 64;
const sideAtMost = 256;

interface Layout {
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
}

/** [h, w], [h, w, 1 or 3], [n, h, w] and [n, h, w, 1 or 3]. @throws PlotRefusal for other shapes, and empty ones */
export function imagesPlot(shape: readonly number[], values: ArrayLike<number>): ImagesPlot {
  const layout = layoutOf(shape);
  const size = layout.height * layout.width * layout.channels;
  if (size * layout.count === 0) throw new PlotRefusal('image-shape', { shape: shape.join(', ') });
  const count = Math.min(layout.count, picturesAtMost);
  const bytes = pictureBytes(Array.prototype.slice.call(values, 0, count * size) as number[]);
  const small = shrink({ ...layout, count }, bytes);
  return { type: 'images', ...small, ...thinningOf(count, layout.count) };
}

function layoutOf(shape: readonly number[]): Layout {
  const isChannels = (size: number | undefined): size is 1 | 3 => size === 1 || size === 3;
  const [a = 0, b = 0, c = 0, d] = shape;
  if (shape.length === 2) return { count: 1, height: a, width: b, channels: 1 };
  if (shape.length === 3 && isChannels(c)) return { count: 1, height: a, width: b, channels: c };
  if (shape.length === 3) return { count: a, height: b, width: c, channels: 1 };
  if (shape.length === 4 && isChannels(d)) return { count: a, height: b, width: c, channels: d };
  throw new PlotRefusal('image-shape', { shape: shape.join(', ') });
}

/** Large pictures lose rows and columns: every so manieth stays. */
function shrink(layout: Layout, bytes: Uint8Array): Layout & { bytes: Uint8Array } {
  const { count, height, width, channels } = layout;
  if (height <= sideAtMost && width <= sideAtMost) return { ...layout, bytes };
  const scale = Math.max(height, width) / sideAtMost;
  const rows = Math.max(1, Math.round(height / scale));
  const columns = Math.max(1, Math.round(width / scale));
  const small = new Uint8Array(count * rows * columns * channels);
  let at = 0;
  for (let picture = 0; picture < count; picture++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let channel = 0; channel < channels; channel++) {
          const y = blockOf(row, height, rows)[0];
          const x = blockOf(column, width, columns)[0];
          small[at++] = bytes[((picture * height + y) * width + x) * channels + channel] ?? 0;
        }
  return { count, height: rows, width: columns, channels, bytes: small };
}
