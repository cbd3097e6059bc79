import type { Evaluation } from '../../protocol/run.ts';

export interface CellSample {
  /** Position in the evaluation. */
  index: number;
  /** Probability the model gave to its own answer, 0..1. */
  confidence: number;
}

/**
 * The samples of one confusion-matrix cell, most confident first (the mistakes worth looking at), ties by position.
 *
 * @param limit how many to give at most; `total` counts all of them
 */
export function cellSamples(
  evaluation: Pick<Evaluation, 'truth' | 'predicted' | 'confidence'>,
  truth: number,
  predicted: number,
  limit: number,
): { total: number; samples: CellSample[] } {
  const samples: CellSample[] = [];
  evaluation.truth.forEach((label, index) => {
    if (label === truth && evaluation.predicted[index] === predicted) {
      samples.push({ index, confidence: evaluation.confidence[index] ?? 0 });
    }
  });
  samples.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  return { total: samples.length, samples: samples.slice(0, limit) };
}
