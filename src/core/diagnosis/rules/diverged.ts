import { placeOn } from '../modelFacts.ts';
import { median } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** A loss that ends far above where it began. */
export const diverged: Rule = ({ course, start, classCount, accuracy }) => {
  const values = course?.values ?? [];
  if (!course || values.length < 3 || !(start > 0)) return undefined;
  const end = median(values.slice(-Math.max(2, Math.ceil(values.length / 5))));
  // A loss that explodes at once is large from the first epoch on: the least of the early levels is where it began, and a
  // classifier begins by guessing.
  const guessing = classCount && (accuracy.train ?? accuracy.validation) ? Math.log(classCount) : Infinity;
  const began = Math.min(start, values[0] ?? start, guessing);
  return {
    code: 'diverged',
    severity: 'problem',
    confidence: confidence(end / began, thresholds.diverged.growth),
    place: placeOn(course, 0, values.length - 1),
    evidence: { first: began, last: end },
  };
};
