import type { ChartTheme } from './chartTheme.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

/** Marks a part of the plot that something else on the page is about: a band with an edge on both sides. */
export function drawHighlight(
  context: Pen,
  area: PlotArea,
  { from, to }: { from: number; to: number },
  theme: ChartTheme,
): void {
  const inside = (x: number): number => Math.min(area.right, Math.max(area.left, area.xAt(x)));
  const [left, right] = [Math.round(inside(from)), Math.round(inside(to))];
  context.fillStyle = theme.focus;
  // High contrast has edges instead of fills.
  context.globalAlpha = theme.isHighContrast ? 0 : 0.12;
  context.fillRect(left, area.top, Math.max(2, right - left), area.bottom - area.top);
  context.globalAlpha = 1;
  context.fillRect(left, area.top, 1, area.bottom - area.top);
  context.fillRect(Math.max(left, right - 1), area.top, 1, area.bottom - area.top);
}

/** What a learner drew: in the colour of text, so that it is no split's; long and short dashes, as no split has. */
export function predictionStroke(theme: ChartTheme): {
  color: string;
  width: number;
  alpha: number;
  dash: readonly number[];
} {
  return { color: theme.foreground, width: 1.5, alpha: theme.isHighContrast ? 1 : 0.8, dash: [8, 3, 2, 3] };
}
