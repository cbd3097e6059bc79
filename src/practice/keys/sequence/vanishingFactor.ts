import type { SecondKey } from '../../template.ts';

interface Vanishing extends Record<string, unknown> {
  activation: 'sigmoid' | 'tanh';
  w: number;
  steps: number;
}

/** Adds logarithms step by step. The slope is that at 0, from the functions' own values: σ(1 − σ) and 1 − tanh². */
export const vanishingFactor = (({ activation, w, steps }: Vanishing) => {
  const sigmoidAtZero = 1 / (1 + Math.exp(0));
  const slope = activation === 'sigmoid' ? sigmoidAtZero * (1 - sigmoidAtZero) : 1 - Math.tanh(0) ** 2;
  let logarithm = 0;
  for (let step = 0; step < steps; step++) logarithm += Math.log(w) + Math.log(slope);
  return Math.exp(logarithm);
}) as SecondKey;
