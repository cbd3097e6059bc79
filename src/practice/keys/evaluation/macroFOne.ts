import type { SecondKey } from '../../template.ts';

interface Confusion extends Record<string, unknown> {
  rows: number[][];
}

/** Writes the matrix out as single examples, and judges them class by class: harmonic mean of precision and recall. */
export const macroFOne = (({ rows }: Confusion) => {
  const examples = rows.flatMap((row, truth) =>
    row.flatMap((count, guess) => Array.from({ length: count }, () => ({ truth, guess }))),
  );
  let sum = 0;
  for (const name of rows.keys()) {
    const actual = examples.filter(({ truth }) => truth === name);
    const claimed = examples.filter(({ guess }) => guess === name);
    const recall = actual.filter(({ guess }) => guess === name).length / actual.length;
    const precision = claimed.filter(({ truth }) => truth === name).length / claimed.length;
    sum += (2 * precision * recall) / (precision + recall);
  }
  return sum / rows.length;
}) as SecondKey;
