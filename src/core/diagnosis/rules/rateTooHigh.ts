import { courseShape } from '../courseShape.ts';
import { placeOn } from '../modelFacts.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/**
 * A training loss that leaps up and down instead of falling: near the edge of stability, `rate × largest curvature ≈ 2`, an
 * update overshoots the valley it aims at (LeCun et al. 1998, Efficient BackProp, section 5).
 */
export const rateTooHigh: Rule = (facts) => {
  const { course } = facts;
  const shape = courseShape(facts);
  if (!course || !shape || shape.count < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.rateTooHigh;
  const factor = course.info.scale === 'batch' ? limits.batchFactor : 1;
  const { noise, level, start, end } = shape;
  return {
    code: 'rate-too-high',
    severity: 'problem',
    confidence: Math.min(
      confidence(noise / level / factor, limits.roughness),
      confidence(noise / start / factor, limits.share),
      confidence(end / start, limits.endShare),
    ),
    place: placeOn(course, Math.floor(shape.count / 3), shape.count - 1),
    evidence: { swing: 2 * noise, level },
  };
};
