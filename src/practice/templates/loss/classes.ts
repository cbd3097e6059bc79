import type { Draw } from '../../draw.ts';
import { total } from '../../lists.ts';
import { operand } from '../../written.ts';

/** Names of classes: letters, so that they are not taken for scores. */
const classNames = ['A', 'B', 'C', 'D'] as const;

export const nameOf = (index: number): string => classNames[index] ?? '';

export const namesUpTo = (count: number): string => classNames.slice(0, count).join(', ');

/** Logits of three or four classes, no two the same in most draws. */
export const drawLogits = (draw: Draw, count: number): number[] =>
  draw.list(count, () => draw.decimal(-1.5, 3, 1));

export const softmax = (scores: readonly number[]): number[] => {
  const powers = scores.map((score) => Math.exp(score));
  return powers.map((power) => power / total(powers));
};

export const termsAdded = (values: readonly number[]): string => values.map(operand).join(' + ');
