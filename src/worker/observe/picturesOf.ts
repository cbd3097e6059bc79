import type { Tensor } from '@tensorflow/tfjs';
import type { Evaluation } from '../../protocol/run.ts';

export const maxPictures = 2000;
const maxSide = 128;

/**
 * Inputs as 8-bit pictures, when they look like pictures: [n, height, width, 1 or 3], float32 in 0..1, -1..1 or 0..255.
 * The range is read from the numbers themselves.
 */
export function picturesOf(inputs: Tensor): Evaluation['pictures'] {
  const [total = 0, height = 0, width = 0, channels = 0] = inputs.shape;
  if (inputs.shape.length !== 4 || (channels !== 1 && channels !== 3)) return undefined;
  if (height > maxSide || width > maxSide || total === 0) return undefined;
  const count = Math.min(total, maxPictures);
  const values = inputs.slice(0, count).dataSync();
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const offset = low < 0 ? -1 : 0;
  const scale = high > 1.5 ? 1 : 255 / (1 - offset);
  const bytes = Uint8Array.from(values, (value) =>
    Math.min(255, Math.max(0, Math.round((value - offset) * scale))),
  );
  return { width, height, channels, count, bytes };
}
