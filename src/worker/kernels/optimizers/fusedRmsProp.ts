import type { OptimizerFamily, StateKind, StateList } from './fusedOptimizer.ts';

/** The fields of tfjs's RMSPropOptimizer (4.22), most of them private in its typings. */
export interface RmsPropFields {
  readonly learningRate: number;
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
  readonly accumulatedMeanSquares: StateList;
  readonly accumulatedMoments: StateList;
  readonly accumulatedMeanGrads: StateList;
}

const squaresAndMoments: readonly StateKind<RmsPropFields>[] = [
  { list: (optimizer) => optimizer.accumulatedMeanSquares, suffix: 'rms' },
  { list: (optimizer) => optimizer.accumulatedMoments, suffix: 'momentum' },
];

const numbers = ({ learningRate, decay, momentum, epsilon }: RmsPropFields) => [
  learningRate,
  decay,
  momentum,
  epsilon,
];

/** tf.train.rmsprop, plain and centered. */
export const rmsPropFamilies: readonly OptimizerFamily<RmsPropFields>[] = [
  {
    functionName: 'rmsprop_step',
    accepts: ({ centered }) => !centered,
    state: squaresAndMoments,
    numbers,
  },
  {
    functionName: 'centered_rmsprop_step',
    accepts: ({ centered }) => centered,
    state: [...squaresAndMoments, { list: (optimizer) => optimizer.accumulatedMeanGrads, suffix: 'mg' }],
    numbers,
  },
];
