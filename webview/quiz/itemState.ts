import type { QuizItemView, QuizSnapshot } from '../../src/protocol/quizSurface.ts';
import type { IconName } from '../lib/icons/glyphs.ts';

/** How a question stands. */
export type ItemState = 'open' | 'right' | 'partly' | 'wrong';

export const stateIcons: Readonly<Record<ItemState, IconName>> = {
  open: 'circle-large',
  right: 'pass-filled',
  partly: 'circle-large',
  wrong: 'error',
};

export const stateWords = {
  open: 'stateOpen',
  right: 'stateRight',
  partly: 'statePartly',
  wrong: 'stateWrong',
} as const;

export function stateOf({ answered }: QuizItemView): ItemState {
  if (!answered) return 'open';
  const { correct, score } = answered.result;
  if (correct) return 'right';
  return score > 0 ? 'partly' : 'wrong';
}

/** How many questions stand how. */
export function countStates({ items }: QuizSnapshot): Readonly<Record<ItemState, number>> {
  const counts = { open: 0, right: 0, partly: 0, wrong: 0 };
  for (const view of items) counts[stateOf(view)] += 1;
  return counts;
}
