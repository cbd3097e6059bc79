import type { PlotSurface } from '../../protocol/exhibit.ts';
import type { Plot } from '../../protocol/plot.ts';
import { markSurface, partOf, usualTab } from './container.ts';
import { imagesPlot } from './imagePlot.ts';
import { drawOrRefuse, type PlotDesk } from './plotDesk.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { withoutAlpha } from './shownPlot.ts';
import { StandInElement } from './standInElement.ts';
import { isObject } from './values.ts';

export interface SurfaceStandIn {
  container: StandInElement;
  label: StandInElement;
  drawArea: StandInElement;
}

/** An element whose words and canvases are drawn on a surface of the panel. */
export function drawnElement(desk: PlotDesk, surface: PlotSurface): StandInElement {
  const element = new StandInElement('div');
  markSurface(element, surface);
  element.onChange = () => {
    const pictures = element.pictures();
    const text = element.textContent;
    if (pictures.length > 0)
      drawOrRefuse(desk, partOf(surface, 'pictures'), 'surface.drawArea', () => picturesPlot(pictures));
    if (text !== '')
      drawOrRefuse(desk, partOf(surface, 'text'), 'surface.drawArea', () => ({ type: 'text', text }));
  };
  return element;
}

function picturesPlot(pictures: readonly { width: number; height: number; data: Uint8ClampedArray }[]): Plot {
  const [first] = pictures;
  if (!first) throw new PlotRefusal('nothing', { given: given(undefined) });
  for (const [index, { width, height }] of pictures.entries())
    if (width !== first.width || height !== first.height)
      throw new PlotRefusal('ragged', {
        row: index + 1,
        length: `[${height}, ${width}]`,
        first: `[${first.height}, ${first.width}]`,
      });
  const bytes = pictures.flatMap(({ data }) => Array.from(withoutAlpha(data)));
  const plot = imagesPlot([pictures.length, first.height, first.width, 3], bytes);
  // A picture of zeros and ones would be taken for one in 0..1; bytes of a canvas are what they are.
  return { ...plot, bytes: Uint8Array.from(bytes.slice(0, plot.bytes.length)) };
}

/**
 * What `tfvis.visor()` gives. The panel is always there and people choose its tabs themselves, so opening, closing and
 * the like are remembered and answered, and move nothing.
 */
export function createVisor(desk: PlotDesk): Record<string, unknown> {
  let isOpen = true;
  let isFullscreen = false;
  const surfaces = new Map<string, SurfaceStandIn>();
  return {
    el: new StandInElement('div'),
    surface(options: unknown): SurfaceStandIn {
      const { name, tab } = isObject(options) ? options : {};
      if (typeof name !== 'string')
        throw new TypeError(
          `visor().surface() needs a name, such as { name: 'Loss', tab: 'Training' }; here it got ${given(options)}.`,
        );
      const surface = { name, tab: typeof tab === 'string' ? tab : usualTab };
      const key = JSON.stringify(surface);
      const known = surfaces.get(key);
      if (known) return known;
      const made: SurfaceStandIn = {
        container: drawnElement(desk, surface),
        label: new StandInElement('div'),
        drawArea: drawnElement(desk, surface),
      };
      made.label.textContent = name;
      markSurface(made, surface);
      surfaces.set(key, made);
      return made;
    },
    isOpen: () => isOpen,
    open: () => void (isOpen = true),
    close: () => void (isOpen = false),
    toggle: () => void (isOpen = !isOpen),
    isFullscreen: () => isFullscreen,
    toggleFullScreen: () => void (isFullscreen = !isFullscreen),
    bindKeys: () => undefined,
    unbindKeys: () => undefined,
    setActiveTab: () => undefined,
  };
}
