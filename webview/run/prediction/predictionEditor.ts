import { formatValue } from '../../../src/core/series/formatValue.ts';
import { metricName } from '../../../src/core/series/metricName.ts';
import { predictionWords } from '../../../src/core/words/prediction.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { CurvePrediction } from '../../../src/protocol/prediction.ts';
import { announce } from '../../lib/announce.ts';
import { button, select } from '../../lib/controls.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import { createDrawing } from './drawing.ts';
import { createDrawingArea } from './drawingArea.ts';
import type { PredictionSubject } from './predictionSubject.ts';

export interface PredictionEditorOptions {
  locale: Locale;
  subject: PredictionSubject;
  metric: string;
  top: number;
  drawn: CurvePrediction | undefined;
  onDidChooseMetric: (metric: string) => void;
  onDidDraw: (prediction: CurvePrediction) => void;
  onDone: () => void;
}

export interface PredictionEditor {
  readonly element: HTMLElement;
  focus(): void;
  dispose(): void;
}

/** Draws one metric of one run: the area, a way back, and the same as a sentence and as a table. */
export function createPredictionEditor(options: PredictionEditorOptions): PredictionEditor {
  const { locale, subject, metric } = options;
  const words = createWords(predictionWords, locale);
  const drawing = createDrawing(options.drawn?.points ?? [], subject.epochs);
  const sentence = h('p', { class: 'prediction-drawn muted' });
  const table = h('div', { class: 'prediction-table' });
  const changed = (): void => {
    const points = [...drawing.points];
    setText(sentence, drawnSentence(points, locale));
    table.replaceChildren(pointsTable(metric, points, locale));
    options.onDidDraw({ metric, epochs: subject.epochs, points });
  };
  const area = createDrawingArea({ ...options, epochs: subject.epochs, drawing, onDidChange: changed });
  setText(sentence, drawnSentence(drawing.points, locale));
  table.replaceChildren(pointsTable(metric, drawing.points, locale));
  const after = (said: string): void => {
    area.draw();
    changed();
    announce(said);
  };
  const tools = h('div', { class: 'prediction-tools' }, [
    subject.metrics.length > 1 &&
      select({
        label: words('metric'),
        value: metric,
        options: subject.metrics.map((value) => ({ value, text: metricName(value, locale) })),
        onChange: options.onDidChooseMetric,
      }),
    button({ label: words('undo'), onClick: () => drawing.undo() && after(words('undone')) }),
    button({
      label: words('clear'),
      onClick: () => {
        drawing.clear();
        after(words('cleared'));
      },
    }),
    button({ label: words('done'), onClick: options.onDone }),
  ]);
  return {
    element: h('div', { class: 'prediction-editor' }, [
      h('p', { class: 'muted' }, words(subject.run === 'own' ? 'introThis' : 'introNext')),
      area.element,
      sentence,
      tools,
      h('details', {}, [h('summary', {}, runWords.showTable[locale]), table]),
    ]),
    focus: () => area.element.focus(),
    dispose: () => area.dispose(),
  };
}

function drawnSentence(
  points: CurvePrediction['points'] | readonly CurvePrediction['points'][number][],
  locale: Locale,
): string {
  const words = createWords(predictionWords, locale);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return words('notDrawn');
  return words('drawn', {
    first: formatValue(first.value),
    from: first.epoch,
    last: formatValue(last.value),
    to: last.epoch,
  });
}

function pointsTable(
  metric: string,
  points: readonly CurvePrediction['points'][number][],
  locale: Locale,
): HTMLElement {
  const caption = predictionWords.heading[locale];
  return scrollBox(
    caption,
    dataTable({
      caption,
      columns: [runWords.epoch[locale], metricName(metric, locale)],
      rows: points.map(({ epoch, value }) => [epoch, formatValue(value)]),
    }),
  );
}
