import type { CatalogueEntry } from '../catalogueEntry.ts';
import { aliasFrequency as secondAliasFrequency } from '../keys/signal/aliasFrequency.ts';
import { dftMagnitude as secondDftMagnitude } from '../keys/signal/dftMagnitude.ts';
import { stftFrames as secondStftFrames } from '../keys/signal/stftFrames.ts';
import { aliasFrequency } from '../templates/signal/aliasFrequency.ts';
import { dftMagnitude } from '../templates/signal/dftMagnitude.ts';
import { stftFrames } from '../templates/signal/stftFrames.ts';

export const signal: readonly CatalogueEntry[] = [
  { template: dftMagnitude, secondKey: secondDftMagnitude },
  { template: aliasFrequency, secondKey: secondAliasFrequency },
  { template: stftFrames, secondKey: secondStftFrames },
];
