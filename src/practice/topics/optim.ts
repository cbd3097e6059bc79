import type { CatalogueEntry } from '../catalogueEntry.ts';
import { accumulatedGradient as secondAccumulatedGradient } from '../keys/optim/accumulatedGradient.ts';
import { adamWeight as secondAdamWeight } from '../keys/optim/adamWeight.ts';
import { clippedGradient as secondClippedGradient } from '../keys/optim/clippedGradient.ts';
import { cosineRate as secondCosineRate } from '../keys/optim/cosineRate.ts';
import { criticalPoint as secondCriticalPoint } from '../keys/optim/criticalPoint.ts';
import { decoupledDecay as secondDecoupledDecay } from '../keys/optim/decoupledDecay.ts';
import { gradientStep as secondGradientStep } from '../keys/optim/gradientStep.ts';
import { largestRate as secondLargestRate } from '../keys/optim/largestRate.ts';
import { momentumWeight as secondMomentumWeight } from '../keys/optim/momentumWeight.ts';
import { updateCount as secondUpdateCount } from '../keys/optim/updateCount.ts';
import { accumulatedGradient } from '../templates/optim/accumulatedGradient.ts';
import { adamWeight } from '../templates/optim/adamWeight.ts';
import { clippedGradient } from '../templates/optim/clippedGradient.ts';
import { cosineRate } from '../templates/optim/cosineRate.ts';
import { criticalPoint } from '../templates/optim/criticalPoint.ts';
import { decoupledDecay } from '../templates/optim/decoupledDecay.ts';
import { gradientStep } from '../templates/optim/gradientStep.ts';
import { largestRate } from '../templates/optim/largestRate.ts';
import { momentumWeight } from '../templates/optim/momentumWeight.ts';
import { updateCount } from '../templates/optim/updateCount.ts';

export const optim: readonly CatalogueEntry[] = [
  { template: gradientStep, secondKey: secondGradientStep },
  { template: largestRate, secondKey: secondLargestRate },
  { template: momentumWeight, secondKey: secondMomentumWeight },
  { template: adamWeight, secondKey: secondAdamWeight },
  { template: updateCount, secondKey: secondUpdateCount },
  { template: cosineRate, secondKey: secondCosineRate },
  { template: clippedGradient, secondKey: secondClippedGradient },
  { template: accumulatedGradient, secondKey: secondAccumulatedGradient },
  { template: decoupledDecay, secondKey: secondDecoupledDecay },
  { template: criticalPoint, secondKey: secondCriticalPoint },
];
