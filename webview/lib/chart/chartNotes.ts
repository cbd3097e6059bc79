import { formatValue } from '../../../src/core/series/formatValue.ts';
import { placeOf } from '../../../src/core/series/curveSentence.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { type ChartModel, windowOf } from './chartModel.ts';

interface Range {
  min: number;
  max: number;
}

/** What a person has to know to read the picture rightly: what is cut off, left out, or thinned. */
export function chartNotes(
  model: ChartModel,
  { from, to }: { from: number; to: number },
  { whole, shown }: { whole: Range | undefined; shown: Range | undefined },
  locale: Locale,
): string[] {
  const notes: string[] = [];
  const lowest = lowestValue(model, from, to);
  if (model.isLog && lowest !== undefined && lowest <= 0)
    notes.push(
      whole
        ? fill(curveWords.logLeavesOut[locale], { min: formatValue(lowest) })
        : curveWords.logShowsNothing[locale],
    );
  if (whole && shown !== whole)
    notes.push(
      fill(curveWords.clippedNote[locale], { min: formatValue(whole.min), max: formatValue(whole.max) }),
    );
  const thinned = model.lines.find(({ series, role }) => role !== 'previous' && series.thinned > 0)?.series;
  if (thinned)
    notes.push(fill(curveWords.thinnedNote[locale], { where: placeOf(thinned, thinned.thinned, locale) }));
  return notes;
}

function lowestValue(model: ChartModel, from: number, to: number): number | undefined {
  let lowest: number | undefined;
  for (const line of model.lines) {
    const window = windowOf(line, from, to);
    const found = line.series.raw.extremes(window.from, window.to);
    if (found) lowest = Math.min(lowest ?? Infinity, line.series.raw.at(found.minAt));
  }
  return lowest;
}
