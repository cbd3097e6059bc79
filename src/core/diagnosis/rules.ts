import type { FindingCode } from './finding.ts';
import { classImbalance } from './rules/classImbalance.ts';
import { diverged } from './rules/diverged.ts';
import { leaky } from './rules/leaky.ts';
import { noisyValidation } from './rules/noisyValidation.ts';
import { notConverged } from './rules/notConverged.ts';
import { notFinite } from './rules/notFinite.ts';
import { oneClass } from './rules/oneClass.ts';
import { overFitting } from './rules/overFitting.ts';
import { rateTooHigh } from './rules/rateTooHigh.ts';
import { rateTooLow } from './rules/rateTooLow.ts';
import type { Rule } from './rules/rule.ts';
import { plateau, underFitting } from './rules/standsStill.ts';
import { stuckAtChance } from './rules/stuckAtChance.ts';
import { validationBetter } from './rules/validationBetter.ts';

/** The rules for one model. Those for two that train against each other are in `rules/adversarial.ts`. */
export const rules: readonly Rule[] = [
  notFinite,
  diverged,
  stuckAtChance,
  oneClass,
  leaky,
  rateTooHigh,
  overFitting,
  rateTooLow,
  underFitting,
  classImbalance,
  noisyValidation,
  plateau,
  notConverged,
  validationBetter,
];

/**
 * Most important first. What makes all else meaningless leads; then what keeps a network from learning, then what keeps it from
 * learning well.
 */
export const importance: readonly FindingCode[] = [
  'not-finite',
  'diverged',
  'mode-collapse',
  'discriminator-wins',
  'stuck-at-chance',
  'one-class',
  'leaky',
  'rate-too-high',
  'over-fitting',
  'rate-too-low',
  'class-imbalance',
  'under-fitting',
  'noisy-validation',
  'validation-better',
  'plateau',
  'not-converged',
];

const afterwards: readonly FindingCode[] = [
  'plateau',
  'not-converged',
  'noisy-validation',
  'validation-better',
];

/** What a finding already explains: those of the same model are left out beside it. */
export const explains: Readonly<Partial<Record<FindingCode, readonly FindingCode[]>>> = {
  'not-finite': importance.slice(1),
  diverged: importance.slice(2),
  'stuck-at-chance': ['one-class', 'class-imbalance', 'rate-too-low', 'under-fitting', ...afterwards],
  'one-class': ['class-imbalance', 'under-fitting', 'rate-too-low', ...afterwards],
  'rate-too-high': ['over-fitting', 'rate-too-low', 'under-fitting', ...afterwards],
  leaky: ['noisy-validation', 'validation-better', 'not-converged'],
  'over-fitting': ['plateau', 'not-converged', 'noisy-validation'],
  'rate-too-low': ['not-converged', 'under-fitting', 'plateau', 'validation-better'],
  'under-fitting': ['plateau', 'not-converged'],
  'class-imbalance': ['plateau', 'not-converged'],
};
