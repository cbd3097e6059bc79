import type { Evaluation } from '../../protocol/run.ts';

/** The same for all evaluations of one model's output on one split. */
export function evaluationKey({
  model,
  output,
  split,
}: Pick<Evaluation, 'model' | 'output' | 'split'>): string {
  return JSON.stringify([model, split, ...(output === undefined ? [] : [output])]);
}

/** The same without class probabilities. */
export function withoutScores(evaluation: Evaluation): Evaluation {
  if (!evaluation.scores) return evaluation;
  const copy = { ...evaluation };
  delete copy.scores;
  return copy;
}

/**
 * Adds an evaluation. Class probabilities are kept of the latest of each model, output and split only: an evaluation an
 * epoch would fill the memory with them.
 */
export function addEvaluation(evaluations: Evaluation[], added: Evaluation): void {
  const key = evaluationKey(added);
  const before = evaluations.findLastIndex((one) => evaluationKey(one) === key);
  const last = evaluations[before];
  if (last) evaluations[before] = withoutScores(last);
  evaluations.push(added);
}

/** A stored list under the same rule. */
export function withLatestScores(evaluations: readonly Evaluation[]): Evaluation[] {
  const kept: Evaluation[] = [];
  for (const evaluation of evaluations) addEvaluation(kept, evaluation);
  return kept;
}
