import type { lessonWords } from '../../../src/core/words/lesson.ts';
import { renderMarkdown, type MarkdownHost } from '../../lib/markdown/markdown.ts';
import type { Words } from '../../lib/words.ts';
import { addDirectives } from './addDirectives.ts';
import type { CodeTabs } from './codeTabs.ts';
import { createDirectiveRules } from './directiveRules.ts';

/** The part of a lesson's snapshot that its text is made from. */
export interface LessonText {
  markdown: string;
  mediaBase: string;
}

export interface LessonTextHost {
  words: Words<typeof lessonWords>;
  actions: {
    openLink: (href: string) => void;
    openLesson: (lessonId: string) => void;
    copyCode: (text: string) => void;
  };
  cards: { exercise: (exerciseId: string) => Node; quiz: (itemId?: string) => Node };
  tabs: CodeTabs;
}

/** A lesson's Markdown with our directives, as elements. */
export function renderLesson({ markdown, mediaBase }: LessonText, host: LessonTextHost): DocumentFragment {
  const { words, actions, cards, tabs } = host;
  const markdownHost: MarkdownHost = {
    labels: {
      copyCode: words('copyCode'),
      copied: words('copied'),
      pictureMissing: words('pictureMissing'),
    },
    mediaBase,
    ...actions,
  };
  const rules = createDirectiveRules({
    words,
    tabs,
    markdown: markdownHost,
    exerciseCard: cards.exercise,
    quizCard: cards.quiz,
  });
  return renderMarkdown(markdown, markdownHost, { addSyntax: addDirectives, rules });
}
