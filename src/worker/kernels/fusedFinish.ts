import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NativeKernels } from './nativeKernels.ts';
import type { Finish } from './trainingModule.ts';

/** Activations that a multiplication applies to its sums before they leave the registers; numbers of tile.h. */
const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2, leakyrelu: 3 };

/** Attributes that tfjs's fused kernels share. */
export interface FinishAttrs {
  readonly activation?: string | null;
  readonly leakyreluAlpha?: number;
}

/** tfjs's fused.conv2d and fused.matMul have this slope unless told otherwise. */
const DEFAULT_ALPHA = 0.2;

export const NO_FINISH: Finish = [0, 0, 0];

/**
 * Bias and activation of a fused kernel for the training module; undefined where it cannot do them: another activation, or
 * a bias that is not one float32 number a channel.
 *
 * @param channels Length of the last axis of the result.
 */
export function describeFinish(
  native: NativeKernels,
  bias: TensorInfo | null | undefined,
  attrs: FinishAttrs,
  channels: number,
): Finish | undefined {
  const activation = ACTIVATIONS[attrs.activation ?? 'linear'];
  if (activation === undefined) return undefined;
  const alpha = attrs.leakyreluAlpha ?? DEFAULT_ALPHA;
  if (!bias) return [0, activation, alpha];
  const size = bias.shape.reduce((product, length) => product * length, 1);
  if (bias.dtype !== 'float32' || size !== channels || bias.shape.at(-1) !== channels) return undefined;
  return [native.addressOf(bias), activation, alpha];
}
