import { placeOf } from '../../../src/core/series/curveSentence.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { type ChartLine, type ChartModel, indexAt, readableLines, stepOf, xOf } from './chartModel.ts';
import type { ChartTheme } from './chartTheme.ts';

/** The points that the cursor stops at. */
export interface CursorPlaces {
  count: number;
  at: (index: number) => number;
  nearest: (x: number) => number;
}

/** The curve that the cursor walks along: the longest of those that are read; of equals the first. */
function guideOf(lines: readonly ChartLine[]): ChartLine | undefined {
  return readableLines(lines)
    .filter(({ role, series }) => role !== 'previous' && role !== 'prediction' && series.length > 0)
    .reduce<ChartLine | undefined>(
      (best, line) => (!best || line.series.length > best.series.length ? line : best),
      undefined,
    );
}

export function cursorPlaces(lines: readonly ChartLine[]): CursorPlaces {
  const guide = guideOf(lines);
  return {
    count: guide?.series.length ?? 0,
    at: (index) => (guide ? xOf(guide, index) : 0),
    nearest: (x) => guide?.series.nearestIndex(stepOf(guide, x)) ?? 0,
  };
}

/** The x value of the point nearest to the pointer. */
export function snapCursor(lines: readonly ChartLine[], x: number | undefined): number | undefined {
  const places = cursorPlaces(lines);
  return x === undefined || places.count === 0 ? undefined : places.at(places.nearest(x));
}

/** Where each readable curve is at `x`, for the dots on the cursor. */
export function dotsAt(model: ChartModel, x: number, theme: ChartTheme): { value: number; color: string }[] {
  return readableLines(model.lines).flatMap((line) => {
    const index = indexAt(line, x);
    const value = index < 0 ? NaN : line.series.shown.at(index);
    const color = dotColor(line, theme);
    return Number.isFinite(value) ? [{ value, color }] : [];
  });
}

function dotColor({ role, series }: ChartLine, theme: ChartTheme): string {
  if (role === 'prediction') return theme.foreground;
  return role === 'previous' ? theme.muted : theme.split[series.info.split];
}

/** "epoch 3": where the cursor is. */
export function cursorPlace(model: ChartModel, x: number, locale: Locale): string {
  const guide = guideOf(model.lines);
  const index = guide ? indexAt(guide, x) : -1;
  return guide && index >= 0 ? placeOf(guide.series, index, locale) : '';
}

/** What is read out when the keyboard moves the cursor: "epoch 3: training 0.2130, validation 0.2480". */
export function spokenCursor(model: ChartModel, x: number, locale: Locale): string {
  const at = snapCursor(model.lines, x) ?? x;
  const values = readableLines(model.lines).flatMap((line) => {
    const index = indexAt(line, at);
    return index < 0 ? [] : [`${line.label} ${formatValue(line.series.shown.at(index))}`];
  });
  return `${cursorPlace(model, at, locale)}: ${values.join(', ')}`;
}

export function spokenZoom(
  model: ChartModel,
  zoom: { from: number; to: number } | undefined,
  locale: Locale,
): string {
  if (!zoom) return runWords.zoomedOut[locale];
  const word = runWords[model.axis === 'epoch' ? 'atEpoch' : 'atBatch'][locale];
  const at = (value: number): string => fill(word, { at: Math.round(value * 10) / 10 });
  return fill(runWords.zoomedTo[locale], { from: at(zoom.from), to: at(zoom.to) });
}
