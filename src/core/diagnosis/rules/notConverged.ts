import { courseShape } from '../courseShape.ts';
import { placeOn } from '../modelFacts.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** Still falling when the run ended. */
export const notConverged: Rule = (facts) => {
  const { course } = facts;
  const shape = courseShape(facts);
  if (!course || !shape || facts.isRunning || shape.count < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.notConverged;
  const lastFall = shape.lateShare * (shape.start - shape.end);
  return {
    code: 'not-converged',
    severity: 'hint',
    confidence: Math.min(
      confidence(shape.lateShare, limits.lateShare),
      confidence(shape.lateTrend, limits.trend),
      confidence(lastFall / shape.end, limits.gain),
    ),
    place: placeOn(course, Math.floor((2 * shape.count) / 3), shape.count - 1),
    evidence: {
      last: shape.end,
      share: lastFall / (shape.end + lastFall),
      count: Math.round(course.recorded / 3),
    },
  };
};
