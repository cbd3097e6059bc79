import type * as tfjs from '@tensorflow/tfjs';
import type { SeededRandom } from './seededRandom.ts';

/** One random convolution or pooling. */
export interface WindowSetting {
  readonly inputShape: [number, number, number, number];
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad:
    'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]];
  readonly dimRoundingMode?: 'floor';
}

export interface WindowLimits {
  readonly explicitPadding: boolean;
  readonly dilated: boolean;
}

/** Strides that do not divide the input, one-pixel windows, odd channel counts and batch 1 all occur. */
export function randomWindow(random: SeededRandom, limits: WindowLimits): WindowSetting {
  const filterSize: [number, number] = [random.integer(1, 4), random.integer(1, 4)];
  const dilated = limits.dilated && random.integer(0, 2) === 0;
  const dilations: [number, number] = dilated ? [random.integer(1, 2), random.integer(1, 3)] : [1, 1];
  const size = (axis: 0 | 1) => (filterSize[axis] - 1) * dilations[axis] + random.integer(1, 7);
  const kinds = limits.explicitPadding
    ? (['same', 'valid', 'number', 'explicit'] as const)
    : (['same', 'valid'] as const);
  const kind = random.pick(kinds);
  // tfjs refuses dilation together with stride.
  const strides: [number, number] = dilated ? [1, 1] : [random.integer(1, 3), random.integer(1, 3)];
  const some = () => random.integer(0, 2);
  const common = {
    inputShape: [random.integer(1, 3), size(0), size(1), random.pick([1, 2, 3, 4, 5, 7, 8, 12])] as [
      number,
      number,
      number,
      number,
    ],
    filterSize,
    strides,
    dilations,
  };
  if (kind === 'number') return { ...common, pad: some(), dimRoundingMode: 'floor' };
  if (kind === 'explicit') {
    return {
      ...common,
      pad: [
        [0, 0],
        [some(), some()],
        [some(), some()],
        [0, 0],
      ],
      dimRoundingMode: 'floor',
    };
  }
  return { ...common, pad: kind };
}

/** The shape of y for a filter with `outChannels` outputs. */
export function outputShape(tf: typeof tfjs, setting: WindowSetting, outChannels: number): number[] {
  const { inputShape, filterSize, strides, dilations, pad, dimRoundingMode } = setting;
  const filterShape: [number, number, number, number] = [...filterSize, inputShape[3], outChannels];
  const info = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  return info.outShape;
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
