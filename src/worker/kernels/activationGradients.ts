import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { GradientRegistry } from './gradientRegistry.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import { LINE_FLOATS } from './threads/cutIntoParts.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** The kernel of a backend that computes dy * f'(x): inputs dy and saved, attributes ActivationGradientAttrs. */
export const ACTIVATION_GRADIENT = 'TrainingActivationGrad';

/** Activations with their numbers in elementwise.c; each gradient needs what tfjs's own saves. */
const ACTIVATIONS = { Relu: 0, Relu6: 1, LeakyRelu: 2, Elu: 3, Sigmoid: 4, Tanh: 5 } as const;

export type ActivationName = keyof typeof ACTIVATIONS;

export interface ActivationGradientAttrs {
  readonly activation: ActivationName;
  /** Slope of LeakyRelu for negative inputs. */
  readonly alpha: number;
}

/** Two floats in, one out. */
const FLOAT_NS = 0.4;

/**
 * Registers the gradients of relu, relu6, leakyRelu, elu, sigmoid and tanh as one kernel each instead of two to four.
 * They have gradients themselves, as gradient penalties need.
 */
export function registerActivationGradients(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  gradients: GradientRegistry,
  native: NativeKernels,
): void {
  registry.register<'dy' | 'saved', ActivationGradientAttrs>(ACTIVATION_GRADIENT, ({ dy, saved }, attrs) =>
    activationGradient(tf, native, dy, saved, attrs),
  );
  registry.register<'dy' | 'y', object>('EluGrad', (inputs, attrs, published) => {
    const { dy, y } = inputs;
    if (dy.dtype !== 'float32' || y.dtype !== 'float32') return published(inputs, attrs);
    return activationGradient(tf, native, dy, y, { activation: 'Elu', alpha: 0 });
  });
  recordActivationGradients(tf, gradients, 'wasm');
}

/** Makes the tape use the kernel ACTIVATION_GRADIENT of a backend, which has registered it. */
export function recordActivationGradients(
  tf: TensorFlowCore,
  gradients: GradientRegistry,
  backendName: string,
): void {
  gradients.replace(ACTIVATION_GRADIENT, () => ({
    kernelName: ACTIVATION_GRADIENT,
    inputsToSave: ['dy', 'saved'],
    gradFunc: (ddx, tensors, attrs) => {
      const [dy, saved] = tensors as [Tensor, Tensor];
      const { activation, alpha } = attrs as unknown as ActivationGradientAttrs;
      return {
        dy: () => runActivationGradient(tf, ddx as Tensor, saved, activation, alpha),
        saved: () => tf.mul(tf.mul(ddx as Tensor, dy), secondDerivative(tf, saved, activation)),
      };
    },
  }));
  for (const activation of Object.keys(ACTIVATIONS) as ActivationName[]) {
    gradients.replaceOn(backendName, activation, (dy, tensors, attrs) => {
      const [saved] = tensors as [Tensor];
      const alpha = (attrs as { alpha?: number } | undefined)?.alpha ?? 0;
      return { x: () => runActivationGradient(tf, dy as Tensor, saved, activation, alpha) };
    });
  }
}

/**
 * dy * f'(x), float32, on a backend with the kernel ACTIVATION_GRADIENT.
 *
 * @param saved The input x of relu6 and leakyRelu, either for relu, else the output of the activation.
 */
export function runActivationGradient(
  tf: TensorFlowCore,
  dy: Tensor,
  saved: Tensor,
  activation: ActivationName,
  alpha = 0,
): Tensor {
  return tf.engine().runKernel(ACTIVATION_GRADIENT, { dy, saved }, { activation, alpha });
}

/** The derivative of f' with respect to what was saved. */
function secondDerivative(tf: TensorFlowCore, saved: Tensor, activation: ActivationName): Tensor {
  switch (activation) {
    case 'Tanh':
      return tf.mul(saved, -2);
    case 'Sigmoid':
      return tf.sub(1, tf.mul(saved, 2));
    case 'Elu':
      return tf.cast(tf.less(saved, 0), 'float32');
    case 'Relu':
    case 'Relu6':
    case 'LeakyRelu':
      return tf.zerosLike(saved);
  }
}

function activationGradient(
  tf: TensorFlowCore,
  native: NativeKernels,
  dy: TensorInfo,
  saved: TensorInfo,
  { activation, alpha }: ActivationGradientAttrs,
): TensorInfo {
  const dx = native.createOutput(dy.shape, 'float32');
  const [dyFrom, savedFrom, to] = [native.addressOf(dy), native.addressOf(saved), native.addressOf(dx)];
  const count = tf.util.sizeFromShape(dy.shape);
  native.runSplit('activation_gradient', { count, unitNs: FLOAT_NS, step: LINE_FLOATS }, (part) => {
    const skip = part.first * Float32Array.BYTES_PER_ELEMENT;
    return [ACTIVATIONS[activation], dyFrom + skip, savedFrom + skip, to + skip, part.count, alpha];
  });
  return dx;
}
