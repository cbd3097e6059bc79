import type { Tensor } from '@tensorflow/tfjs-core';
import type { GradientRegistry } from './gradientRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Replaces the gradient of tile, any rank: tfjs slices dy once for every repetition (2,304 kernels an update for one layer
 * normalisation), where a sum over the repetitions is enough.
 */
export function registerTileGradient(tf: TensorFlowCore, gradients: GradientRegistry): void {
  gradients.replaceOnWasm('Tile', (dy, tensors, attrs) => {
    const [x] = tensors as [Tensor];
    const { reps } = attrs as unknown as { reps: number[] };
    // Axis i of dy is reps[i] repetitions of x.shape[i] elements; axes that do not repeat stay whole.
    const split: number[] = [];
    const repeated: number[] = [];
    x.shape.forEach((length, axis) => {
      const times = reps[axis] ?? 1;
      if (times !== 1) {
        repeated.push(split.length);
        split.push(times);
      }
      split.push(length);
    });
    return { x: () => tf.reshape(tf.sum(tf.reshape(dy as Tensor, split), repeated), x.shape) };
  });
}
