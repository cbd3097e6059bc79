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

/** The part of tfjs's Engine that records operations for the backward pass; private in its typings. */
interface Tape {
  addTapeNode(kernelName: string, ...rest: readonly unknown[]): void;
}

/**
 * Upstream: a mask such as `x.greater(0)` on the way from the weights to the loss throws "gradient function not found for
 * Greater", which breaks thresholdedReLU, divNoNan, tf.multinomial inside minimize, and every hand-written mask; floorDiv
 * has the gradient of a division.
 *
 * Repair: as in TensorFlow these operations are not differentiable, so gradients do not flow through them, only around
 * them. They are left out of what is recorded for the backward pass. A loss that depends on the weights through them alone
 * (accuracy, for instance) still fails, with tfjs's "Cannot find a connection".
 */
export function repairNotDifferentiable(tf: TensorFlow): void {
  // Its published gradient would otherwise keep tensors for a backward pass that does not come.
  if (tf.getGradient('FloorDiv')) tf.unregisterGradient('FloorDiv');
  const tape = tf.engine() as unknown as Tape;
  const { addTapeNode } = tape;
  tape.addTapeNode = function (kernelName, ...rest) {
    if (!kernelNames.has(kernelName)) addTapeNode.call(this, kernelName, ...rest);
  };
}
