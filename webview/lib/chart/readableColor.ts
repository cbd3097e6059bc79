/** Red, green and blue, 0..255. */
type Rgb = readonly [number, number, number];

/** Contrast that WCAG 2.2 asks of graphics that must be told apart (1.4.11). */
const neededContrast = 3;
const steps = 10;

/**
 * A theme's colour made opaque and, where it would be lost against the background, mixed with the foreground until it
 * is not: some themes define chart colours that are meant for the thin marks of a minimap.
 *
 * @param parse turns any CSS colour into rgb; undefined for one it does not know
 */
export function readableColor(
  color: string,
  background: string,
  foreground: string,
  parse: (color: string) => Rgb | undefined,
): string {
  const drawn = parse(color);
  const behind = parse(background);
  const text = parse(foreground);
  if (!drawn || !behind || !text) return color;
  for (let step = 0; step <= steps; step++) {
    const mixed = mix(drawn, text, step / steps);
    if (contrast(mixed, behind) >= neededContrast) return `rgb(${mixed.join(', ')})`;
  }
  return foreground;
}

/** Asks the browser what a colour is, without its transparency. */
export function parseColor(color: string): Rgb | undefined {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return undefined;
  context.fillStyle = '#000000';
  context.fillStyle = color;
  const text = context.fillStyle;
  const hex = /^#(..)(..)(..)$/
    .exec(text)
    ?.slice(1)
    .map((part) => parseInt(part, 16));
  const parts = hex ?? /^rgba?\(([^)]*)\)$/.exec(text)?.[1]?.split(',').map(Number);
  const [red, green, blue] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

/** Contrast ratio of two opaque colours, 1..21 (WCAG 2.2, relative luminance). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const linear = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}
