import { thresholds } from '../thresholds.ts';
import { classCounts, indexOfLargest } from './predictions.ts';
import { confidence, type Rule } from './rule.ts';

/** A classifier that gives the same answer to everything. */
export const oneClass: Rule = ({ evaluation }) => {
  const limits = thresholds.oneClass;
  if (!evaluation || evaluation.classCount < 2 || evaluation.truth.length < limits.samplesAtLeast)
    return undefined;
  const { samples, truth, predicted } = classCounts(evaluation);
  const favourite = indexOfLargest(predicted);
  const answered = (predicted[favourite] ?? 0) / samples;
  const isTrue = (truth[favourite] ?? 0) / samples;
  return {
    code: 'one-class',
    severity: 'problem',
    // Held-out data that is of one class itself says nothing.
    confidence: isTrue > 0.95 ? 0 : confidence(answered, limits.predictedShare),
    evidence: { class: favourite, answered, share: isTrue, samples },
  };
};
