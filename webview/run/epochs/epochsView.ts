import { placeOf } from '../../../src/core/series/curveSentence.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { seriesName } from '../../../src/core/series/metricName.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { curveFigures, epochCurves, epochRows, figureCurves } from './epochRows.ts';
import type { PartView } from '../partView.ts';

/** Last, lowest and highest of each metric, and below that every epoch with its figures. */
export function createEpochsView(): PartView {
  const element = h('div', { class: 'epochs' });
  let shown = '';
  return {
    element,
    show(state) {
      const { locale } = state;
      const curves = epochCurves(state.series);
      const withFigures = figureCurves(state.series);
      const key = JSON.stringify([locale, withFigures.map(({ info, length }) => [info.id, length])]);
      if (key === shown) return;
      shown = key;
      if (withFigures.length === 0) {
        element.replaceChildren(h('p', { class: 'part-empty muted' }, runWords.epochsEmpty[locale]));
        return;
      }
      // Someone who has scrolled up is reading: the table stays there; otherwise it follows the newest epoch.
      const before = element.querySelector('.epochs-rows .scroll-box');
      const top = before?.scrollTop ?? 0;
      const follows = !before || before.scrollTop + before.clientHeight >= before.scrollHeight - 4;
      const hadFocus = before?.contains(document.activeElement) ?? false;
      element.replaceChildren(
        summaryTable(withFigures, locale),
        ...(curves.length > 0 ? [epochTable(curves, locale)] : []),
      );
      const after = element.querySelector<HTMLElement>('.epochs-rows .scroll-box');
      if (!after) return;
      after.scrollTop = follows ? after.scrollHeight : top;
      if (hadFocus) after.focus({ preventScroll: true });
    },
  };
}

function nameOf(series: LineSeries, curves: readonly LineSeries[], locale: Locale): string {
  const name = seriesName(series.info, locale);
  const isAlone = new Set(curves.map(({ info }) => info.model)).size === 1;
  return isAlone ? name : `${series.info.model} · ${name}`;
}

function summaryTable(curves: readonly LineSeries[], locale: Locale): HTMLElement {
  const words = createWords(runWords, locale);
  const withPlace = (series: LineSeries, at: { value: number; index: number } | undefined): string =>
    at ? `${formatValue(at.value)} (${placeOf(series, at.index, locale)})` : '–';
  const summary = dataTable({
    caption: words('summaryCaption'),
    columns: [words('metric'), words('current'), words('lowest'), words('highest')],
    rows: curves.map((series) => {
      const { last, lowest, highest } = curveFigures(series);
      const places = [withPlace(series, lowest), withPlace(series, highest)];
      return [nameOf(series, curves, locale), formatValue(last), ...places];
    }),
  });
  return h('div', { class: 'epochs-summary' }, scrollBox(words('summaryCaption'), summary));
}

function epochTable(curves: readonly LineSeries[], locale: Locale): HTMLElement {
  const words = createWords(runWords, locale);
  const { rows, leftOut } = epochRows(curves);
  const epochs = dataTable({
    caption: words('epochsCaption'),
    columns: [words('epoch'), ...curves.map((series) => nameOf(series, curves, locale))],
    rows: rows.map(({ epoch, values }) => [
      String(epoch),
      ...values.map((value) => (value === undefined ? '–' : formatValue(value))),
    ]),
  });
  return h('div', { class: 'epochs-rows' }, [
    leftOut > 0 && h('p', { class: 'muted' }, words('epochsLeftOut', { count: leftOut })),
    scrollBox(words('epochsCaption'), epochs),
  ]);
}
