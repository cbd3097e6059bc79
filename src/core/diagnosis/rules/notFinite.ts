import { placeOn } from '../modelFacts.ts';
import type { Rule } from './rule.ts';

/** A loss that is NaN or infinite: from there on the weights are lost. */
export const notFinite: Rule = ({ batches, loss }) => {
  for (const curve of [batches, loss.train, loss.validation]) {
    if (curve?.badStep === undefined) continue;
    const lastFinite = curve.values[curve.steps.findLastIndex((step) => step < (curve.badStep ?? 0))];
    return {
      code: 'not-finite',
      severity: 'problem',
      confidence: 1,
      place: { ...placeOn(curve, 0, 0), fromStep: curve.badStep, toStep: curve.badStep },
      evidence: { at: curve.badStep + 1, ...(lastFinite === undefined ? {} : { before: lastFinite }) },
    };
  }
  return undefined;
};
