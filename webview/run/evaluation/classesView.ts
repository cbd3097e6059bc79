import {
  type ClassMetrics,
  classMetrics,
  metricAverages,
} from '../../../src/core/evaluation/classMetrics.ts';
import { confusionMatrix } from '../../../src/core/evaluation/confusionMatrix.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { classNameOf, type EvaluationChoice } from './evaluationChoice.ts';
import type { PartView } from '../partView.ts';

const figures = ({ precision, recall, f1, support }: ClassMetrics): string[] => [
  ...[precision, recall, f1].map((value) => (value === undefined ? '–' : value.toFixed(3))),
  String(support),
];

/** Precision, recall, F1 and number of samples of each class, with their means. */
export function createClassesView(choice: EvaluationChoice): PartView {
  const element = h('div');
  let shown: unknown[] = [];
  return {
    element,
    show(state) {
      const { locale } = state;
      const current = choice.current(state)?.evaluation;
      if (shown[0] === locale && shown[1] === current && shown.length > 0) return;
      shown = [locale, current];
      const words = createWords(runWords, locale);
      if (!current) {
        element.replaceChildren(h('p', { class: 'part-empty muted' }, words('classesEmpty')));
        return;
      }
      const counts = confusionMatrix(current.truth, current.predicted, current.classCount);
      const { macro, weighted } = metricAverages(counts, current.classCount);
      const caption = words('classesCaption');
      const table = dataTable({
        caption,
        columns: [words('className'), words('precision'), words('recall'), words('f1'), words('support')],
        rows: classMetrics(counts, current.classCount).map((metrics, index) => [
          classNameOf(current.classNames, index),
          ...figures(metrics),
        ]),
        footRows: [
          [words('macroMean'), ...figures(macro)],
          [words('weightedMean'), ...figures(weighted)],
        ],
      });
      element.replaceChildren(scrollBox(caption, table));
    },
  };
}
