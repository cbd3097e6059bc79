import type { CatalogueEntry } from '../catalogueEntry.ts';
import { convolutionSize as secondConvolutionSize } from '../keys/cnn/convolutionSize.ts';
import { convolutionSize } from '../templates/cnn/convolutionSize.ts';

export const cnn: readonly CatalogueEntry[] = [
  { template: convolutionSize, secondKey: secondConvolutionSize },
];
