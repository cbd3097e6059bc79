import type { Scalar } from '@tensorflow/tfjs-core';
import type { OptimizerFamily, StateList } from './fusedOptimizer.ts';

/** The fields of tfjs's SGDOptimizer and MomentumOptimizer (4.22), private in their typings. */
export interface SgdFields {
  /** Minus the learning rate; what tfjs computes with, whatever `learningRate` says. */
  readonly c: Scalar;
}

export interface MomentumFields extends SgdFields {
  readonly m: Scalar;
  readonly useNesterov: boolean;
  readonly accumulations: StateList;
}

const valueOf = (scalar: Scalar) => scalar.dataSync<'float32'>()[0] ?? Number.NaN;

/** tf.train.sgd */
export const sgdFamily: OptimizerFamily<SgdFields> = {
  functionName: 'sgd_step',
  state: [],
  numbers: ({ c }) => [-valueOf(c)],
};

/** tf.train.momentum, with and without Nesterov's look ahead. */
export const momentumFamily: OptimizerFamily<MomentumFields> = {
  functionName: 'momentum_step',
  state: [{ list: ({ accumulations }) => accumulations, suffix: 'momentum' }],
  numbers: ({ c, m, useNesterov }) => [-valueOf(c), valueOf(m), Number(useNesterov)],
};
