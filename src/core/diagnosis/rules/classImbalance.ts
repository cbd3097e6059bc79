import { thresholds } from '../thresholds.ts';
import { classCounts } from './predictions.ts';
import { confidence, type Rule } from './rule.ts';

/** A rare class that is hardly ever recognised. */
export const classImbalance: Rule = ({ evaluation }) => {
  const limits = thresholds.imbalance;
  if (!evaluation) return undefined;
  const { truth, right } = classCounts(evaluation);
  const present = [...truth.keys()].filter((label) => (truth[label] ?? 0) >= limits.samplesAtLeast);
  if (present.length < 2) return undefined;
  const rarest = present.reduce((best, label) => ((truth[label] ?? 0) < (truth[best] ?? 0) ? label : best));
  const most = Math.max(...truth);
  const count = truth[rarest] ?? 0;
  const recall = (right[rarest] ?? 0) / count;
  return {
    code: 'class-imbalance',
    severity: 'warning',
    confidence: Math.min(confidence(most / count, limits.ratio), confidence(recall, limits.recall)),
    evidence: { class: rarest, recall, rare: count, often: most },
  };
};
