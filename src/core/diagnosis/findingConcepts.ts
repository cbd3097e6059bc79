import type { FindingCode } from './finding.ts';

/** The concepts, as lessons declare them, that explain a finding; the closest first. */
export const findingConcepts: Readonly<Record<FindingCode, readonly string[]>> = {
  'not-finite': ['numerical-stability', 'exploding-gradients', 'learning-rate'],
  diverged: ['learning-rate', 'gradient-descent'],
  'stuck-at-chance': ['cross-entropy', 'dead-relu', 'initialization'],
  'one-class': ['class-imbalance', 'confusion-matrix'],
  leaky: ['data-leakage', 'validation'],
  'rate-too-high': ['learning-rate', 'gradient-descent'],
  'discriminator-wins': ['gan', 'adversarial-training'],
  'mode-collapse': ['mode-collapse', 'gan'],
  'over-fitting': ['overfitting', 'regularization', 'dropout'],
  'rate-too-low': ['learning-rate', 'gradient-descent'],
  'under-fitting': ['underfitting', 'model-capacity', 'bias-variance'],
  'class-imbalance': ['class-imbalance', 'precision-recall', 'confusion-matrix'],
  'noisy-validation': ['validation'],
  plateau: ['learning-rate-schedule', 'learning-rate'],
  'not-converged': ['early-stopping', 'epoch'],
  'validation-better': ['dropout', 'validation'],
};

/** Every concept that some finding asks for. */
export const allConcepts: readonly string[] = [...new Set(Object.values(findingConcepts).flat())];
