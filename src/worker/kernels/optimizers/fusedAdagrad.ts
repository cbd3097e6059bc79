import type { TensorFlowCore } from '../tensorFlowCore.ts';
import type { OptimizerFamily, StateList } from './fusedOptimizer.ts';

/** The fields of tfjs's AdagradOptimizer (4.22), private in its typings. */
export interface AdagradFields {
  readonly learningRate: number;
  readonly initialAccumulatorValue: number;
  readonly accumulatedGrads: StateList;
}

/** tf.train.adagrad */
export function describeAdagrad(tf: TensorFlowCore): OptimizerFamily<AdagradFields> {
  return {
    functionName: 'adagrad_step',
    state: [
      {
        list: ({ accumulatedGrads }) => accumulatedGrads,
        suffix: 'accumulator',
        initialValue: ({ initialAccumulatorValue }) => initialAccumulatorValue,
      },
    ],
    numbers: ({ learningRate }) => [learningRate, tf.backend().epsilon()],
  };
}
