import { assertNever } from '../../src/base/assert.ts';
import type { QuizAnswer } from '../../src/protocol/quiz.ts';
import type { QuizItemView } from '../../src/protocol/quizSurface.ts';

/** An answer that a person is making up; kept while they look at other questions. */
export interface Draft {
  /** Chosen options, or all options in the order they stand now. */
  options: string[];
  text: string;
  /** What was said about an entry that could not be read, until it is changed. */
  unreadable?: string;
}

/** The answer that was given, or an empty one to begin with. */
export function draftOf({ item, order, answered }: QuizItemView): Draft {
  const answer = answered?.answer;
  switch (answer?.kind) {
    case 'single':
      return { options: [answer.option], text: '' };
    case 'multiple':
    case 'ordering':
      return { options: [...answer.options], text: '' };
    case 'numeric':
    case 'shape':
      return { options: [], text: answer.text };
    case undefined:
      return { options: item.kind === 'ordering' ? [...order] : [], text: '' };
    default:
      return assertNever(answer);
  }
}

/** The draft as an answer, or `undefined` while nothing has been chosen or entered. */
export function answerOf({ item }: QuizItemView, { options, text }: Draft): QuizAnswer | undefined {
  const [first] = options;
  switch (item.kind) {
    case 'single':
      return first === undefined ? undefined : { kind: 'single', option: first };
    case 'multiple':
    case 'ordering':
      return first === undefined ? undefined : { kind: item.kind, options };
    case 'numeric':
    case 'shape':
      return text.trim() === '' ? undefined : { kind: item.kind, text };
    default:
      return assertNever(item);
  }
}
