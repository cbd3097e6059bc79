import { fill } from '../../protocol/locale.ts';
import type { LocalText } from '../../protocol/locale.ts';
import type { ItemResult, ShapeItem } from '../../protocol/quiz.ts';
import { gradingWords } from '../words/grading.ts';
import { formatShape, isSameShape, parseShape } from './parseShape.ts';
import type { Shape } from './parseShape.ts';

/**
 * Grades a typed tensor shape. The author's known mistakes speak first; then, where the answer starts with the batch
 * dimension, a shape that lacks it or gives it a size hears so.
 */
export function gradeShape(item: ShapeItem, text: string): ItemResult {
  const { explanation } = item;
  const entered = parseShape(text);
  if (!entered) {
    const feedback = [{ text: gradingWords.unreadableShape, correct: false }];
    return { score: 0, correct: false, unreadable: true, feedback, explanation };
  }
  if (isSameShape(entered, item.answer)) {
    const feedback = [
      { text: filled(gradingWords.rightShape, { shape: formatShape(entered) }), correct: true },
    ];
    return { score: 1, correct: true, feedback, explanation };
  }
  const mistake = item.mistakes.find(({ value }) => isSameShape(entered, value))?.feedback;
  const feedback = [{ text: mistake ?? batchRemark(item.answer, entered) ?? item.otherwise, correct: false }];
  return { score: 0, correct: false, feedback, explanation };
}

function batchRemark(answer: Shape, entered: Shape): LocalText | undefined {
  if (answer[0] !== null) return undefined;
  const sizes = answer.slice(1);
  if (isSameShape(entered, sizes)) return filled(gradingWords.batchMissing, { shape: formatShape(answer) });
  const [batch, ...rest] = entered;
  if (typeof batch !== 'number' || !isSameShape(rest, sizes)) return undefined;
  return filled(gradingWords.batchFixed, { size: batch });
}

function filled(text: LocalText, slots: Readonly<Record<string, string | number>>): LocalText {
  return {
    en: fill(text.en, slots),
    'zh-TW': fill(text['zh-TW'], slots),
    'zh-CN': fill(text['zh-CN'], slots),
  };
}
