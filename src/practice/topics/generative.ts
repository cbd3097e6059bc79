import type { CatalogueEntry } from '../catalogueEntry.ts';
import { gaussianKl as secondGaussianKl } from '../keys/generative/gaussianKl.ts';
import { optimalDiscriminator as secondOptimalDiscriminator } from '../keys/generative/optimalDiscriminator.ts';
import { gaussianKl } from '../templates/generative/gaussianKl.ts';
import { optimalDiscriminator } from '../templates/generative/optimalDiscriminator.ts';

export const generative: readonly CatalogueEntry[] = [
  { template: gaussianKl, secondKey: secondGaussianKl },
  { template: optimalDiscriminator, secondKey: secondOptimalDiscriminator },
];
