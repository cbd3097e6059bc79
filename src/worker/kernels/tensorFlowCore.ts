import type * as tf from '@tensorflow/tfjs-core';

/** The tfjs namespace of the worker, passed in so that kernels land in the one instance the learner's code uses. */
export type TensorFlowCore = typeof tf;
