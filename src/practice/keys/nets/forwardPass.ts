import type { SecondKey } from '../../template.ts';

interface SmallNet extends Record<string, unknown> {
  x: number[];
  weights: number[][];
  biases: number[];
  out: number[];
  outBias: number;
}

/** Follows every path from an input to the output, and lets in only those through a hidden unit that is on. */
export const forwardPass = (({ x, weights, biases, out, outBias }: SmallNet) => {
  let y = outBias;
  for (const [unit, weight] of out.entries()) {
    let arriving = biases[unit] ?? 0;
    for (const [input, value] of x.entries()) arriving += (weights[unit]?.[input] ?? 0) * value;
    if (arriving <= 0) continue;
    y += weight * (biases[unit] ?? 0);
    for (const [input, value] of x.entries()) y += weight * (weights[unit]?.[input] ?? 0) * value;
  }
  return y;
}) as SecondKey;
