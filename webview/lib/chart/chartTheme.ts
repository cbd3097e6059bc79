import type { Split } from '../../../src/protocol/run.ts';

/** The editor's colours as a canvas needs them. */
export interface ChartTheme {
  foreground: string;
  muted: string;
  grid: string;
  background: string;
  bad: string;
  focus: string;
  split: Readonly<Record<Split, string>>;
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

export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const foreground = token('charts-foreground', style.color);
  const classes = document.body.classList;
  return {
    foreground,
    muted: token('descriptionForeground', foreground),
    grid: foreground,
    background: token('editor-background', 'Canvas'),
    bad: token('charts-red', foreground),
    focus: token('focusBorder', foreground),
    split: {
      train: token('charts-blue', foreground),
      validation: token('charts-orange', foreground),
      test: token('charts-purple', foreground),
    },
    isHighContrast:
      classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light'),
    font: `11px ${token('font-family', 'system-ui, sans-serif')}`,
  };
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
