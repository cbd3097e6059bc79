import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** The gradient of the loss with respect to each input of a kernel, given `dy`, the one with respect to its output. */
export type GradientOf<Names extends string, Attrs> = (
  dy: Tensor,
  inputs: Readonly<Record<Names, Tensor>>,
  attrs: Attrs,
) => Readonly<Record<Names, () => Tensor>>;

/**
 * Registers the gradient of a kernel with one output, on every backend; one that was registered before is replaced.
 *
 * @param names The kernel's tensor inputs as tfjs names them. All are kept until the backward pass.
 */
export function defineGradient<Names extends string, Attrs = object>(
  tf: TensorFlow,
  kernelName: string,
  names: readonly Names[],
  gradient: GradientOf<Names, Attrs>,
): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: [...names],
    gradFunc(dy, saved, attrs) {
      const inputs = Object.fromEntries(names.map((name, i) => [name, saved[i]]));
      return gradient(dy as Tensor, inputs as Record<Names, Tensor>, attrs as Attrs);
    },
  });
}
