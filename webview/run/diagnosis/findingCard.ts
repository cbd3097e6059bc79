import type { Finding, FindingSeverity } from '../../../src/core/diagnosis/finding.ts';
import { findingConcepts } from '../../../src/core/diagnosis/findingConcepts.ts';
import { findingText, findingTitle } from '../../../src/core/diagnosis/findingText.ts';
import { diagnosisWords } from '../../../src/core/words/diagnosis.ts';
import type { ConceptLesson } from '../../../src/protocol/conceptLesson.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { button, iconButton } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { icon, type IconName } from '../../lib/icons/icon.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';

export interface FindingCardOptions {
  locale: Locale;
  /** Whether the model has to be named. */
  hasModels: boolean;
  lesson: ConceptLesson | undefined;
  onShow: () => void;
  onOpenLesson: (lessonId: string) => void;
  onDismiss: () => void;
}

export interface FindingCard {
  readonly element: HTMLElement;
  /** The same finding with newer numbers. */
  update(finding: Finding, classNames: readonly string[]): void;
}

const icons: Readonly<Record<FindingSeverity, IconName>> = {
  problem: 'error',
  warning: 'warning',
  hint: 'lightbulb',
};
const severityWord = {
  problem: 'severityProblem',
  warning: 'severityWarning',
  hint: 'severityHint',
} as const satisfies Record<FindingSeverity, keyof typeof diagnosisWords>;

/** One finding: what is seen, what it means, and where to go from here. */
export function createFindingCard(finding: Finding, options: FindingCardOptions): FindingCard {
  const words = createWords(diagnosisWords, options.locale);
  const title = findingTitle(finding, options.locale, options.hasModels);
  const evidence = h('p', { class: 'finding-evidence' });
  const advice = h('p', { class: 'finding-advice muted' });
  const { lesson } = options;
  const actions = h('div', { class: 'finding-actions' }, [
    finding.place &&
      button({
        icon: 'graph-line',
        label: words('showOnCurve'),
        describe: words('showNamed', { title }),
        onClick: options.onShow,
      }),
    lesson &&
      button({
        icon: 'book',
        label: words('lesson', { title: lesson.title }),
        onClick: () => options.onOpenLesson(lesson.lessonId),
      }),
  ]);
  const element = h(
    'li',
    { class: 'finding', 'data-severity': finding.severity, 'data-code': finding.code },
    [
      icon(icons[finding.severity], { class: 'finding-icon' }),
      h('div', { class: 'finding-words' }, [
        h('h3', { class: 'finding-title' }, [
          h('span', { class: 'visually-hidden' }, `${words(severityWord[finding.severity])}: `),
          title,
        ]),
        evidence,
        advice,
        actions,
      ]),
      iconButton({ icon: 'close', label: words('dismissNamed', { title }), onClick: options.onDismiss }),
    ],
  );
  return {
    element,
    update(latest, classNames) {
      const text = findingText(latest, options.locale, classNames);
      setText(evidence, text.evidence);
      setText(advice, text.advice);
    },
  };
}

/** The installed lesson that explains a finding best. */
export function lessonFor({ code }: Finding, lessons: readonly ConceptLesson[]): ConceptLesson | undefined {
  for (const concept of findingConcepts[code]) {
    const found = lessons.find(({ concepts }) => concepts.includes(concept));
    if (found) return found;
  }
  return undefined;
}
