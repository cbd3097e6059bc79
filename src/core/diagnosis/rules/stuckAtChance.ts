import { courseShape } from '../courseShape.ts';
import { placeOn } from '../modelFacts.ts';
import { median } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** A classifier that guesses: accuracy 1/classes, a loss of ln(classes), and neither moves. */
export const stuckAtChance: Rule = (facts) => {
  const { classCount, course, accuracy } = facts;
  const right = accuracy.train ?? accuracy.validation;
  const shape = courseShape(facts);
  if (!classCount || classCount < 2 || !course || !shape) return undefined;
  const limits = thresholds.stuck;
  const reached = right && median(right.values.slice(-Math.max(3, Math.ceil(right.values.length / 3))));
  const isFlat = confidence(Math.abs(shape.fallShare), limits.fallShare);
  // Not every loss of a classifier is a cross-entropy, so its value is a second witness and not a condition.
  const logClasses = Math.log(classCount);
  const isLog = confidence(Math.abs(shape.end - logClasses) / logClasses, limits.fromLogClasses);
  const certainty =
    reached === undefined
      ? Math.min(isFlat, 0.8 * isLog)
      : Math.min(isFlat, confidence(Math.abs(reached - 1 / classCount), limits.aboveChance)) *
        (0.75 + 0.25 * isLog);
  // Falling by tiny steps, one as long as the other, is a learning rate that is too small and not a dead network.
  const isCreeping = Math.min(
    confidence(shape.trend, limits.creepingTrend),
    confidence(shape.straightness, limits.creepingStraightness),
  );
  return {
    code: 'stuck-at-chance',
    severity: 'problem',
    confidence: certainty * (1 - isCreeping),
    place: placeOn(course, 0, course.values.length - 1),
    evidence: {
      ...(reached === undefined ? {} : { accuracy: reached }),
      classes: classCount,
      chance: 1 / classCount,
      last: shape.end,
      guess: logClasses,
    },
  };
};
