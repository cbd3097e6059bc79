import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';

/** One cell of the matrix in words: "7 taken for 1: 14 mistakes". */
export function cellSentence(
  { truth, predicted, count }: { truth: string; predicted: string; count: number },
  isRight: boolean,
  locale: Locale,
): string {
  const word = isRight
    ? count === 0
      ? 'cellNoneRight'
      : 'cellRight'
    : count === 0
      ? 'cellNone'
      : count === 1
        ? 'cellMistake'
        : 'cellMistakes';
  return fill(runWords[word][locale], { truth, predicted, count });
}
