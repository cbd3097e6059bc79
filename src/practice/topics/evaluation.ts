import type { CatalogueEntry } from '../catalogueEntry.ts';
import { fOneFromCounts as secondFOneFromCounts } from '../keys/evaluation/fOneFromCounts.ts';
import { foldSize as secondFoldSize } from '../keys/evaluation/foldSize.ts';
import { macroFOne as secondMacroFOne } from '../keys/evaluation/macroFOne.ts';
import { rocArea as secondRocArea } from '../keys/evaluation/rocArea.ts';
import { fOneFromCounts } from '../templates/evaluation/fOneFromCounts.ts';
import { foldSize } from '../templates/evaluation/foldSize.ts';
import { macroFOne } from '../templates/evaluation/macroFOne.ts';
import { rocArea } from '../templates/evaluation/rocArea.ts';

export const evaluation: readonly CatalogueEntry[] = [
  { template: fOneFromCounts, secondKey: secondFOneFromCounts },
  { template: macroFOne, secondKey: secondMacroFOne },
  { template: rocArea, secondKey: secondRocArea },
  { template: foldSize, secondKey: secondFoldSize },
];
