import type { SecondKey } from '../../template.ts';

interface MaskedBatch extends Record<string, unknown> {
  first: readonly number[];
  second: readonly number[];
  firstLength: number;
  secondLength: number;
}

/** Drops the padding and keeps a running mean of what is left. */
export const maskedLoss = (({ first, second, firstLength, secondLength }: MaskedBatch) => {
  const left = [...first.slice(0, firstLength), ...second.slice(0, secondLength)];
  let mean = 0;
  for (const [index, loss] of left.entries()) mean += (loss - mean) / (index + 1);
  return mean;
}) as SecondKey;
