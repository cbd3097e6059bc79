import { fill, type Locale } from '../../protocol/locale.ts';
import type { SeriesInfo } from '../../protocol/run.ts';
import { type RunWord, runWords } from '../words/run.ts';

/** tfjs's names of metrics, long and short, and how we say them. Others keep the name the learner gave. */
const words: Readonly<Record<string, RunWord>> = {
  loss: 'metricLoss',
  acc: 'metricAccuracy',
  accuracy: 'metricAccuracy',
  binaryAccuracy: 'metricAccuracy',
  categoricalAccuracy: 'metricAccuracy',
  sparseCategoricalAccuracy: 'metricAccuracy',
  precision: 'metricPrecision',
  recall: 'metricRecall',
  mse: 'metricMse',
  meanSquaredError: 'metricMse',
  mae: 'metricMae',
  meanAbsoluteError: 'metricMae',
};

export function metricName(metric: string, locale: Locale): string {
  const word = Object.hasOwn(words, metric) ? words[metric] : undefined;
  return word ? runWords[word][locale] : metric;
}

/** `validation loss`, 「驗證損失」: without a capital, for the middle of a sentence. */
export function seriesName(info: Pick<SeriesInfo, 'metric' | 'split'>, locale: Locale): string {
  return fill(runWords.seriesName[locale], {
    split: runWords[info.split][locale],
    metric: metricName(info.metric, locale),
  });
}

/** Whether a larger value of this metric is the better one. */
export function largerIsBetter(metric: string): boolean {
  return (
    /acc|precision|recall|f1|auc|score|r2|iou|psnr|ssim|cosine/i.test(metric) && !/loss|error/i.test(metric)
  );
}
