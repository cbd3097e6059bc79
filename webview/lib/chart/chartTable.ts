import { formatDuration, formatValue } from '../../../src/core/series/formatValue.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { h } from '../dom.ts';
import { createPager, rowsAPage } from '../pager.ts';
import { type ChartLine, type ChartModel, readableLines } from './chartModel.ts';

export interface ChartTable {
  readonly element: HTMLElement;
  show(model: ChartModel): void;
}

/** By steps, whatever the chart's axis is: curves of different scales meet there exactly. */
function placeInSteps(line: ChartLine, index: number): number {
  return line.series.stepAt(index) * line.scale + line.offset;
}

function valueAt(line: ChartLine, place: number): string {
  const { series } = line;
  const index = series.indexFrom((place - line.offset) / line.scale - 1e-6);
  return Math.abs(placeInSteps(line, index) - place) < 1e-6 ? formatValue(series.raw.at(index)) : '';
}

/** The curve that has a row for each of its points: the longest. */
function longest(lines: readonly ChartLine[]): ChartLine | undefined {
  return lines.reduce<ChartLine | undefined>(
    (best, line) => (!best || line.series.length > best.series.length ? line : best),
    undefined,
  );
}

/**
 * The chart's numbers as a table, for people who do not see the chart and for those who want exact values: every point of
 * the longest curve, a page at a time.
 */
export function createChartTable(locale: Locale): ChartTable {
  const scroll = h('div', { class: 'chart-table-rows', tabindex: '0', role: 'region' });
  let model: ChartModel | undefined;
  const pager = createPager(locale, () => draw());
  const element = h('div', { class: 'chart-table' }, [scroll, pager.element]);

  const draw = (): void => {
    if (!model) return;
    const lines = readableLines(model.lines);
    const guide = longest(lines);
    const { from, to } = pager.show(guide?.series.length ?? 0);
    scroll.setAttribute('aria-label', model.title);
    const { scrollTop } = scroll;
    scroll.replaceChildren(pageTable(model, lines, guide, { from, to }, locale));
    scroll.scrollTop = scrollTop;
  };
  return {
    element,
    show(next) {
      model = next;
      draw();
    },
  };
}

function pageTable(
  model: ChartModel,
  lines: readonly ChartLine[],
  guide: ChartLine | undefined,
  { from, to }: { from: number; to: number },
  locale: Locale,
): HTMLElement {
  const indices = Array.from({ length: Math.min(to - from, rowsAPage) }, (_, row) => from + row);
  const byEpoch = model.axis === 'epoch';
  const axis = runWords[byEpoch ? 'axisEpoch' : 'axisBatch'][locale];
  const hasTime = model.axis === 'time';
  return h('table', { class: 'data-table' }, [
    h('caption', { class: 'visually-hidden' }, model.title),
    h('thead', {}, [
      h('tr', {}, [
        h('th', { scope: 'col' }, axis),
        hasTime && h('th', { scope: 'col' }, curveWords.axisTime[locale]),
        lines.map((line) => h('th', { scope: 'col' }, line.label)),
      ]),
    ]),
    h(
      'tbody',
      {},
      guide &&
        indices.map((index) => {
          const place = placeInSteps(guide, index);
          return h('tr', {}, [
            h('th', { scope: 'row' }, String(Math.round(place * 1000) / 1000)),
            hasTime && h('td', {}, formatDuration(guide.series.timeAt(index))),
            lines.map((line) => h('td', {}, valueAt(line, place))),
          ]);
        }),
    ),
  ]);
}
