import type { CatalogueEntry } from '../catalogueEntry.ts';
import { batchNormalization as secondBatchNormalization } from '../keys/cnn/batchNormalization.ts';
import { convolutionMacs as secondConvolutionMacs } from '../keys/cnn/convolutionMacs.ts';
import { convolutionParameters as secondConvolutionParameters } from '../keys/cnn/convolutionParameters.ts';
import { convolutionSize as secondConvolutionSize } from '../keys/cnn/convolutionSize.ts';
import { convolutionValue as secondConvolutionValue } from '../keys/cnn/convolutionValue.ts';
import { flattenSize as secondFlattenSize } from '../keys/cnn/flattenSize.ts';
import { maxPooling as secondMaxPooling } from '../keys/cnn/maxPooling.ts';
import { receptiveField as secondReceptiveField } from '../keys/cnn/receptiveField.ts';
import { separableParameters as secondSeparableParameters } from '../keys/cnn/separableParameters.ts';
import { transposedSize as secondTransposedSize } from '../keys/cnn/transposedSize.ts';
import { batchNormalization } from '../templates/cnn/batchNormalization.ts';
import { convolutionMacs } from '../templates/cnn/convolutionMacs.ts';
import { convolutionParameters } from '../templates/cnn/convolutionParameters.ts';
import { convolutionSize } from '../templates/cnn/convolutionSize.ts';
import { convolutionValue } from '../templates/cnn/convolutionValue.ts';
import { flattenSize } from '../templates/cnn/flattenSize.ts';
import { maxPooling } from '../templates/cnn/maxPooling.ts';
import { receptiveField } from '../templates/cnn/receptiveField.ts';
import { separableParameters } from '../templates/cnn/separableParameters.ts';
import { transposedSize } from '../templates/cnn/transposedSize.ts';

export const cnn: readonly CatalogueEntry[] = [
  { template: convolutionSize, secondKey: secondConvolutionSize },
  { template: convolutionParameters, secondKey: secondConvolutionParameters },
  { template: convolutionValue, secondKey: secondConvolutionValue },
  { template: maxPooling, secondKey: secondMaxPooling },
  { template: receptiveField, secondKey: secondReceptiveField },
  { template: transposedSize, secondKey: secondTransposedSize },
  { template: convolutionMacs, secondKey: secondConvolutionMacs },
  { template: separableParameters, secondKey: secondSeparableParameters },
  { template: flattenSize, secondKey: secondFlattenSize },
  { template: batchNormalization, secondKey: secondBatchNormalization },
];
