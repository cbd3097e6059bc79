import type { LineStyle } from './lineStyle.ts';

const namespace = 'http://www.w3.org/2000/svg';

/** A short piece of a run's line, for legends and tables. Said in words beside it. */
export function lineSample({ color, dash }: LineStyle): SVGElement {
  const picture = document.createElementNS(namespace, 'svg');
  const line = document.createElementNS(namespace, 'line');
  const set = (element: Element, attributes: Record<string, string | number>): void => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  };
  set(picture, { class: 'line-sample', width: 28, height: 8, viewBox: '0 0 28 8', 'aria-hidden': 'true' });
  set(line, { x1: 0, y1: 4, x2: 28, y2: 4, 'stroke-width': 2, stroke: `var(--chart-run-${color})` });
  if (dash.length > 0) set(line, { 'stroke-dasharray': dash.join(' ') });
  picture.append(line);
  return picture;
}
