import { courseShape, type CourseShape } from '../courseShape.ts';
import { placeOn, type ModelFacts } from '../modelFacts.ts';
import { median } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Found } from './rule.ts';

/** Training accuracy at the end, where it is known. */
function accuracyOf({ accuracy }: ModelFacts): number | undefined {
  const values = accuracy.train?.values;
  return values && median(values.slice(-3));
}

/** Validation over training loss at the end, less one; 0 without validation. */
function gapOf({ loss }: ModelFacts, end: number): number {
  const values = loss.validation?.values;
  return values ? median(values.slice(-Math.max(3, Math.ceil(values.length / 10)))) / end - 1 : 0;
}

function flatness(shape: CourseShape, limit: readonly [number, number]): number {
  return confidence((shape.count - shape.flatFrom) / shape.count, limit);
}

function found(
  code: 'under-fitting' | 'plateau',
  certainty: number,
  facts: ModelFacts,
  shape: CourseShape,
): Found | undefined {
  const { course } = facts;
  if (!course) return undefined;
  const from = Math.min(shape.flatFrom, shape.count - 1);
  return {
    code,
    severity: code === 'plateau' ? 'hint' : 'warning',
    confidence: certainty,
    place: placeOn(course, from, shape.count - 1),
    evidence: {
      from: (course.steps[from] ?? 0) + 1,
      last: shape.end,
      first: shape.start,
      count: (course.steps.at(-1) ?? 0) - (course.steps[from] ?? 0) + 1,
    },
  };
}

/** Training and validation stand still, both high: the network cannot say what there is to say. */
export function underFitting(facts: ModelFacts): Found | undefined {
  const shape = courseShape(facts);
  if (!shape || shape.count < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.underFitting;
  const right = accuracyOf(facts);
  const certainty = Math.min(
    confidence(shape.end / shape.start, limits.level),
    right === undefined ? 1 : confidence(right, limits.accuracy),
    flatness(shape, limits.flatShare),
    confidence(gapOf(facts, shape.end), limits.gap),
  );
  return found('under-fitting', certainty, facts, shape);
}

/** The loss has long stopped falling, at a level that leaves something to wish for. */
export function plateau(facts: ModelFacts): Found | undefined {
  const shape = courseShape(facts);
  if (!shape || shape.count - shape.flatFrom < thresholds.plateau.fewestFlat) return undefined;
  const limits = thresholds.plateau;
  const right = accuracyOf(facts);
  const certainty = Math.min(
    confidence(shape.end / shape.start, limits.level),
    right === undefined ? 1 : confidence(right, limits.accuracy),
    flatness(shape, limits.flatShare),
  );
  return found('plateau', certainty, facts, shape);
}
