import type { FusedConv2DAttrs, Tensor, _FusedMatMulAttrs } from '@tensorflow/tfjs-core';
import { runActivationGradient } from './activationGradients.ts';
import type { GradientRegistry } from './gradientRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Gives the fused kernels of conv2d and matMul (bias and relu included) gradients of their own, so that they can be
 * recorded on the tape: tfjs runs convolution, bias and relu one by one as soon as a gradient is wanted.
 *
 * The gradient of a fused kernel is made of ops that have gradients themselves.
 */
export function registerFusedGradients(tf: TensorFlowCore, gradients: GradientRegistry): void {
  const beforeActivation = (dy: Tensor, y: Tensor, activation: string): Tensor => {
    if (activation === 'linear') return dy;
    if (activation === 'relu') return runActivationGradient(tf, dy, y, 'Relu');
    throw new Error(`A fused kernel with the activation ${activation} has no gradient.`);
  };

  gradients.replace('FusedConv2D', () => ({
    kernelName: 'FusedConv2D',
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
      const { activation, strides, pad, dataFormat, dimRoundingMode } = attrs as unknown as FusedConv2DAttrs;
      const dz = beforeActivation(dy as Tensor, y, activation);
      const shared = { strides, pad, dataFormat, dimRoundingMode };
      const run = (name: string, inputs: Record<string, Tensor>, extra: object): Tensor =>
        tf.engine().runKernel(name, inputs, { ...shared, ...extra });
      return {
        x: () => run('Conv2DBackpropInput', { dy: dz, filter }, { inputShape: x.shape }),
        filter: () => run('Conv2DBackpropFilter', { x, dy: dz }, { filterShape: filter.shape }),
        bias: () => tf.sum(dz, [0, 1, 2]),
      };
    },
  }));

  gradients.replace('_FusedMatMul', () => ({
    kernelName: '_FusedMatMul',
    inputsToSave: ['a', 'b'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [a, b, y] = saved as [Tensor, Tensor, Tensor];
      const { activation, transposeA, transposeB } = attrs as unknown as _FusedMatMulAttrs;
      if (transposeA || transposeB)
        throw new Error('A fused matMul has no gradient for transposed operands.');
      const dz = beforeActivation(dy as Tensor, y, activation);
      return {
        a: () => tf.matMul(dz, b, false, true),
        b: () => tf.matMul(a, dz, true, false),
        bias: () => tf.sum(dz, [0]),
      };
    },
  }));
}
