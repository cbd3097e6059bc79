import type { SecondKey } from '../../template.ts';

interface LstmGates extends Record<string, unknown> {
  c: number;
  f: number;
  i: number;
  g: number;
  o: number;
}

/** With one power of e for both terms of the cell state: tanh(a + b) = (E − 1) / (E + 1), where E = e^(2a)·e^(2b). */
export const lstmHidden = (({ c, f, i, g, o }: LstmGates) => {
  const power = Math.exp(2 * f * c) * Math.exp(2 * i * g);
  return (o * (power - 1)) / (power + 1);
}) as SecondKey;
