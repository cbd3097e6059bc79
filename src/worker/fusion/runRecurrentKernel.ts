import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from '../kernels/tensorFlowCore.ts';
import { gradientKernelOf } from './recurrentKernel.ts';
import type { RecurrentAttrs, RecurrentKernel } from './recurrentKernel.ts';

/** What a layer computes from. c0 for an LSTM only. */
export interface RecurrentInputs {
  readonly x: Tensor;
  readonly kernel: Tensor;
  readonly recurrentKernel: Tensor;
  readonly bias: Tensor;
  readonly h0: Tensor;
  readonly c0?: Tensor;
}

type NamedTensors = Record<string, Tensor>;

/** The method behind tf.customGrad (tfjs 4.22), which unlike it allows several results. */
export interface GradientEngine {
  runKernelFunc(invocation: {
    forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor[];
    backwardsFunc: (dys: Tensor | Tensor[], saved: Tensor[]) => Record<string, () => Tensor>;
    inputs: NamedTensors;
    attrs: object;
  }): Tensor[];
}

/**
 * Runs a forward kernel so that gradients flow through it. Only the output and, for an LSTM, the last cell state are
 * results on the tape: tfjs fills in zeros for every result without a gradient, which for the reserve would cost more
 * than the step itself.
 *
 * @returns The output, and for an LSTM the last cell state.
 */
export function runRecurrentKernel(
  tf: TensorFlowCore,
  kernelName: RecurrentKernel,
  given: RecurrentInputs,
  attrs: RecurrentAttrs,
): Tensor[] {
  const engine = tf.engine() as unknown as GradientEngine;
  const { bias, ...rest } = given;
  const usedBackwards: NamedTensors = rest;
  const inputs: NamedTensors = { ...usedBackwards, bias };
  const resultCount = given.c0 ? 2 : 1;
  const run = (name: string, tensors: NamedTensors): Tensor[] =>
    tf.engine().runKernel(name, tensors, { ...attrs });
  return engine.runKernelFunc({
    inputs,
    attrs: { ...attrs },
    forwardFunc(_backend, save) {
      const outputs = run(kernelName, inputs);
      save([...Object.values(usedBackwards), ...outputs.slice(resultCount)]);
      return outputs.slice(0, resultCount);
    },
    backwardsFunc(dys, saved) {
      const [dOutput, dCLast] = Array.isArray(dys) ? dys : [dys];
      const tensors: NamedTensors = {};
      const names = Object.keys(usedBackwards);
      saved.forEach((tensor, i) => {
        tensors[names[i] ?? `reserve${i - names.length}`] = tensor;
      });
      if (dOutput) tensors['dOutput'] = dOutput;
      if (dCLast && given.c0) tensors['dCLast'] = dCLast;
      const gradients = run(gradientKernelOf(kernelName), tensors);
      return Object.fromEntries(
        ['x', 'kernel', 'recurrentKernel', 'bias', 'h0', 'c0'].flatMap((name, i) => {
          const gradient = gradients[i];
          return gradient ? [[name, () => gradient]] : [];
        }),
      );
    },
  });
}
