import type { SecondKey } from '../../template.ts';

interface LinearNeuron extends Record<string, unknown> {
  w: number;
  x: number;
  b: number;
  t: number;
}

/** How the loss differs for a weight slightly above and slightly below; exact for a square. */
export const weightGradient = (({ w, x, b, t }: LinearNeuron) => {
  const loss = (weight: number): number => {
    const miss = t - b - weight * x;
    return miss * miss;
  };
  const half = 1 / 64;
  return (loss(w + half) - loss(w - half)) / (2 * half);
}) as SecondKey;
