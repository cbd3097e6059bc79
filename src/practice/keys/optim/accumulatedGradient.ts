import type { SecondKey } from '../../template.ts';

interface Accumulation extends Record<string, unknown> {
  sizes: number[];
  means: number[];
}

/** Goes through the examples one by one and keeps a running mean. */
export const accumulatedGradient = (({ sizes, means }: Accumulation) => {
  const examples = means.flatMap((mean, index) => Array.from({ length: sizes[index] ?? 0 }, () => mean));
  let mean = 0;
  for (const [index, gradient] of examples.entries()) mean += (gradient - mean) / (index + 1);
  return mean;
}) as SecondKey;
