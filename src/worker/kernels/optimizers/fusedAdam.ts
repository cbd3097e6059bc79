import type { Variable } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from '../tensorFlowCore.ts';
import type { OptimizerFamily, StateList } from './fusedOptimizer.ts';

/** The fields of tfjs's AdamOptimizer (4.22), most of them private in its typings. */
export interface AdamFields {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** beta1^t and beta2^t. */
  readonly accBeta1: Variable;
  readonly accBeta2: Variable;
  readonly accumulatedFirstMoment: StateList;
  readonly accumulatedSecondMoment: StateList;
}

/** tf.train.adam; the formula is at adam_step in optimizer.c. */
export function describeAdam(tf: TensorFlowCore): OptimizerFamily<AdamFields> {
  const scalarValue = (variable: Variable) => variable.dataSync<'float32'>()[0] ?? Number.NaN;
  return {
    functionName: 'adam_step',
    state: [
      { list: (adam) => adam.accumulatedFirstMoment, suffix: 'm' },
      { list: (adam) => adam.accumulatedSecondMoment, suffix: 'v' },
    ],
    numbers({ learningRate, beta1, beta2, epsilon, accBeta1, accBeta2 }) {
      return [learningRate, beta1, beta2, epsilon, 1 - scalarValue(accBeta1), 1 - scalarValue(accBeta2)];
    },
    finish({ accBeta1, accBeta2, beta1, beta2 }) {
      accBeta1.assign(tf.mul(accBeta1, beta1));
      accBeta2.assign(tf.mul(accBeta2, beta2));
    },
  };
}
