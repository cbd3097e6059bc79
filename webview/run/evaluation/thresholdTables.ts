import type { ThresholdFigures } from '../../../src/core/evaluation/thresholdCurve.ts';
import { figuresAt } from '../../../src/core/evaluation/thresholdCurve.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { dataTable } from '../../lib/dataTable.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { formatRatio } from './formatRatio.ts';
import type { ClassAreas, Scored, ThresholdModel } from './thresholdModel.ts';
import { classNameOf } from './evaluationChoice.ts';
import type { SortableContent } from './sortableTable.ts';

const pointsAtMost = 200;

/** The numbers of both curves, evenly thinned. */
export function curveTable({ curve }: ThresholdModel, locale: Locale): HTMLElement {
  const words = createWords(evaluationWords, locale);
  const run = createWords(runWords, locale);
  const { thresholds } = curve;
  const shown = Math.min(pointsAtMost, thresholds.length);
  const rows = Array.from({ length: shown }, (_, row) => {
    const last = Math.max(1, shown - 1);
    const threshold = thresholds[Math.round((row * (thresholds.length - 1)) / last)] ?? 0;
    const { specificity, recall, precision, f1 } = figuresAt(curve, threshold);
    const falsePositiveRate = specificity === undefined ? undefined : 1 - specificity;
    return [threshold.toFixed(4), ...[falsePositiveRate, recall, precision, f1].map(formatRatio)];
  });
  const caption = `${words('rocTitle')}, ${words('prTitle')}`;
  const table = dataTable({
    caption,
    columns: [words('threshold'), words('falsePositiveRate'), run('recall'), run('precision'), run('f1')],
    rows,
  });
  return h(
    'div',
    { class: 'chart-table threshold-table', tabindex: '0', role: 'region', 'aria-label': caption },
    [
      table,
      shown < thresholds.length &&
        h('p', { class: 'muted' }, words('pointsShown', { shown, total: thresholds.length })),
    ],
  );
}

/** What the counts are about. */
export interface CountNames {
  isIt: string;
  isNot: string;
}

/** The four counts at a threshold, and the figures made of them. */
export function thresholdTables(
  { truePositives, falsePositives, falseNegatives, trueNegatives, ...ratios }: ThresholdFigures,
  { isIt, isNot }: CountNames,
  locale: Locale,
): HTMLElement[] {
  const words = createWords(evaluationWords, locale);
  const run = createWords(runWords, locale);
  return [
    dataTable({
      caption: words('countsCaption'),
      columns: [run('truth'), words('takenFor'), words('notTakenFor')],
      rows: [
        [isIt, String(truePositives), String(falseNegatives)],
        [isNot, String(falsePositives), String(trueNegatives)],
      ],
    }),
    h(
      'dl',
      { class: 'threshold-figures', 'aria-label': words('figuresCaption') },
      (
        [
          [run('precision'), ratios.precision],
          [run('recall'), ratios.recall],
          [run('f1'), ratios.f1],
          [words('specificity'), ratios.specificity],
          [words('accuracy'), ratios.accuracy],
        ] as const
      ).map(([name, value]) =>
        h('div', {}, [h('dt', {}, name), h('dd', { class: 'numbers' }, formatRatio(value))]),
      ),
    ),
  ];
}

/** AUC and average precision of every class. */
export function areasContent(
  { classes, micro, macro }: ClassAreas,
  { classNames }: Scored,
  locale: Locale,
): SortableContent {
  const words = createWords(evaluationWords, locale);
  const run = createWords(runWords, locale);
  return {
    caption: words('areasCaption'),
    columns: [run('className'), words('auc'), words('ap'), run('support')],
    rows: classes.map(({ auc, ap, support }, index) => ({
      cells: [classNameOf(classNames, index), formatRatio(auc), formatRatio(ap), String(support)],
      keys: [index, auc, ap, support],
    })),
    footRows: [
      [words('microMean'), formatRatio(micro.auc), formatRatio(micro.ap), ''],
      [words('macroAreas', { classes: macro.classes }), formatRatio(macro.auc), formatRatio(macro.ap), ''],
    ],
    sortLabel: (column) => words('sortBy', { column }),
    limit: pointsAtMost,
    leftOut: (shown, total) => words('classesShown', { shown, total }),
  };
}
