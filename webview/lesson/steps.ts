import type { lessonWords } from '../../src/core/words/lesson.ts';
import type { LessonSnapshot, LessonStepView, StepState } from '../../src/protocol/lessonSurface.ts';
import type { StepManifest } from '../../src/protocol/pack.ts';
import { button } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';
import { icon, type IconName } from '../lib/icons/icon.ts';
import type { Words } from '../lib/words.ts';

type LessonWords = Words<typeof lessonWords>;

/** What pressing a step, or the one button for the next thing to do, leads to. */
export interface StepTargets {
  read: () => void;
  /** By id or by folder name, as the step has it. */
  openExercise: (name: string) => void;
  openQuiz: () => void;
  openLesson: (lessonId: string) => void;
}

const stateIcons: Readonly<Record<StepState, IconName>> = {
  todo: 'circle-large',
  doing: 'circle-large',
  done: 'pass-filled',
};

const stateWords = { todo: 'stateTodo', doing: 'stateDoing', done: 'stateDone' } as const;

/** The mark of a state: an empty, half or ticked circle. The half one is drawn in style.css, codicons have none. */
export function stateIcon(state: StepState): HTMLElement {
  return icon(stateIcons[state], { class: `step-mark step-${state}` });
}

export function stateText(state: StepState, words: LessonWords): string {
  return words(stateWords[state]);
}

function go(step: StepManifest, targets: StepTargets): void {
  if (step.kind === 'read') targets.read();
  if (step.kind === 'exercise') targets.openExercise(step.exercise);
  if (step.kind === 'quiz') targets.openQuiz();
}

/** The check list of a lesson; each entry leads to its step. */
export function stepList(
  steps: readonly LessonStepView[],
  words: LessonWords,
  targets: StepTargets,
): HTMLElement {
  const entries = steps.map(({ step, title, state }, index) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          class: 'plain-button step',
          type: 'button',
          id: `step-${index}`,
          on: { click: () => go(step, targets) },
        },
        [
          stateIcon(state),
          h('span', { class: 'step-title' }, title || titleOf(step, words)),
          h('span', { class: 'visually-hidden' }, `, ${stateText(state, words)}`),
        ],
      ),
    ),
  );
  return h('ol', { class: 'steps', 'aria-label': words('steps') }, entries);
}

function titleOf(step: StepManifest, words: LessonWords): string {
  if (step.kind === 'read') return words('stepRead');
  return step.kind === 'quiz' ? words('stepQuiz') : words('exercise');
}

/** The button for the first step that is not done, or for the next lesson; `undefined` after the very last one. */
export function nextButton(
  snapshot: LessonSnapshot,
  words: LessonWords,
  targets: StepTargets,
  place: { id: string; appearance: 'primary' | 'secondary' },
): HTMLElement | undefined {
  const next = nextAction(snapshot, words, targets);
  if (!next) return undefined;
  const element = button({ ...next, appearance: place.appearance });
  element.id = place.id;
  return element;
}

function nextAction(
  { steps, next, scroll }: LessonSnapshot,
  words: LessonWords,
  targets: StepTargets,
): { label: string; describe?: string; onClick: () => void } | undefined {
  const open = steps.find(({ state }) => state !== 'done');
  if (!open)
    return next && { label: words('nextLesson', next), onClick: () => targets.openLesson(next.lessonId) };
  const started = open.state === 'doing';
  const onClick = (): void => go(open.step, targets);
  switch (open.step.kind) {
    case 'read':
      return { label: words(started || scroll > 0.02 ? 'continueReading' : 'startReading'), onClick };
    case 'exercise': {
      const label = words(started ? 'continueExercise' : 'openExercise');
      return { label, describe: `${label}: ${open.title}`, onClick };
    }
    case 'quiz':
      return { label: words(started ? 'continueQuiz' : 'startQuiz'), onClick };
  }
}
