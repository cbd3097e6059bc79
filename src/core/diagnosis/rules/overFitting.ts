import { placeOn, type Curve, type ModelFacts } from '../modelFacts.ts';
import { median, noiseOf } from '../statistics/median.ts';
import { theilSen } from '../statistics/trend.ts';
import { fitValley } from '../statistics/valley.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Found, type Rule } from './rule.ts';

/** Validation loss rises from some epoch on while training loss falls: what is learned from there on is learned by heart. */
export const overFitting: Rule = ({ loss }: ModelFacts): Found | undefined => {
  const { train, validation } = loss;
  if (!train || !validation || validation.values.length < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.overFitting;
  const { values } = validation;
  const { at, fit } = fitValley(values);
  const after = values.slice(at + 1);
  if (after.length < limits.fewestAfter) return undefined;
  const lowest = fit[at] ?? NaN;
  const late = after.slice(-Math.ceil(after.length / 2));
  const last = median(late);
  const noise = noiseOf(values);
  const rise = last - lowest - limits.lowestBias * noise;
  const error = noise * Math.sqrt(1 / late.length + 1 / Math.max(1, Math.min(3, at))) + 1e-9;
  return {
    code: 'over-fitting',
    severity: 'warning',
    confidence: Math.min(
      confidence(rise / Math.abs(lowest), limits.rise),
      confidence(rise / error, limits.certainty),
      confidence(trainingFall(train, at), limits.trainingFall),
    ),
    place: placeOn(validation, at, values.length - 1),
    evidence: {
      best: (validation.steps[at] ?? 0) + 1,
      from: (validation.steps[at + 1] ?? 0) + 1,
      lowest,
      last: values.at(-1) ?? NaN,
      training: train.values.at(-1) ?? NaN,
    },
  };
};

/** By how much training loss falls from there on, as a share of its level there. */
function trainingFall({ values }: Curve, from: number): number {
  const after = values.slice(from);
  return (-theilSen(after) * (after.length - 1)) / Math.max(1e-12, median(after.slice(0, 3)));
}
