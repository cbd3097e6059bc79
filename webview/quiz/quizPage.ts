import type { quizWords } from '../../src/core/words/quiz.ts';
import type { LocalText } from '../../src/protocol/locale.ts';
import type { QuizItemView } from '../../src/protocol/quizSurface.ts';
import { renderInlineMarkdown, renderMarkdown, type MarkdownHost } from '../lib/markdown/markdown.ts';
import type { Words } from '../lib/words.ts';
import type { Draft } from './drafts.ts';

export type QuizWords = Words<typeof quizWords>;

/** What the parts of a question's page share. */
export interface ItemPart {
  view: QuizItemView;
  draft: Draft;
  words: QuizWords;
  /** Markdown in the language of the page. */
  block: (text: LocalText) => DocumentFragment;
  inline: (text: LocalText) => DocumentFragment;
  /** Its words alone, for labels and announcements. */
  plain: (text: LocalText) => string;
  submit: () => void;
}

/** The field where a question is answered. */
export interface AnswerField {
  element: HTMLElement;
  /** Chooses by number key, 1 for the first option; only where there are options to choose from. */
  choose?: (number: number) => void;
  focus: () => void;
}

/** Questions have no pictures, and their links lead nowhere: the lesson is the place for those. */
const markdownHost: MarkdownHost = { labels: { copyCode: '', copied: '', pictureMissing: '' } };

export function createTexts(locale: keyof LocalText): Pick<ItemPart, 'block' | 'inline' | 'plain'> {
  const inline = (text: LocalText): DocumentFragment => renderInlineMarkdown(text[locale], markdownHost);
  return {
    inline,
    block: (text) => renderMarkdown(text[locale], markdownHost),
    plain: (text) => plainWords(inline(text)),
  };
}

/** Mathematics is drawn twice, for eyes and as MathML: its source is read once. */
function plainWords(fragment: DocumentFragment): string {
  for (const math of fragment.querySelectorAll('.katex'))
    math.replaceWith(math.querySelector('annotation')?.textContent ?? '');
  return fragment.textContent;
}
