/** How a run's curve is told apart from the others: by colour, by dashes and by the name at its end. */
export interface LineStyle {
  /** Index into `ChartTheme.run`. */
  color: number;
  /** In CSS pixels, as a canvas takes them. */
  dash: readonly number[];
  /** Stands at the curve's end: `#7`. */
  tag: string;
  /** Drawn thinner and paler: one of the seeds that a band sums up. */
  isFaint?: boolean;
}

/** Themes define these; no two of one theme are close. Yellow is left out: most themes have it next to orange. */
const colorTokens = [
  'charts-blue',
  'charts-orange',
  'charts-green',
  'charts-purple',
  'charts-red',
  'terminal-ansiCyan',
  'charts-foreground',
  'terminal-ansiMagenta',
] as const;

/** As many patterns as colours, so that eight curves can be told apart by either. */
const dashes: readonly (readonly number[])[] = [
  [],
  [7, 4],
  [2, 3],
  [12, 3, 2, 3],
  [4, 2],
  [14, 5],
  [8, 3, 2, 3, 2, 3],
  [3, 6],
];

/** Colour and dashes of the curve at `place` (0-based): the first 64 all differ, the first eight in both. */
export function runStyle(place: number, tag: string): LineStyle {
  const round = Math.floor(place / colorTokens.length);
  return { color: place % colorTokens.length, dash: dashes[(place + round) % dashes.length] ?? [], tag };
}

/** @param readable gives the theme's colour of a token, mended where it would be lost on the background */
export function runColors(readable: (token: string) => string): string[] {
  const colors = colorTokens.map(readable);
  // Style sheets colour samples by the same values.
  colors.forEach((color, index) => document.body.style.setProperty(`--chart-run-${index}`, color));
  return colors;
}
