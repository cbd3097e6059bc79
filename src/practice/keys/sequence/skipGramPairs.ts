import type { SecondKey } from '../../template.ts';

interface SkipGram extends Record<string, unknown> {
  n: number;
  w: number;
}

/** Takes every token as the center and looks at every position of its window. */
export const skipGramPairs = (({ n, w }: SkipGram) => {
  let count = 0;
  for (let center = 0; center < n; center++)
    for (let context = center - w; context <= center + w; context++)
      if (context !== center && context >= 0 && context < n) count++;
  return count;
}) as SecondKey;
