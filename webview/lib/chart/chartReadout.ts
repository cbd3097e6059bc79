import { placeOf } from '../../../src/core/series/curveSentence.ts';
import { formatDuration, formatValue } from '../../../src/core/series/formatValue.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { ChartMark } from './chartMark.ts';
import { type ChartLine, type ChartModel, indexAt, nearestTo, readableLines, xOf } from './chartModel.ts';
import type { ChartTheme } from './chartTheme.ts';

/** The points that the cursor stops at. */
export interface CursorPlaces {
  count: number;
  at: (index: number) => number;
  nearest: (x: number) => number;
}

/** The curve that the cursor walks along: the longest of those that are read; of equals the first. */
export function guideOf(lines: readonly ChartLine[]): ChartLine | undefined {
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
    nearest: (x) => (guide ? nearestTo(guide, x) : 0),
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

function dotColor({ role, series, style }: ChartLine, theme: ChartTheme): string {
  const own = style && theme.run[style.color];
  if (own !== undefined) return own;
  if (role === 'prediction') return theme.foreground;
  return role === 'previous' ? theme.muted : theme.split[series.info.split];
}

/** "epoch 3", or "0:41, batch 120": where the cursor is. */
export function cursorPlace(model: ChartModel, x: number, locale: Locale): string {
  const guide = guideOf(model.lines);
  const index = guide ? indexAt(guide, x) : -1;
  return guide && index >= 0 ? pointPlace(guide, index, locale) : '';
}

/** Where a point of a line is, as the line's axis counts. */
export function pointPlace(line: ChartLine, index: number, locale: Locale): string {
  const where = placeOf(line.series, index, locale);
  if (!line.usesTime) return where;
  return fill(curveWords.timeAndPlace[locale], { time: formatDuration(line.series.timeAt(index)), where });
}

/** The mark nearest to a place, if it is within a distance of it. */
export function markNear(model: ChartModel, x: number, distance: number): ChartMark | undefined {
  let nearest: ChartMark | undefined;
  for (const mark of model.marks ?? [])
    if (Math.abs(mark.x - x) <= Math.min(distance, Math.abs((nearest?.x ?? Infinity) - x))) nearest = mark;
  return nearest;
}

/** What is read out when the keyboard moves the cursor: "epoch 3: training 0.2130, validation 0.2480". */
export function spokenCursor(model: ChartModel, x: number, locale: Locale): string {
  const at = snapCursor(model.lines, x) ?? x;
  const values = readableLines(model.lines).flatMap((line) => {
    const index = indexAt(line, at);
    return index < 0 ? [] : [`${line.label} ${formatValue(line.series.shown.at(index))}`];
  });
  const guide = guideOf(model.lines);
  const here = guide ? nearestTo(guide, at) : -1;
  const step = guide && here > 0 ? xOf(guide, here) - xOf(guide, here - 1) : 1;
  const mark = markNear(model, at, step / 2);
  return `${cursorPlace(model, at, locale)}: ${values.join(', ')}${mark ? `. ${mark.text}` : ''}`;
}

export function spokenZoom(
  model: ChartModel,
  zoom: { from: number; to: number } | undefined,
  locale: Locale,
): string {
  if (!zoom) return runWords.zoomedOut[locale];
  if (model.axis === 'time')
    return fill(runWords.zoomedTo[locale], {
      from: formatDuration(zoom.from * 1000),
      to: formatDuration(zoom.to * 1000),
    });
  const word = runWords[model.axis === 'epoch' ? 'atEpoch' : 'atBatch'][locale];
  const at = (value: number): string => fill(word, { at: Math.round(value * 10) / 10 });
  return fill(runWords.zoomedTo[locale], { from: at(zoom.from), to: at(zoom.to) });
}
