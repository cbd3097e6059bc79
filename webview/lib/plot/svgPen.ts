import { arrowCorners, corners, pictureCanvas } from './penShapes.ts';
import type { MarkShape, PlotPen, Stroke, TextStyle } from './plotPen.ts';

type Points = readonly (readonly [x: number, y: number])[];

export interface SvgPen extends PlotPen {
  /** Everything drawn so far as a file of this size. */
  svg(width: number, height: number, background: string): string;
}

/** A pen that writes an SVG file; `textWidth` knows how wide text is. */
export function svgPen(family: string, textWidth: PlotPen['textWidth']): SvgPen {
  const parts: string[] = [];
  return {
    line: (points, stroke) => void parts.push(polyline(points, stroke)),
    rect(x, y, width, height, fill, stroke) {
      const box = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
      parts.push(`<rect ${box} fill="${escape(fill)}"/>`);
      if (stroke) parts.push(`<rect ${box} ${strokeOf(stroke)}/>`);
    },
    mark: (shape, x, y, size, color, background) =>
      void parts.push(...markParts(shape, [x, y, size], color, background)),
    text: (text, x, y, style) => void parts.push(textPart(text, x, y, style)),
    arrow: (x, y, direction, color) => void parts.push(polygon(arrowCorners(x, y, direction), color)),
    picture(pixels, x, y, scale) {
      const url = pictureCanvas(pixels)?.toDataURL('image/png') ?? '';
      const size = `width="${number(pixels.width * scale)}" height="${number(pixels.height * scale)}"`;
      parts.push(
        `<image x="${number(x)}" y="${number(y)}" ${size} style="image-rendering:pixelated" href="${url}"/>`,
      );
    },
    textWidth,
    svg: (width, height, background) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" font-family="${escape(family)}">` +
      `<rect width="100%" height="100%" fill="${escape(background)}"/>${parts.join('')}</svg>\n`,
  };
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function pathOf(points: Points): string {
  return points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ');
}

function strokeOf({ color, width, dash = [], alpha = 1 }: Stroke): string {
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  const opacity = alpha < 1 ? ` stroke-opacity="${number(alpha)}"` : '';
  return `fill="none" stroke="${escape(color)}" stroke-width="${number(width)}"${dashes}${opacity}`;
}

function polyline(points: Points, stroke: Stroke): string {
  return `<polyline points="${pathOf(points)}" ${strokeOf(stroke)}/>`;
}

function polygon(points: Points, color: string): string {
  return `<polygon points="${pathOf(points)}" fill="${escape(color)}"/>`;
}

function markParts(
  shape: MarkShape,
  [x, y, size]: readonly [number, number, number],
  color: string,
  background: string,
): string[] {
  if (shape === 'triangle' || shape === 'square' || shape === 'diamond')
    return [
      polygon(
        corners[shape].map(([dx, dy]) => [x + dx * size, y + dy * size]),
        color,
      ),
    ];
  if (shape === 'cross')
    return [1, -1].map((turn) =>
      polyline(
        [
          [x - size, y - size * turn],
          [x + size, y + size * turn],
        ],
        { color, width: 1.5 },
      ),
    );
  const fill = shape === 'disc' ? color : background;
  return [
    `<circle cx="${number(x)}" cy="${number(y)}" r="${number(size)}" fill="${escape(fill)}" stroke="${escape(color)}" stroke-width="1.5"/>`,
  ];
}

function textPart(text: string, x: number, y: number, style: TextStyle): string {
  const { color, size, align, baseline, bold, isTurned } = style;
  const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
  // Viewers differ in their support of baselines: all know the one that letters stand on.
  const shift = { top: 0.8, middle: 0.32, bottom: -0.2 }[baseline] * size;
  const place = isTurned
    ? `transform="translate(${number(x)} ${number(y)}) rotate(-90)" y="${number(shift)}"`
    : `x="${number(x)}" y="${number(y + shift)}"`;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text ${place} text-anchor="${anchor}" font-size="${number(size)}"${weight} fill="${escape(color)}">${escape(text)}</text>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
