import type { SecondKey } from '../../template.ts';

interface Neuron extends Record<string, unknown> {
  kind: 'sigmoid' | 'tanh' | 'leaky ReLU';
  w: number;
  x: number;
  b: number;
  alpha: number;
}

/** The slope of a short chord around z. */
export const activationSlope = (({ kind, w, x, b, alpha }: Neuron) => {
  const functions = {
    sigmoid: (z: number) => Math.exp(z) / (Math.exp(z) + 1),
    tanh: (z: number) => 1 - 2 / (Math.exp(2 * z) + 1),
    'leaky ReLU': (z: number) => Math.max(z, alpha * z),
  };
  const half = 1e-4;
  const z = b + x * w;
  return (functions[kind](z + half) - functions[kind](z - half)) / (2 * half);
}) as SecondKey;
