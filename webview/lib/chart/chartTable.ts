import { formatValue } from '../../../src/core/series/formatValue.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { h } from '../dom.ts';
import { type ChartLine, type ChartModel, readableLines, stepOf } from './chartModel.ts';

const rowLimit = 200;

function valueAt(line: ChartLine, x: number): string {
  const index = line.series.indexFrom(stepOf(line, x) - 1e-6);
  const step = line.series.stepAt(index);
  return Math.abs(step * line.scale + line.offset - x) < 1e-6 ? formatValue(line.series.raw.at(index)) : '';
}

/** Where the table has rows: each epoch, or each step of the longest curve, thinned with its extremes kept. */
function rowPlaces(lines: readonly ChartLine[]): { places: number[]; total: number } {
  const longest = lines.reduce<ChartLine | undefined>(
    (best, line) => (!best || line.series.length > best.series.length ? line : best),
    undefined,
  );
  if (!longest) return { places: [], total: 0 };
  const { series } = longest;
  const indices =
    series.length <= rowLimit
      ? Array.from({ length: series.length }, (_, index) => index)
      : [...series.raw.thin(0, series.length, rowLimit / 2)];
  return {
    places: indices.map((index) => series.stepAt(index) * longest.scale + longest.offset),
    total: series.length,
  };
}

/** The chart's numbers as a table: for people who do not see the chart, and for those who want to read exact values. */
export function chartTable(model: ChartModel, locale: Locale): HTMLElement {
  const lines = readableLines(model.lines);
  const { places, total } = rowPlaces(lines);
  const axis = runWords[model.axis === 'epoch' ? 'axisEpoch' : 'axisBatch'][locale];
  return h('div', { class: 'chart-table', tabindex: '0', role: 'region', 'aria-label': model.title }, [
    h('table', { class: 'data-table' }, [
      h('caption', { class: 'visually-hidden' }, model.title),
      h('thead', {}, [
        h('tr', {}, [
          h('th', { scope: 'col' }, axis),
          lines.map((line) => h('th', { scope: 'col' }, line.label)),
        ]),
      ]),
      h(
        'tbody',
        {},
        places.map((x) =>
          h('tr', {}, [
            h('th', { scope: 'row' }, String(Math.round(x * 1000) / 1000)),
            lines.map((line) => h('td', {}, valueAt(line, x))),
          ]),
        ),
      ),
    ]),
    places.length < total &&
      h('p', { class: 'muted' }, fill(runWords.rowsThinned[locale], { shown: places.length, total })),
  ]);
}
