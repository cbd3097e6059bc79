import type { SecondKey } from '../../template.ts';

interface ReluNet extends Record<string, unknown> {
  w: number[];
  b: number[];
  v: number[];
}

/** Runs the network along x in quarter steps, between whole numbers only, and counts how often the slope changes. */
export const linearPieces = (({ w, b, v }: ReluNet) => {
  const output = (x: number): number => {
    let sum = 0;
    for (const [index, weight] of w.entries()) {
      const input = weight * x + (b[index] ?? 0);
      if (input > 0) sum += (v[index] ?? 0) * input;
    }
    return sum;
  };
  const slope = (from: number): number => (output(from + 0.75) - output(from + 0.25)) * 2;
  let count = 1;
  for (let x = -8; x < 8; x++) if (Math.abs(slope(x + 1) - slope(x)) > 1e-9) count++;
  return count;
}) as SecondKey;
