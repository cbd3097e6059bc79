import type { Evaluation } from '../../protocol/run.ts';

/** Mistakes the model was surest of, or right answers it was least sure of. */
export type SampleRanking = 'confident-wrong' | 'unsure-right';

export interface SampleFilter {
  truth?: number | undefined;
  predicted?: number | undefined;
}

export interface RankedSamples {
  /** How many samples there are; `indices` has the first of them. */
  total: number;
  /** Positions in the evaluation. */
  indices: number[];
}

/**
 * The samples worth looking at: always in the same order, ties by position, those without a probability last. Samples whose
 * label is no class are neither right nor wrong.
 */
export function rankedSamples(
  {
    classCount,
    truth,
    predicted,
    confidence,
  }: Pick<Evaluation, 'classCount' | 'truth' | 'predicted' | 'confidence'>,
  ranking: SampleRanking,
  filter: SampleFilter,
  limit: number,
): RankedSamples {
  const wantsRight = ranking === 'unsure-right';
  const indices: number[] = [];
  truth.forEach((label, sample) => {
    const answer = predicted[sample];
    if (label >= classCount || (label === answer) !== wantsRight) return;
    if (filter.truth !== undefined && filter.truth !== label) return;
    if (filter.predicted !== undefined && filter.predicted !== answer) return;
    indices.push(sample);
  });
  const sign = wantsRight ? 1 : -1;
  const rank = (sample: number): number => {
    const value = (confidence[sample] ?? NaN) * sign;
    return Number.isNaN(value) ? Infinity : value;
  };
  indices.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
  return { total: indices.length, indices: indices.slice(0, limit) };
}

/** The classes with the highest probabilities for one sample, ties by class; fewer where there are fewer numbers. */
export function topClasses(
  { classCount, scores }: Pick<Evaluation, 'classCount' | 'scores'>,
  sample: number,
  k: number,
): { index: number; probability: number }[] {
  if (!scores) return [];
  const top: { index: number; probability: number }[] = [];
  for (let index = 0; index < classCount; index++) {
    const probability = scores[sample * classCount + index] ?? NaN;
    if (!Number.isFinite(probability)) continue;
    if (top.length === k && probability <= (top.at(-1)?.probability ?? 0)) continue;
    const place = top.findIndex((one) => one.probability < probability);
    top.splice(place < 0 ? top.length : place, 0, { index, probability });
    if (top.length > k) top.pop();
  }
  return top;
}
