import { courseShape } from '../courseShape.ts';
import { placeOn } from '../modelFacts.ts';
import { median, noiseOf } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence, type Rule } from './rule.ts';

/** A validation loss that jumps where training does not: too few samples were held out to tell good from better. */
export const noisyValidation: Rule = (facts) => {
  const { loss, start, evaluation } = facts;
  const { validation } = loss;
  const shape = courseShape(facts);
  if (!validation || !shape || validation.values.length < thresholds.fewestEpochs) return undefined;
  const limits = thresholds.noisyValidation;
  const settled = validation.values.slice(Math.floor(validation.values.length / 3));
  const noise = noiseOf(settled);
  const level = median(settled);
  return {
    code: 'noisy-validation',
    severity: 'hint',
    confidence: Math.min(
      confidence(noise / level, limits.roughness),
      confidence(noise / start, limits.share),
      confidence(noise / Math.max(shape.noise, 1e-9), limits.overTraining),
    ),
    place: placeOn(validation, 0, validation.values.length - 1),
    evidence: { swing: 2 * noise, level, ...(evaluation ? { samples: evaluation.truth.length } : {}) },
  };
};
