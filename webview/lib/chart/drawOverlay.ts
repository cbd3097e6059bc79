import type { ChartTheme } from './chartTheme.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

/** The cursor's line, and a dot on each curve where it meets it. */
export function drawCursor(
  context: Pen,
  area: PlotArea,
  x: number,
  dots: readonly { value: number; color: string }[],
  theme: ChartTheme,
): void {
  const pixel = Math.round(area.xAt(x)) + 0.5;
  if (pixel < area.left - 1 || pixel > area.right + 1) return;
  context.strokeStyle = theme.foreground;
  context.globalAlpha = 0.6;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(pixel, area.top);
  context.lineTo(pixel, area.bottom);
  context.stroke();
  context.globalAlpha = 1;
  for (const { value, color } of dots) {
    const y = area.yAt(value);
    if (!Number.isFinite(y)) continue;
    context.beginPath();
    context.arc(pixel, y, 3.5, 0, Math.PI * 2);
    context.fillStyle = color;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = theme.background;
    context.stroke();
  }
}

/** The range being dragged out for zooming. */
export function drawSelection(
  context: Pen,
  area: PlotArea,
  from: number,
  to: number,
  theme: ChartTheme,
): void {
  const left = Math.max(area.left, Math.min(from, to));
  const right = Math.min(area.right, Math.max(from, to));
  context.fillStyle = theme.focus;
  context.globalAlpha = 0.2;
  context.fillRect(left, area.top, right - left, area.bottom - area.top);
  context.globalAlpha = 1;
  context.strokeStyle = theme.focus;
  context.strokeRect(left + 0.5, area.top + 0.5, right - left, area.bottom - area.top);
}
