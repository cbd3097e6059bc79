import { assertNever } from '../../base/assert.ts';
import type { LocalText } from '../../protocol/locale.ts';
import type { ItemResult, Option, QuizAnswer, QuizItem } from '../../protocol/quiz.ts';
import { gradingWords } from '../words/grading.ts';
import { gradeNumeric } from './gradeNumeric.ts';
import { gradeShape } from './gradeShape.ts';
import { commonSubsequence } from './commonSubsequence.ts';

type ItemOf<K extends QuizItem['kind']> = Extract<QuizItem, { kind: K }>;

/**
 * Grades one answer. Partial credit: for `multiple` (right − wrong) / number of right options, at least 0; for
 * `ordering` how much of the answer is in the right order. An entry that cannot be read at all is `unreadable`: it
 * scores nothing, costs nothing, and its one remark says what would be readable.
 */
export function grade(item: QuizItem, answer: QuizAnswer): ItemResult {
  switch (item.kind) {
    case 'single':
      return gradeSingle(item, answer.kind === 'single' ? answer.option : undefined);
    case 'multiple':
      return gradeMultiple(item, answer.kind === 'multiple' ? answer.options : []);
    case 'numeric':
      return gradeNumeric(item, answer.kind === 'numeric' ? answer.text : '');
    case 'shape':
      return gradeShape(item, answer.kind === 'shape' ? answer.text : '');
    case 'ordering':
      return gradeOrdering(item, answer.kind === 'ordering' ? answer.options : []);
    default:
      return assertNever(item);
  }
}

function gradeSingle(item: ItemOf<'single'>, chosen: string | undefined): ItemResult {
  const option = item.options.find((one) => one.id === chosen);
  if (!option) return unreadable(item, gradingWords.unreadableChoice);
  const correct = option.correct === true;
  return { score: correct ? 1 : 0, correct, feedback: [remarkOn(option)], explanation: item.explanation };
}

function gradeMultiple(item: ItemOf<'multiple'>, answer: readonly string[]): ItemResult {
  const chosen = item.options.filter((option) => answer.includes(option.id));
  if (chosen.length === 0) return unreadable(item, gradingWords.unreadableChoice);
  const wanted = item.options.filter((option) => option.correct === true).length;
  const right = chosen.filter((option) => option.correct === true).length;
  const wrong = chosen.length - right;
  const feedback: ItemResult['feedback'] = chosen.map(remarkOn);
  if (right < wanted) feedback.push({ text: gradingWords.optionsMissing, correct: false });
  return {
    score: wanted === 0 ? 0 : Math.max(0, right - wrong) / wanted,
    correct: right === wanted && wrong === 0,
    feedback,
    explanation: item.explanation,
  };
}

/**
 * Scores the longest common subsequence with the right order. One entry alone is always in order, so it earns nothing:
 * (length − 1) / (entries − 1) gives 0 for the reversed order and 1 for the right one.
 */
function gradeOrdering(item: ItemOf<'ordering'>, answer: readonly string[]): ItemResult {
  const right = item.options.map((option) => option.id);
  const isPermutation = answer.length === right.length && right.every((id) => answer.includes(id));
  if (!isPermutation) return unreadable(item, gradingWords.unreadableOrder);
  const inOrder = commonSubsequence(right, answer);
  const feedback = answer.flatMap((id) => {
    const option = item.options.find((one) => one.id === id);
    return option ? [{ option: id, text: option.feedback, correct: inOrder.includes(id) }] : [];
  });
  return {
    score: right.length < 2 ? 1 : (inOrder.length - 1) / (right.length - 1),
    correct: inOrder.length === right.length,
    feedback,
    explanation: item.explanation,
  };
}

function remarkOn(option: Option): ItemResult['feedback'][number] {
  return { option: option.id, text: option.feedback, correct: option.correct === true };
}

function unreadable(item: QuizItem, text: LocalText): ItemResult {
  return {
    score: 0,
    correct: false,
    unreadable: true,
    feedback: [{ text, correct: false }],
    explanation: item.explanation,
  };
}
