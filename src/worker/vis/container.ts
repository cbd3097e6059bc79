import type { PlotSurface } from '../../protocol/exhibit.ts';
import { isObject } from './values.ts';

/** The tab of surfaces that name none, as in tfjs-vis. */
export const usualTab = 'Visor';

const surfaceMark = Symbol('surface');

/** Lets `surfaceOf` find the surface behind something that stands for it. */
export function markSurface(target: object, surface: PlotSurface): void {
  Object.defineProperty(target, surfaceMark, { value: surface });
}

/**
 * The surface that a container means: `{ name, tab }`, what `visor().surface()` gave or its draw area, a name, or an
 * element of a page, which goes by its id. Anything else draws on a surface with the name of what is drawn.
 */
export function surfaceOf(container: unknown, wanted: string): PlotSurface {
  if (typeof container === 'string' && container !== '') return { name: container, tab: usualTab };
  if (isObject(container)) {
    const marked = (container as { [surfaceMark]?: PlotSurface })[surfaceMark];
    if (marked) return marked;
    const { name, tab, id, drawArea } = container;
    if (isObject(drawArea)) return surfaceOf(drawArea, wanted);
    const found = [name, id].find((one): one is string => typeof one === 'string' && one !== '');
    if (found) return { name: found, tab: typeof tab === 'string' && tab !== '' ? tab : usualTab };
  }
  return { name: wanted, tab: usualTab };
}

export function partOf(surface: PlotSurface, part: string): PlotSurface {
  return { ...surface, part };
}
