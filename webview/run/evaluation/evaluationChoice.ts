import { runWords } from '../../../src/core/words/run.ts';
import { select } from '../../lib/controls.ts';
import { createWords } from '../../lib/words.ts';
import { evaluationKey } from '../../../src/core/evaluation/evaluationKey.ts';
import type { NumberedEvaluation, RunState } from '../runState.ts';

/** Which evaluation the matrix, the pictures and the class figures are about: the newest, until a person chooses. */
export interface EvaluationChoice {
  current(state: RunState): NumberedEvaluation | undefined;
  /** A drop-down list; nothing when there is no choice. */
  list(state: RunState): HTMLElement | undefined;
}

export function createEvaluationChoice(onDidChoose: () => void): EvaluationChoice {
  let chosen: string | undefined;
  const current = (state: RunState): NumberedEvaluation | undefined => {
    const all = state.latestEvaluations();
    return all.find(({ evaluation }) => evaluationKey(evaluation) === chosen) ?? all.at(-1);
  };
  return {
    current,
    list(state) {
      const all = state.latestEvaluations();
      const shown = current(state);
      if (all.length < 2 || !shown) return undefined;
      const words = createWords(runWords, state.locale);
      return select({
        label: words('evaluationChoice'),
        value: evaluationKey(shown.evaluation),
        options: all.map(({ evaluation }) => ({
          value: evaluationKey(evaluation),
          text: words('evaluationOf', {
            model: [evaluation.model, evaluation.output].filter(Boolean).join(' · '),
            split: words(evaluation.split),
          }),
        })),
        onChange: (value) => {
          chosen = value;
          onDidChoose();
        },
      });
    },
  };
}

/** A class's name, or its number where the data gave none. */
export function classNameOf(names: readonly string[], index: number): string {
  return names[index] ?? String(index);
}
