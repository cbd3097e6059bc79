import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { type ChartLine, type ChartModel, stepOf, xOf } from './chartModel.ts';
import type { ChartTheme } from './chartTheme.ts';
import { drawValues } from './drawChart.ts';
import type { LineStyle } from './lineStyle.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

/** Beyond this many lines a raw line behind each smoothed one would be a grey cloud. */
const rawLinesAtMost = 8;
/** Names at the ends of more lines than this would cover the curves. */
const tagsAtMost = 12;
const tagHeight = 13;

type StyledLine = ChartLine & { style: LineStyle };

/** Draws the curves of several runs, each in its own style, with bands behind them and their names at their ends. */
export function drawRuns(
  context: Pen,
  area: PlotArea,
  { lines, isLog }: ChartModel,
  theme: ChartTheme,
): void {
  const runs = lines.filter((line): line is StyledLine => line.role === 'run' && line.style !== undefined);
  if (runs.length === 0) return;
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - 2, area.right - area.left, area.bottom - area.top + 4);
  context.clip();
  context.lineJoin = 'round';
  for (const line of runs) if (line.band) drawBand(context, area, line, isLog, theme);
  for (const line of runs)
    drawRun(context, area, line, { isLog, hasRaw: runs.length <= rawLinesAtMost }, theme);
  context.restore();
  drawTags(context, area, runs, isLog, theme);
}

function drawRun(
  context: Pen,
  area: PlotArea,
  line: StyledLine,
  { isLog, hasRaw }: { isLog: boolean; hasRaw: boolean },
  theme: ChartTheme,
): void {
  const { series, style } = line;
  const color = theme.run[style.color] ?? theme.foreground;
  const faint = theme.isHighContrast ? 0.6 : 0.25;
  if (series.isSmoothed && hasRaw && !style.isFaint)
    drawValues(context, area, line, series.raw, isLog, { color, width: 1, alpha: faint, dash: [] });
  drawValues(context, area, line, series.shown, isLog, {
    color,
    width: style.isFaint ? 1 : 2,
    alpha: style.isFaint ? Math.max(0.5, faint) : 1,
    dash: style.dash,
  });
}

/** From the lowest to the highest of all seeds: a fill, and in high contrast its borders. */
function drawBand(context: Pen, area: PlotArea, line: StyledLine, isLog: boolean, theme: ChartTheme): void {
  const { band, style } = line;
  if (!band) return;
  const floor = area.bottom;
  const edge = (series: LineSeries): [number, number][] => {
    const window = series.window(stepOf(line, area.from), stepOf(line, area.to));
    const kept = series.shown.thin(window.from, window.to, area.right - area.left);
    return Array.from(kept, (index) => {
      const value = series.shown.at(index);
      const x = area.xAt(xOf({ ...line, series }, index));
      return [x, isLog && value <= 0 ? floor : area.yAt(value)];
    });
  };
  const [low, high] = [edge(band.low), edge(band.high)];
  context.beginPath();
  for (const [x, y] of high) context.lineTo(x, y);
  for (const [x, y] of low.reverse()) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = theme.run[style.color] ?? theme.foreground;
  context.globalAlpha = theme.isHighContrast ? 0.25 : 0.18;
  context.fill();
  if (theme.isHighContrast) {
    context.globalAlpha = 1;
    context.strokeStyle = context.fillStyle;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Names at the ends of the curves: beside the plot where a curve reaches its edge, pushed apart where they would overlap. */
function drawTags(
  context: Pen,
  area: PlotArea,
  runs: readonly StyledLine[],
  isLog: boolean,
  theme: ChartTheme,
): void {
  const named = runs.filter(({ style }) => !style.isFaint);
  if (named.length > tagsAtMost) return;
  const tags = named.flatMap((line) => {
    const end = lastPoint(line, area, isLog);
    return end
      ? [{ ...end, text: line.style.tag, color: theme.run[line.style.color] ?? theme.foreground }]
      : [];
  });
  const [beside, within] = [
    tags.filter(({ x }) => x > area.right - 6),
    tags.filter(({ x }) => x <= area.right - 6),
  ];
  spread(beside, area);
  context.font = theme.font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { y, text, color } of beside) {
    context.fillStyle = color;
    context.fillText(text, area.right + 6, y);
  }
  context.lineWidth = 3;
  context.setLineDash([]);
  for (const { x, y, text, color } of within) {
    context.strokeStyle = theme.background;
    context.strokeText(text, x + 6, y);
    context.fillStyle = color;
    context.fillText(text, x + 6, y);
  }
}

/** Moves names that would overlap apart, and none out of the picture. */
function spread(tags: { y: number }[], area: PlotArea): void {
  tags.sort((a, b) => a.y - b.y);
  let free = area.top;
  for (const tag of tags) {
    tag.y = Math.max(tag.y, free);
    free = tag.y + tagHeight;
  }
  let limit = area.bottom;
  for (const tag of tags.toReversed()) {
    tag.y = Math.min(tag.y, limit);
    limit = tag.y - tagHeight;
  }
}

/** Where the curve leaves the picture: its last drawable point in view. */
function lastPoint(line: StyledLine, area: PlotArea, isLog: boolean): { x: number; y: number } | undefined {
  const { series } = line;
  const { from, to } = series.window(stepOf(line, area.from), stepOf(line, area.to));
  for (let index = to - 1; index >= Math.max(from, to - 1000); index--) {
    const value = series.shown.at(index);
    const x = area.xAt(xOf(line, index));
    if (x > area.right + 1 || !Number.isFinite(value) || (isLog && value <= 0)) continue;
    const y = area.yAt(value);
    return y < area.top - 2 || y > area.bottom + 2 ? undefined : { x, y };
  }
  return undefined;
}
