import { courseShape } from '../courseShape.ts';
import { placeOn } from '../modelFacts.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** A loss that falls slowly and in a straight line: each update is a tiny part of the way. */
export const rateTooLow: Rule = (facts) => {
  const { course } = facts;
  const shape = courseShape(facts);
  if (!course || !shape || shape.count < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.rateTooLow;
  return {
    code: 'rate-too-low',
    severity: 'warning',
    confidence: Math.min(
      confidence(shape.fallShare, limits.fallShare),
      confidence(shape.straightness, limits.straightness),
      confidence(shape.trend, limits.trend),
    ),
    place: placeOn(course, 0, shape.count - 1),
    evidence: { first: shape.start, last: shape.end, share: shape.fallShare },
  };
};
