import { topKAccuracy, usableSamples } from '../../../src/core/evaluation/classCurves.ts';
import {
  type ClassMetrics,
  classMetrics,
  metricAverages,
} from '../../../src/core/evaluation/classMetrics.ts';
import { countConfusion } from '../../../src/core/evaluation/confusionCounts.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import { classNameOf, type EvaluationChoice } from './evaluationChoice.ts';
import { formatRatio, formatShare } from './formatRatio.ts';
import { SortableTable } from './sortableTable.ts';

const rowsAtMost = 200;
const k = 5;

const figures = ({ precision, recall, f1, support }: ClassMetrics): string[] => [
  ...[precision, recall, f1].map(formatRatio),
  String(support),
];

/** Precision, recall, F1 and number of samples of each class, with their means. */
export function createClassesView(choice: EvaluationChoice): PartView {
  const empty = h('p', { class: 'part-empty muted' });
  const sentence = h('p', { class: 'classes-sentence muted' });
  const table = new SortableTable();
  const full = h('div', { class: 'classes' }, [table.element, sentence]);
  const element = h('div', {}, [empty, full]);
  let shown: unknown[] = [];
  return {
    element,
    show(state) {
      const { locale } = state;
      const current = choice.current(state)?.evaluation;
      if (shown[0] === locale && shown[1] === current && shown.length > 0) return;
      shown = [locale, current];
      empty.hidden = Boolean(current);
      full.hidden = !current;
      setText(empty, current ? '' : runWords.classesEmpty[locale]);
      if (current) showClasses(current, locale, table, sentence);
    },
  };
}

function showClasses(
  evaluation: Evaluation,
  locale: Locale,
  table: SortableTable,
  sentence: HTMLElement,
): void {
  const words = createWords(runWords, locale);
  const more = createWords(evaluationWords, locale);
  const { classNames, truth, predicted, classCount } = evaluation;
  const counts = countConfusion(truth, predicted, classCount);
  const { macro, weighted, micro } = metricAverages(counts);
  const classes = classMetrics(counts);
  table.show({
    caption: words('classesCaption'),
    columns: [words('className'), words('precision'), words('recall'), words('f1'), words('support')],
    rows: classes.map((metrics, index) => ({
      cells: [classNameOf(classNames, index), ...figures(metrics)],
      keys: [index, metrics.precision, metrics.recall, metrics.f1, metrics.support],
    })),
    footRows: [
      [more('microMean'), ...figures(micro)],
      [words('macroMean'), ...figures(macro)],
      [words('weightedMean'), ...figures(weighted)],
    ],
    sortLabel: (column) => more('sortBy', { column }),
    limit: rowsAtMost,
    leftOut: (shown, total) => more('classesShown', { shown, total }),
  });
  const sentences = [
    bestAndWorst(classes, classNames, locale),
    topKSentence(evaluation, locale),
    ...(counts.leftOut > 0
      ? [more('leftOut', { reasons: more('labelsLeftOut', { count: counts.leftOut }) })]
      : []),
  ];
  setText(sentence, sentences.filter(Boolean).join(' '));
}

/** The classes with the highest and the lowest F1 among those that occur. */
function bestAndWorst(classes: readonly ClassMetrics[], names: readonly string[], locale: Locale): string {
  const known = classes
    .flatMap(({ f1, support }, index) => (support > 0 && f1 !== undefined ? [{ index, f1 }] : []))
    .sort((a, b) => b.f1 - a.f1 || a.index - b.index);
  const [best, worst] = [known[0], known.at(-1)];
  if (!best || !worst || best.f1 === worst.f1) return '';
  return createWords(evaluationWords, locale)('classesSentence', {
    best: classNameOf(names, best.index),
    high: formatRatio(best.f1),
    worst: classNameOf(names, worst.index),
    low: formatRatio(worst.f1),
  });
}

function topKSentence({ scores, classCount, truth }: Evaluation, locale: Locale): string {
  if (!scores || classCount <= k) return '';
  const scored = { classCount, truth, scores };
  const share = topKAccuracy(scored, usableSamples(scored), k);
  return share === undefined
    ? ''
    : createWords(evaluationWords, locale)('topK', { k, share: formatShare(share) });
}
