import type { SecondKey } from '../../template.ts';

interface Perceptron extends Record<string, unknown> {
  w: number[];
  b: number;
  x: number[];
  y: number;
  eta: number;
  at: number;
}

/** Replays the rule in the form with a prediction: every weight moves by half of η times the error times its input. */
export const perceptronUpdate = (({ w, b, x, y, eta, at }: Perceptron) => {
  let sum = b;
  for (const [index, value] of x.entries()) sum += value * (w[index] ?? 0);
  const predicted = sum > 0 ? 1 : -1;
  const error = y - predicted;
  const next = w.map((value, index) => value + (eta / 2) * error * (x[index] ?? 0));
  return next[at] ?? NaN;
}) as SecondKey;
