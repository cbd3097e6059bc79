import { formatValue } from '../../../src/core/series/formatValue.ts';
import { weightsWords } from '../../../src/core/words/weights.ts';
import type { TensorHistory } from '../../../src/core/weights/weightHistory.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { TensorReport, WeightReport } from '../../../src/protocol/exhibit.ts';

/** When a report was made, in words. */
export function reportPlace({ at }: WeightReport, locale: Locale): string {
  if (at.updates === 0) return weightsWords.start[locale];
  if (at.epoch !== undefined) return fill(weightsWords.afterEpoch[locale], { epoch: at.epoch });
  return fill(weightsWords.afterUpdates[locale], { updates: at.updates ?? '–' });
}

/** `conv2d kernel`; what a layer gives out goes by the layer's name alone. */
export function tensorName({ layer, tensor }: Pick<TensorHistory, 'layer' | 'tensor'>): string {
  return tensor === 'output' || tensor === 'variable' ? layer : `${layer} ${tensor}`;
}

export interface Figure {
  label: string;
  value: string;
}

function percent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** The figures beside a strip: those that say something about this kind of tensor. */
export function figuresOf(report: TensorReport, locale: Locale): Figure[] {
  const figure = (word: keyof typeof weightsWords, value: string): Figure => ({
    label: weightsWords[word][locale],
    value,
  });
  return [
    figure('mean', formatValue(report.mean)),
    figure('std', formatValue(report.std)),
    figure('norm', formatValue(report.norm)),
    ...(report.updateRatio === undefined ? [] : [figure('updateRatio', formatValue(report.updateRatio))]),
    ...(report.role === 'activation' ? [figure('zeros', percent(report.zeros, locale))] : []),
    ...(report.dead === undefined ? [] : [figure('dead', percent(report.dead, locale))]),
    ...(report.saturated === undefined ? [] : [figure('saturated', percent(report.saturated, locale))]),
    ...(report.nonFinite === 0 ? [] : [figure('nonFinite', String(report.nonFinite))]),
  ];
}

export function figuresText(report: TensorReport, locale: Locale): string {
  return figuresOf(report, locale)
    .map(({ label, value }) => `${label} ${value}`)
    .join(', ');
}
