import type { Tensor } from '@tensorflow/tfjs-core';
import { describeAdam, type AdamFields } from '../../../kernels/optimizers/fusedAdam.ts';
import { replaceUpdate } from '../../../kernels/optimizers/replaceUpdate.ts';
import type { TensorFlowCore } from '../../../kernels/tensorFlowCore.ts';
import { elementType } from './opAttribute.ts';
import type { TensorFlowOps } from './tensorFlowOps.ts';

/** What the add-on returns for each variable. */
const RESULTS = 3;

/**
 * Lets tf.train.adam update all variables in one call of the add-on, by TensorFlow's ResourceApplyAdam; the published
 * update runs a dozen operations a variable.
 *
 * TensorFlow adds epsilon to sqrt(v), tfjs to sqrt(v / (1 - beta2^t)): the same update results from
 * epsilon * sqrt(1 - beta2^t).
 *
 * @returns A function that puts the published update back.
 */
export function registerAdam(tf: TensorFlowCore, ops: TensorFlowOps): () => void {
  const compute = (adam: AdamFields, updates: readonly (readonly Tensor[])[]): Tensor[][] => {
    const { accBeta1, accBeta2, learningRate, beta1, beta2, epsilon } = adam;
    const scaledEpsilon = tf.mul(tf.sqrt(tf.sub(1, accBeta2)), epsilon);
    const scalars = [
      accBeta1,
      accBeta2,
      ...[learningRate, beta1, beta2].map((value) => tf.scalar(value)),
      scaledEpsilon,
    ];
    const ids = ops.addon.adamStep(ops.idsOf(updates.flat()), ops.idsOf(scalars));
    return updates.map(([value], i) =>
      ids
        .slice(i * RESULTS, (i + 1) * RESULTS)
        .map((id) => ops.take({ id, shape: value?.shape ?? [], dtype: elementType.float32 })),
    );
  };
  return replaceUpdate(tf, 'tensorflow', tf.AdamOptimizer.prototype, [{ ...describeAdam(tf), compute }]);
}
