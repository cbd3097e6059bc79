import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { createWords } from '../../lib/words.ts';
import { formatRatio } from './formatRatio.ts';
import type { ThresholdPlotContent } from './rocPlot.ts';
import type { CurveSubject, Scored, ThresholdModel } from './thresholdModel.ts';

/** The curves of one subject in one language. */
export interface ShownCurves {
  scored: Scored;
  model: ThresholdModel;
  subject: CurveSubject;
  locale: Locale;
}

/** Why there are no curves. */
export function whyNot(evaluation: Evaluation | undefined, locale: Locale): string {
  const words = createWords(evaluationWords, locale);
  if (!evaluation) return words('thresholdEmpty');
  const { confidence, truth, classCount } = evaluation;
  if (truth.length > 0 && confidence.every((value) => Number.isNaN(value))) return words('noProbabilities');
  const count = truth.length * classCount;
  return count > 1e6 ? words('thresholdTooMany', { count }) : words('thresholdGone');
}

/** The ROC curve as it is drawn and said. @param name of the class */
export function rocContent({ model, subject, locale }: ShownCurves, name: string): ThresholdPlotContent {
  const words = createWords(evaluationWords, locale);
  const auc = formatRatio(model.areas.auc);
  const percent = `${((model.areas.auc ?? NaN) * 100).toFixed(1)} %`;
  return {
    title: words('rocTitle'),
    figure: `${words('auc')} ${auc}`,
    sentence:
      subject === 'all'
        ? words('rocSentenceAll', { auc, percent })
        : words('rocSentence', { auc, percent, name }),
    thresholds: model.curve.thresholds,
    line: model.roc,
    isStepped: false,
    chance: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
    chanceLabel: words('chance'),
    hasIsoF1: false,
    xLabel: words('falsePositiveRate'),
    yLabel: words('truePositiveRate'),
  };
}

/** The precision–recall curve as it is drawn and said. */
export function prContent({ model, locale }: ShownCurves): ThresholdPlotContent {
  const words = createWords(evaluationWords, locale);
  const ap = formatRatio(model.areas.ap);
  return {
    title: words('prTitle'),
    figure: `${words('ap')} ${ap}`,
    sentence: words('prSentence', { ap, chance: formatRatio(model.prevalence) }),
    thresholds: model.curve.thresholds,
    line: model.pr,
    isStepped: true,
    chance: [
      { x: 0, y: model.prevalence },
      { x: 1, y: model.prevalence },
    ],
    chanceLabel: words('chance'),
    hasIsoF1: true,
    xLabel: words('truePositiveRate'),
    yLabel: words('precisionAxis'),
  };
}
