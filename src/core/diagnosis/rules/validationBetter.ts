import { placeOn } from '../modelFacts.ts';
import { median } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** Validation loss below training loss throughout: looks wrong, and is what dropout and augmentation do. */
export const validationBetter: Rule = ({ loss }) => {
  const { train, validation } = loss;
  if (!train || !validation || validation.values.length < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.validationBetter;
  const from = Math.floor(validation.values.length / 2);
  const gaps = validation.values.slice(from).map((value, index) => {
    const trained = train.values[from + index] ?? NaN;
    return (trained - value) / Math.abs(trained);
  });
  const better = gaps.filter((gap) => gap > 0).length / gaps.length;
  return {
    code: 'validation-better',
    severity: 'hint',
    confidence: Math.min(confidence(median(gaps), limits.gap), confidence(better, limits.steady)),
    place: placeOn(validation, from, validation.values.length - 1),
    evidence: { training: train.values.at(-1) ?? NaN, last: validation.values.at(-1) ?? NaN },
  };
};
