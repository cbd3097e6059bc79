import type { ChartMark } from './chartMark.ts';
import type { ChartTheme } from './chartTheme.ts';
import type { Pen } from './pen.ts';
import type { PlotArea } from './plotArea.ts';

const flagHeight = 14;
const rows = 3;
const gap = 3;

/**
 * Small numbered flags at the top or the bottom of the plot, each on a line at its moment. Flags that would cover each
 * other stand in rows, and where even those have no room the numbers are left to the list.
 */
export function drawMarks(
  context: Pen,
  area: PlotArea,
  marks: readonly ChartMark[],
  isAtBottom: boolean,
  theme: ChartTheme,
): void {
  const taken = Array.from({ length: rows }, () => -Infinity);
  context.font = theme.font;
  context.textBaseline = 'middle';
  for (const mark of marks) {
    const x = Math.round(area.xAt(mark.x)) + 0.5;
    if (!(x >= area.left - 1 && x <= area.right + 1)) continue;
    const color = mark.isAlarm ? theme.bad : theme.foreground;
    drawStem(context, area, x, color, theme.isHighContrast);
    const text = String(mark.number);
    const width = Math.max(flagHeight, context.measureText(text).width + 8);
    // At the right edge a flag flies to the left.
    const left = x + width > area.right + 10 ? x - width : x;
    const row = taken.findIndex((end) => end + gap <= left);
    if (row < 0) continue;
    const offset = row * (flagHeight + 2);
    const top = isAtBottom ? area.bottom - flagHeight - 2 - offset : area.top + offset;
    taken[row] = left + width;
    drawFlag(context, { left, top, width, text, color, isAlarm: mark.isAlarm }, theme);
  }
}

function drawStem(context: Pen, area: PlotArea, x: number, color: string, isStrong: boolean): void {
  context.strokeStyle = color;
  context.globalAlpha = isStrong ? 0.9 : 0.45;
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  context.beginPath();
  context.moveTo(x, area.top);
  context.lineTo(x, area.bottom);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

interface Flag {
  left: number;
  top: number;
  width: number;
  text: string;
  color: string;
  /** Filled; others are outlined. */
  isAlarm: boolean;
}

function drawFlag(context: Pen, flag: Flag, theme: ChartTheme): void {
  context.fillStyle = flag.isAlarm ? flag.color : theme.background;
  context.fillRect(flag.left, flag.top, flag.width, flagHeight);
  context.strokeStyle = flag.color;
  context.lineWidth = 1;
  context.strokeRect(flag.left, flag.top + 0.5, flag.width, flagHeight - 1);
  context.fillStyle = flag.isAlarm ? theme.background : flag.color;
  context.textAlign = 'center';
  context.fillText(flag.text, flag.left + flag.width / 2, flag.top + flagHeight / 2 + 0.5);
}
