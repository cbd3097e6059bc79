import { fill, type Locale } from '../../protocol/locale.ts';
import { formatValue } from '../series/formatValue.ts';
import { metricName } from '../series/metricName.ts';
import { predictionWords } from '../words/prediction.ts';
import type { PredictionComparison } from './comparePrediction.ts';

/** "Loss: you expected 0.2000 at the end; it is 0.0900. You were off by 0.1200 on average; the curve fell faster than you thought." */
export function predictionSentence(metric: string, compared: PredictionComparison, locale: Locale): string {
  const name = metricName(metric, locale);
  const end = fill(predictionWords.comparedEnd[locale], {
    metric: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1),
    expected: formatValue(compared.expectedEnd),
    actual: formatValue(compared.actualEnd),
  });
  const mean = fill(predictionWords.comparedMean[locale], {
    difference: formatValue(compared.meanDifference),
  });
  return `${end}${locale === 'en' ? ' ' : ''}${mean}${predictionWords[paceWord(compared)][locale]}`;
}

function paceWord({ pace, direction }: PredictionComparison): keyof typeof predictionWords {
  if (pace === 'other-way') return 'otherWay';
  if (pace === 'alike' || direction === 'stayed') return 'alike';
  return pace === 'faster' ? `${direction}Faster` : `${direction}Slower`;
}
