import type { GradConfig, KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { contractTensors, diagonalMask } from './contractTensors.ts';
import { parseEinsumEquation, type Labels } from './einsumEquation.ts';
import { replaceKernel } from './replaceKernel.ts';

/**
 * Upstream: einsum has no gradient; it multiplies everything out before it sums (an attention layer takes the memory of its
 * operands' outer product), takes two tensors at most, and refuses `...` and repeated letters.
 *
 * Repair: einsum is computed by transpose and matMul on every engine, for any number of tensors, with `...`, and with
 * repeated letters in a term (`ii->i`). The gradient of an einsum is an einsum again, so gradients of any order work.
 */
export function repairEinsum(tf: TensorFlow): void {
  replaceKernel(tf, 'Einsum', ({ inputs, attrs }) => {
    const tensors = Object.values(inputs) as Tensor[];
    const { operands, output } = parseEinsumEquation(equationOf(attrs), ranksOf(tensors));
    const terms = tensors.map((tensor, i) => ({ tensor, labels: operands[i] ?? [] }));
    return contractTensors(tf, terms, output);
  });
  const config: GradConfig = {
    kernelName: 'Einsum',
    saveAllInputs: true,
    gradFunc(dy, saved, attrs) {
      const { operands, output } = parseEinsumEquation(equationOf(attrs), ranksOf(saved));
      const gradients = operands.map((labels, i) => () => {
        const others = saved.flatMap((tensor, k) => (k === i ? [] : [{ tensor, labels: operands[k] ?? [] }]));
        const terms = [{ tensor: dy as Tensor, labels: output }, ...others];
        const available = new Set(terms.flatMap((term) => term.labels));
        const reached = [...new Set(labels)].filter((label) => available.has(label));
        return spread(tf, contractTensors(tf, terms, reached), reached, labels, saved[i]?.shape ?? []);
      });
      return Object.fromEntries(gradients.map((gradient, i) => [String(i), gradient]));
    },
  };
  tf.registerGradient(config);
}

const equationOf = (attrs: Parameters<KernelFunc>[0]['attrs']): string =>
  (attrs as { readonly equation: string }).equation;

const ranksOf = (tensors: readonly TensorInfo[]): number[] => tensors.map(({ shape }) => shape.length);

/**
 * A gradient with axes `reached` as one with axes `labels` and `shape`: the same along an axis that was summed away, and zero off
 * the diagonal of a letter that occurs twice.
 */
function spread(
  tf: TensorFlow,
  gradient: Tensor,
  reached: Labels,
  labels: Labels,
  shape: readonly number[],
): Tensor {
  const isFirst = (label: string, axis: number) => labels.indexOf(label) === axis;
  const firsts = labels.filter(isFirst);
  const present = firsts.filter((label) => reached.includes(label));
  const ordered = tf.transpose(
    gradient,
    present.map((label) => reached.indexOf(label)),
  );
  const thin = labels.map((label, axis) =>
    isFirst(label, axis) && reached.includes(label) ? (shape[axis] ?? 1) : 1,
  );
  let result = tf.broadcastTo(tf.reshape(ordered, thin), [...shape]);
  labels.forEach((label, axis) => {
    if (isFirst(label, axis)) return;
    result = tf.mul(result, diagonalMask(tf, shape[axis] ?? 1, labels.length, labels.indexOf(label), axis));
  });
  return result;
}
