import { arrowCorners, corners, pictureCanvas } from './penShapes.ts';
import type { MarkShape, PlotPen, Stroke } from './plotPen.ts';

type Points = readonly (readonly [x: number, y: number])[];

/** A pen that draws on a canvas whose units are CSS pixels. */
export function canvasPen(context: CanvasRenderingContext2D, family: string): PlotPen {
  return {
    line(points, stroke) {
      applyStroke(context, stroke);
      context.lineJoin = 'round';
      trace(context, points);
      context.stroke();
      context.globalAlpha = 1;
    },
    rect(x, y, width, height, fill, stroke) {
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
      if (!stroke) return;
      applyStroke(context, stroke);
      context.strokeRect(x, y, width, height);
      context.globalAlpha = 1;
    },
    mark: (shape, x, y, size, color, background) => drawMark(context, shape, [x, y, size], color, background),
    text(text, x, y, { color, size, align, baseline, bold, isTurned }) {
      context.save();
      context.font = `${bold ? '600 ' : ''}${size}px ${family}`;
      context.fillStyle = color;
      context.textAlign = align;
      context.textBaseline = baseline;
      context.translate(x, y);
      if (isTurned) context.rotate(-Math.PI / 2);
      context.fillText(text, 0, 0);
      context.restore();
    },
    arrow: (x, y, direction, color) => fillShape(context, arrowCorners(x, y, direction), color),
    picture(pixels, x, y, scale) {
      const source = pictureCanvas(pixels);
      context.imageSmoothingEnabled = false;
      if (source) context.drawImage(source, x, y, pixels.width * scale, pixels.height * scale);
    },
    textWidth(text, size) {
      context.font = `${size}px ${family}`;
      return context.measureText(text).width;
    },
  };
}

function trace(context: CanvasRenderingContext2D, points: Points): void {
  context.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function applyStroke(
  context: CanvasRenderingContext2D,
  { color, width, dash = [], alpha = 1 }: Stroke,
): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.globalAlpha = alpha;
}

function fillShape(context: CanvasRenderingContext2D, points: Points, color: string): void {
  trace(context, points);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}

function drawMark(
  context: CanvasRenderingContext2D,
  shape: MarkShape,
  [x, y, size]: readonly [number, number, number],
  color: string,
  background: string,
): void {
  context.setLineDash([]);
  if (shape === 'triangle' || shape === 'square' || shape === 'diamond') {
    fillShape(
      context,
      corners[shape].map(([dx, dy]) => [x + dx * size, y + dy * size]),
      color,
    );
    return;
  }
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  if (shape === 'cross') {
    context.moveTo(x - size, y - size);
    context.lineTo(x + size, y + size);
    context.moveTo(x + size, y - size);
    context.lineTo(x - size, y + size);
  } else context.arc(x, y, size, 0, Math.PI * 2);
  context.fillStyle = shape === 'disc' ? color : background;
  if (shape !== 'cross') context.fill();
  if (shape !== 'disc') context.stroke();
}
