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
  const [training, held] = [median(train.values.slice(from)), median(validation.values.slice(from))];
  // These two numbers stand in the sentence: what they contradict is not said.
  if (!(held < training)) return undefined;
  // An epoch's training loss is its mean, as it was in the middle of the epoch: at the end, where validation is taken, it has
  // come half of the way to the next one.
  const gaps = validation.values.slice(from, -1).map((value, index) => {
    const trained = ((train.values[from + index] ?? NaN) + (train.values[from + index + 1] ?? NaN)) / 2;
    return (trained - value) / Math.abs(trained);
  });
  const better = gaps.filter((gap) => gap > 0).length / gaps.length;
  return {
    code: 'validation-better',
    severity: 'hint',
    confidence: Math.min(confidence(median(gaps), limits.gap), confidence(better, limits.steady)),
    place: placeOn(validation, from, validation.values.length - 1),
    evidence: { training, held },
  };
};
