import type { ItemResult, NumericItem } from '../../protocol/quiz.ts';
import { gradingWords } from '../words/grading.ts';
import { parseNumber } from './parseNumber.ts';
import { isWithin } from './quantity.ts';
import type { Quantity } from './quantity.ts';

/**
 * Grades a typed number. The right answer is looked for before the known mistakes, and a mistake matches by value:
 * `9*3` and `27` are the same mistake. A mistake gets the item's tolerance too, since it was reached by the same
 * rounding; of several that match, one that is exactly the entry speaks.
 */
export function gradeNumeric(item: NumericItem, text: string): ItemResult {
  const { explanation } = item;
  const entered = readEntry(item, text);
  const answer = parseNumber(item.answer);
  if (!entered || !answer) {
    const feedback = [{ text: gradingWords.unreadableNumber, correct: false }];
    return { score: 0, correct: false, unreadable: true, feedback, explanation };
  }
  if (isWithin(entered, answer, item.tolerance))
    return {
      score: 1,
      correct: true,
      feedback: [{ text: gradingWords.rightNumber, correct: true }],
      explanation,
    };
  const mistake = nearestMistake(item, entered);
  const feedback = [{ text: mistake ?? item.otherwise, correct: false }];
  return { score: 0, correct: false, feedback, explanation };
}

/** The entry with or without the item's unit behind it: `224 MB` where the unit is MB, `50 %` where it is %. */
function readEntry(item: NumericItem, text: string): Quantity | undefined {
  const plain = text.normalize('NFKC').trim();
  for (const unit of Object.values(item.unit ?? {})) {
    const ending = unit.normalize('NFKC').trim();
    const isWritten = ending !== '' && plain.toLowerCase().endsWith(ending.toLowerCase());
    const entered = isWritten ? parseNumber(text.trim().slice(0, -ending.length)) : undefined;
    if (entered) return entered;
  }
  return parseNumber(text);
}

function nearestMistake(item: NumericItem, entered: Quantity): NumericItem['otherwise'] | undefined {
  const matches = item.mistakes.filter((mistake) => {
    const value = parseNumber(mistake.value);
    return value !== undefined && isWithin(entered, value, item.tolerance);
  });
  const exact = matches.find((mistake) => {
    const value = parseNumber(mistake.value);
    return value !== undefined && isWithin(entered, value, 0);
  });
  return (exact ?? matches[0])?.feedback;
}
