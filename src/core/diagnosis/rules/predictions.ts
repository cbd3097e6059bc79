import type { Evaluation } from '../../../protocol/run.ts';

export interface ClassCounts {
  samples: number;
  /** By class. */
  truth: number[];
  predicted: number[];
  right: number[];
}

export function classCounts({ classCount, truth, predicted }: Evaluation): ClassCounts {
  const zeros = (): number[] => new Array<number>(classCount).fill(0);
  const counts: ClassCounts = { samples: truth.length, truth: zeros(), predicted: zeros(), right: zeros() };
  const addTo = (column: number[], label: number): void => {
    column[label] = (column[label] ?? 0) + 1;
  };
  truth.forEach((label, index) => {
    const answer = predicted[index];
    addTo(counts.truth, label);
    if (answer === undefined) return;
    addTo(counts.predicted, answer);
    if (answer === label) addTo(counts.right, label);
  });
  return counts;
}

export function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}
