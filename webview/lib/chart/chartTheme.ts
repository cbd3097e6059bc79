import type { Split } from '../../../src/protocol/run.ts';
import { runColors } from './lineStyle.ts';
import { parseColor, readableColor } from './readableColor.ts';

/** The editor's colours as a canvas needs them. */
export interface ChartTheme {
  foreground: string;
  muted: string;
  grid: string;
  background: string;
  bad: string;
  focus: string;
  split: Readonly<Record<Split, string>>;
  /** Colours of runs that are compared, by `LineStyle.color`. */
  run: readonly string[];
  /** In high contrast nothing is drawn faintly. */
  isHighContrast: boolean;
  font: string;
}

/** Dashes tell the splits apart without colour: solid, dashed, dotted. In CSS pixels. */
export const splitDashes: Readonly<Record<Split, readonly number[]>> = {
  train: [],
  validation: [6, 4],
  test: [2, 3],
};

/** The page's theme: the same for every chart of a page, and slow to read. */
let known: ChartTheme | undefined;
let isWatched = false;

export function readChartTheme(): ChartTheme {
  // Before any chart listens, so that the old theme is forgotten when they read anew.
  if (!isWatched) onDidChangeTheme(() => (known = undefined));
  isWatched = true;
  known ??= readTheme();
  return known;
}

function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const token = (name: string, fallback: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const foreground = token('charts-foreground', style.color);
  const background = token('editor-background', 'Canvas');
  const readable = (name: string): string =>
    readableColor(token(name, foreground), background, foreground, parseColor);
  const split = {
    train: readable('charts-blue'),
    validation: readable('charts-orange'),
    test: readable('charts-purple'),
  };
  publish(split);
  const classes = document.body.classList;
  return {
    foreground,
    muted: token('descriptionForeground', foreground),
    grid: foreground,
    background,
    bad: token('charts-red', foreground),
    focus: token('focusBorder', foreground),
    split,
    run: runColors(readable),
    isHighContrast:
      classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light'),
    font: `11px ${token('font-family', 'system-ui, sans-serif')}`,
  };
}

/** Style sheets colour legends and table heads by the same values. */
function publish(split: Readonly<Record<Split, string>>): void {
  for (const [name, color] of Object.entries(split))
    document.body.style.setProperty(`--chart-${name}`, color);
}

/** Calls back when the editor changes its theme, which it does by rewriting the root's style and the body's class. */
export function onDidChangeTheme(listener: () => void): { dispose(): void } {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  const forced = matchMedia('(forced-colors: active)');
  forced.addEventListener('change', listener);
  return {
    dispose() {
      observer.disconnect();
      forced.removeEventListener('change', listener);
    },
  };
}
