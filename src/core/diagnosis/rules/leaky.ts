import { placeOn } from '../modelFacts.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** Validation that is perfect from the first epoch on: an easy task, or held-out samples that are not held out. */
export const leaky: Rule = ({ accuracy, loss, start }) => {
  const limits = thresholds.leaky;
  const curve = accuracy.validation ?? loss.validation;
  if (!curve || curve.values.length < 3) return undefined;
  const perfect = (value: number): number =>
    accuracy.validation
      ? confidence(value, limits.firstAccuracy)
      : confidence(value / start, limits.firstLossShare);
  return {
    code: 'leaky',
    severity: 'warning',
    confidence: Math.min(...curve.values.slice(0, 3).map(perfect)),
    place: placeOn(curve, 0, curve.values.length - 1),
    evidence: { first: curve.values[0] ?? NaN },
  };
};
