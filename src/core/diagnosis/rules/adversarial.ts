import type { Finding, RecordedRun } from '../finding.ts';
import { placeOn, type Curve, type ModelFacts } from '../modelFacts.ts';
import { median } from '../statistics/median.ts';
import { thresholds } from '../thresholds.ts';
import { confidence } from './rule.ts';

/** Two models that train against each other. */
export interface Rivals {
  generator: ModelFacts;
  discriminator: ModelFacts;
}

const courseOf = (facts: ModelFacts): Curve | undefined => facts.batches ?? facts.course;

/** Their names say it; else two loops without epochs and of equal length, of which the one that loses is the generator. */
export function findRivals(models: readonly ModelFacts[]): Rivals | undefined {
  const named = (pattern: RegExp): ModelFacts | undefined => models.find(({ model }) => pattern.test(model));
  const discriminator = named(/discr|critic/i);
  const generator = named(/^(?!.*discr).*(gen|gan|combined|adversarial)/i);
  if (discriminator && generator) return { generator, discriminator };
  const [one, other, third] = models;
  const [a, b] = [one && courseOf(one), other && courseOf(other)];
  if (!one || !other || third || !a || !b) return undefined;
  const haveEpochs = [one, other].some(({ loss }) => loss.train !== undefined);
  if (haveEpochs || Math.abs(a.recorded - b.recorded) > 2) return undefined;
  return lateLevel(a) < lateLevel(b)
    ? { generator: other, discriminator: one }
    : { generator: one, discriminator: other };
}

const lateLevel = (curve: Curve): number => median(curve.values.slice(-Math.ceil(curve.values.length / 4)));

/** The discriminator recognises everything the generator makes, which then gets no gradient to learn from (Goodfellow et al. 2014, section 3). */
export function discriminatorWins({ generator, discriminator }: Rivals): Finding | undefined {
  const [judge, maker] = [courseOf(discriminator), courseOf(generator)];
  if (!judge || !maker || judge.values.length < 10) return undefined;
  const limits = thresholds.gan;
  const [last, made] = [lateLevel(judge), lateLevel(maker)];
  return {
    code: 'discriminator-wins',
    model: discriminator.model,
    severity: 'problem',
    confidence: Math.min(
      // A Wasserstein critic has no such levels, and is negative.
      last < 0 ? 0 : confidence(last, limits.discriminator),
      confidence(made, limits.generator),
    ),
    place: placeOn(judge, Math.floor((3 * judge.values.length) / 4), judge.values.length - 1),
    evidence: { last, made },
  };
}

/** The latest two grids of pictures show nearly one digit only. */
export function modeCollapse(run: RecordedRun, model: string): Finding | undefined {
  const { collapse, picturesAtLeast } = thresholds.gan;
  const counted = run.frames
    .filter(({ origin, digits }) => origin === 'generator' && digits)
    .slice(-2)
    .map(({ digits }) => digits?.counts ?? [])
    .filter((counts) => sum(counts) >= picturesAtLeast);
  if (counted.length < 2) return undefined;
  const favourites = counted.map((counts) => counts.indexOf(Math.max(...counts)));
  const shares = counted.map((counts) => Math.max(...counts) / sum(counts));
  return {
    code: 'mode-collapse',
    model,
    severity: 'problem',
    // Two grids of different digits, one after the other, are the same failure: the generator hops from mode to mode.
    confidence: confidence(Math.min(...shares), collapse),
    evidence: {
      digit: favourites.at(-1) ?? 0,
      share: shares.at(-1) ?? 0,
      pictures: sum(counted.at(-1) ?? []),
    },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
