import { formatValue } from '../../../src/core/series/formatValue.ts';
import { h } from '../dom.ts';
import { lineSample } from './lineSample.ts';
import { type ChartLine, indexAt, readableLines } from './chartModel.ts';

export interface ChartLegend {
  readonly element: HTMLElement;
  /** Names the place whose values are shown; stands beside the title, where it moves nothing. */
  readonly place: HTMLElement;
  /** Values at `x`, or the latest of each curve. `place` names where that is. */
  show(lines: readonly ChartLine[], x: number | undefined, place: string): void;
}

interface Entry {
  key: string;
  value: HTMLElement;
}

function sampleOf(line: ChartLine): string {
  return line.role === 'previous' || line.role === 'prediction' ? line.role : line.series.info.split;
}

/** A row of `— train 0.0913` entries. Entries keep their place and width while the figures change. */
export function createChartLegend(): ChartLegend {
  const list = h('ul', { class: 'chart-legend' });
  const where = h('span', { class: 'chart-where numbers' });
  let entries: Entry[] = [];

  const build = (lines: readonly ChartLine[]): void => {
    entries = lines.map((line) => ({
      key: keyOf(line),
      value: h('span', { class: 'chart-value numbers' }),
    }));
    list.replaceChildren(
      ...lines.map((line, index) =>
        h('li', { class: 'chart-entry' }, [
          line.style
            ? lineSample(line.style)
            : h('span', { class: `chart-sample chart-sample-${sampleOf(line)}`, 'aria-hidden': 'true' }),
          h('span', { class: 'chart-label' }, line.label),
          entries[index]?.value,
        ]),
      ),
    );
  };
  return {
    element: list,
    place: where,
    show(all, x, place) {
      const lines = readableLines(all);
      if (lines.map(keyOf).join() !== entries.map(({ key }) => key).join()) build(lines);
      for (const [index, line] of lines.entries()) {
        const entry = entries[index];
        const text = valueText(line, x);
        if (entry && entry.value.textContent !== text) entry.value.textContent = text;
      }
      if (where.textContent !== place) where.textContent = place;
    },
  };
}

function keyOf(line: ChartLine): string {
  return `${line.role}:${line.series.info.id}:${line.label}:${line.style?.color ?? ''}`;
}

function valueText(line: ChartLine, x: number | undefined): string {
  const { series } = line;
  const index = x === undefined ? series.length - 1 : indexAt(line, x);
  return index < 0 ? '–' : formatValue(series.shown.at(index));
}
