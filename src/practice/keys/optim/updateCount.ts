import type { SecondKey } from '../../template.ts';

interface Training extends Record<string, unknown> {
  examples: number;
  batch: number;
  epochs: number;
}

/** Runs the training loop with nothing in it. */
export const updateCount = (({ examples, batch, epochs }: Training) => {
  let count = 0;
  for (let epoch = 0; epoch < epochs; epoch++) for (let start = 0; start < examples; start += batch) count++;
  return count;
}) as SecondKey;
