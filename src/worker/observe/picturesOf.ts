import type { Tensor } from '@tensorflow/tfjs';
import { pictureBytes } from '../../core/plot/pictureBytes.ts';
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
  const bytes = pictureBytes(inputs.slice(0, count).dataSync());
  return { width, height, channels, count, bytes };
}
