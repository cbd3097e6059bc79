import { fill, type Locale } from '../../protocol/locale.ts';
import type { SeriesInfo } from '../../protocol/run.ts';
import { bestIndex } from '../run/bestValues.ts';
import { formatValue } from '../series/formatValue.ts';
import { largerIsBetter, seriesName } from '../series/metricName.ts';
import { compareWords } from '../words/compare.ts';
import { runWords } from '../words/run.ts';

export interface ComparedCurve {
  /** “Run #7”. */
  name: string;
  info: Pick<SeriesInfo, 'metric' | 'split' | 'scale'>;
  stepAt: (index: number) => number;
  values: ArrayLike<number>;
}

/**
 * Which of the curves is best, in one sentence: “Run #7 has the lowest validation loss, 0.0871 at epoch 6.” Empty without
 * curves.
 */
export function compareSentence(curves: readonly ComparedCurve[], locale: Locale): string {
  const [first] = curves;
  if (!first) return '';
  const { info } = first;
  const name = seriesName(info, locale);
  const isLargest = largerIsBetter(info.metric);
  const best = curves.flatMap((curve) => {
    const at = bestIndex(curve.values, isLargest);
    return at < 0 ? [] : [{ curve, value: curve.values[at] ?? NaN, step: curve.stepAt(at) }];
  });
  best.sort((a, b) => (isLargest ? b.value - a.value : a.value - b.value));
  const [winner] = best;
  if (!winner) return fill(compareWords.noneIsNumber[locale], { name });
  const slots = {
    run: winner.curve.name,
    name,
    value: formatValue(winner.value),
    where: fill(runWords[info.scale === 'epoch' ? 'atEpoch' : 'atBatch'][locale], { at: winner.step + 1 }),
  };
  const end = isLargest ? 'Highest' : 'Lowest';
  if (curves.length === 1) return fill(compareWords[`only${end}`][locale], slots);
  const equals = best.filter(({ value }) => value === winner.value).length;
  return equals > 1
    ? fill(compareWords[`share${end}`][locale], { ...slots, count: equals })
    : fill(compareWords[`has${end}`][locale], slots);
}
