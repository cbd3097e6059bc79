import type { Tensor } from '@tensorflow/tfjs';

/**
 * Shows pictures beside the curves of the run, under a name. Calls with the same name follow each other in time, and one
 * slider moves through them.
 *
 * ```ts
 * for (let epoch = 0; epoch < 20; epoch++) {
 *   await train();
 *   samples('filters', filters); // [n, height, width, 1 or 3], or [n, height, width]
 * }
 * ```
 *
 * Numbers from 0 to 1, −1 to 1 or 0 to 255 are understood. Of more than 64 pictures the first 64 are shown, and large
 * ones as thumbnails of up to 64 pixels. What cannot be shown is said in the output, with the line; nothing is thrown.
 */
export type ShowSamples = (name: string, pictures: Tensor | readonly Tensor[] | ArrayLike<unknown>) => void;
