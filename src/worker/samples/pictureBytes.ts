/** Which numbers are black and white. */
export interface PixelRange {
  black: number;
  white: number;
}

/** Pictures as numbers, row-major [count, height, width, channels]. */
export interface Pictures {
  values: ArrayLike<number>;
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
}

export interface Thumbnails {
  bytes: Uint8Array;
  height: number;
  width: number;
}

/** Larger pictures are reduced to thumbnails: a grid of 64 shows no more than that, and a run keeps hundreds of grids. */
export const thumbnailSide = 64;

/** Read off the last activation; where it bounds nothing, off the numbers: 0..1, −1..1 or 0..255, as data sets have them. */
export function pixelRange(activation: string, values: ArrayLike<number>): PixelRange {
  if (/sigmoid|softmax/i.test(activation)) return { black: 0, white: 1 };
  if (activation === 'tanh') return { black: -1, white: 1 };
  let [low, high] = [0, 0];
  for (const value of Array.from(values)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high > 2) return { black: 0, white: 255 };
  return { black: low < -0.1 ? -1 : 0, white: 1 };
}

/** 8-bit pictures of at most 64 pixels a side, each pixel the mean of those it stands for. NaN becomes black, as does −∞. */
export function toThumbnails(
  { values, count, height, width, channels }: Pictures,
  range: PixelRange,
): Thumbnails {
  const step = Math.max(1, Math.ceil(Math.max(height, width) / thumbnailSide));
  const [rows, columns] = [Math.max(1, Math.floor(height / step)), Math.max(1, Math.floor(width / step))];
  const bytes = new Uint8Array(count * rows * columns * channels);
  const scale = 255 / (range.white - range.black);
  let at = 0;
  for (let picture = 0; picture < count; picture++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          for (let y = row * step; y < (row + 1) * step; y++)
            for (let x = column * step; x < (column + 1) * step; x++)
              sum += values[((picture * height + y) * width + x) * channels + channel] ?? 0;
          const grey = Math.round((sum / (step * step) - range.black) * scale);
          bytes[at++] = grey > 0 ? Math.min(255, grey) : 0;
        }
  return { bytes, height: rows, width: columns };
}
