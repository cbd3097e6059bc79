import type { GradConfig } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** Comparisons, logic and choices: their outputs do not change with a small change of an input. */
const kernelNames: ReadonlySet<string> = new Set([
  'Greater',
  'Less',
  'LessEqual',
  'Equal',
  'NotEqual',
  'LogicalAnd',
  'LogicalOr',
  'LogicalNot',
  'LogicalXor',
  'All',
  'Any',
  'FloorDiv',
  'Multinomial',
  'NonMaxSuppressionV3',
  'NonMaxSuppressionV4',
  'NonMaxSuppressionV5',
  'Unique',
  'SearchSorted',
  'Bincount',
  'DenseBincount',
]);

type BackwardPass = (...args: readonly unknown[]) => unknown;

/** The part of tfjs's Engine that records operations for the backward pass; private in its typings. */
interface Tape {
  addTapeNode: (
    this: Tape,
    kernelName: string,
    inputs: object,
    outputs: unknown,
    gradient: BackwardPass | null,
    ...rest: readonly unknown[]
  ) => void;
}

/**
 * Upstream: a mask such as `x.greater(0)` on the way from the weights to the loss throws "gradient function not found for
 * Greater", which breaks thresholdedReLU, divNoNan, tf.multinomial inside minimize, and every hand-written mask; floorDiv
 * has the gradient of a division. And where a gradient really is missing, the error comes out of the backward pass and does not tell
 * which line is meant.
 *
 * Repair: as in TensorFlow these operations are not differentiable, so gradients do not flow through them, only around
 * them. They are left out of what is recorded for the backward pass. A loss that depends on the weights through them alone
 * (accuracy, for instance) still fails, with tfjs's "Cannot find a connection". An operation without a gradient throws as before,
 * with the stack of the call that used it.
 */
export function repairNotDifferentiable(tf: TensorFlow): void {
  // Its published gradient would otherwise keep tensors for a backward pass that does not come.
  if (hasGradient(tf, 'FloorDiv')) tf.unregisterGradient('FloorDiv');
  const tape = tf.engine() as unknown as Tape;
  const { addTapeNode } = tape;
  tape.addTapeNode = function (kernelName, inputs, outputs, gradient, ...rest) {
    if (kernelNames.has(kernelName)) return;
    const isMissing = gradient === null && !hasGradient(tf, kernelName);
    const isOnAPath = Object.keys(inputs).length > 0;
    const backward = isMissing && isOnAPath ? failHere(kernelName) : gradient;
    addTapeNode.call(this, kernelName, inputs, outputs, backward, ...rest);
  };
}

const hasGradient = (tf: TensorFlow, kernelName: string) =>
  (tf.getGradient(kernelName) as GradConfig | undefined) !== undefined;

/** A backward pass that throws tfjs's error as if the operation itself had thrown it. */
function failHere(kernelName: string): BackwardPass {
  const error = new Error(`Cannot compute gradient: gradient function not found for ${kernelName}.`);
  return () => {
    throw error;
  };
}
