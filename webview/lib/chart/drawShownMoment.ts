import type { ChartTheme } from './chartTheme.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

/** Draws a line at the moment that the panel shows, and makes faint what came after it. */
export function drawShownMoment(context: Pen, area: PlotArea, x: number, theme: ChartTheme): void {
  const pixel = Math.min(area.right, Math.max(area.left, area.xAt(x)));
  if (pixel >= area.right && area.xAt(x) > area.right + 1) return;
  context.globalAlpha = theme.isHighContrast ? 0.6 : 0.75;
  context.fillStyle = theme.background;
  context.fillRect(pixel, area.top - 2, area.right - pixel + 2, area.bottom - area.top + 2);
  context.globalAlpha = 1;
  if (area.xAt(x) < area.left - 1) return;
  const line = Math.round(pixel) + 0.5;
  context.strokeStyle = theme.focus;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(line, area.top);
  context.lineTo(line, area.bottom);
  context.stroke();
  // A grip at the axis tells it from the cursor.
  context.fillStyle = theme.focus;
  context.beginPath();
  context.moveTo(line - 5, area.bottom + 5);
  context.lineTo(line + 5, area.bottom + 5);
  context.lineTo(line, area.bottom - 2);
  context.closePath();
  context.fill();
}
