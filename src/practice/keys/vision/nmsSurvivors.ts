import type { SecondKey } from '../../template.ts';

interface Row extends Record<string, unknown> {
  width: number;
  threshold: number;
  lefts: readonly number[];
  scores: readonly number[];
}

/** As it is defined: takes the best box out of those left and strikes out its neighbours, until none is left. */
export const nmsSurvivors = (({ width, threshold, lefts, scores }: Row) => {
  const left = new Map(scores.map((score, index) => [score, lefts[index] ?? 0]));
  let rounds = 0;
  while (left.size > 0) {
    rounds++;
    const best = Math.max(...left.keys());
    const start = left.get(best) ?? 0;
    left.delete(best);
    for (const [score, other] of [...left]) {
      const intersection = Math.min(start, other) + width - Math.max(start, other);
      const union = Math.max(start, other) + width - Math.min(start, other);
      if (intersection / union > threshold) left.delete(score);
    }
  }
  return rounds;
}) as SecondKey;
