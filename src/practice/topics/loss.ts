import type { CatalogueEntry } from '../catalogueEntry.ts';
import { crossEntropyFromLogits as secondCrossEntropyFromLogits } from '../keys/loss/crossEntropyFromLogits.ts';
import { crossEntropyGradient as secondCrossEntropyGradient } from '../keys/loss/crossEntropyGradient.ts';
import { gaussianVariance as secondGaussianVariance } from '../keys/loss/gaussianVariance.ts';
import { labelSmoothing as secondLabelSmoothing } from '../keys/loss/labelSmoothing.ts';
import { perplexity as secondPerplexity } from '../keys/loss/perplexity.ts';
import { softmaxProbability as secondSoftmaxProbability } from '../keys/loss/softmaxProbability.ts';
import { temperatureRatio as secondTemperatureRatio } from '../keys/loss/temperatureRatio.ts';
import { crossEntropyFromLogits } from '../templates/loss/crossEntropyFromLogits.ts';
import { crossEntropyGradient } from '../templates/loss/crossEntropyGradient.ts';
import { gaussianVariance } from '../templates/loss/gaussianVariance.ts';
import { labelSmoothing } from '../templates/loss/labelSmoothing.ts';
import { perplexity } from '../templates/loss/perplexity.ts';
import { softmaxProbability } from '../templates/loss/softmaxProbability.ts';
import { temperatureRatio } from '../templates/loss/temperatureRatio.ts';

export const loss: readonly CatalogueEntry[] = [
  { template: softmaxProbability, secondKey: secondSoftmaxProbability },
  { template: crossEntropyFromLogits, secondKey: secondCrossEntropyFromLogits },
  { template: crossEntropyGradient, secondKey: secondCrossEntropyGradient },
  { template: gaussianVariance, secondKey: secondGaussianVariance },
  { template: perplexity, secondKey: secondPerplexity },
  { template: labelSmoothing, secondKey: secondLabelSmoothing },
  { template: temperatureRatio, secondKey: secondTemperatureRatio },
];
