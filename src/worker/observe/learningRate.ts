import type { Optimizer } from '@tensorflow/tfjs';

interface RateFields {
  learningRate?: unknown;
  /** SGD and momentum compute with a tensor of their own, which this changes too. */
  setLearningRate?: (rate: number) => void;
}

/** The learning rate of any of tfjs's optimizers; undefined for one that has none. */
export function learningRateOf(optimizer: Optimizer): number | undefined {
  const { learningRate } = optimizer as unknown as RateFields;
  return typeof learningRate === 'number' ? learningRate : undefined;
}

/** Sets the learning rate from the next update on. @returns false where the optimizer has none */
export function setLearningRate(optimizer: Optimizer, rate: number): boolean {
  const fields = optimizer as unknown as RateFields;
  if (typeof fields.learningRate !== 'number') return false;
  if (fields.setLearningRate) fields.setLearningRate(rate);
  fields.learningRate = rate;
  return true;
}
