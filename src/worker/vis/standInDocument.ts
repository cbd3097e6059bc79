import type { PlotDesk } from './plotDesk.ts';
import { StandInElement } from './standInElement.ts';
import { drawnElement } from './visor.ts';
import { usualTab } from './container.ts';

/**
 * A `document` for code that draws pictures into tfjs-vis's surfaces: it makes canvases, calls what waits for the page,
 * and gives an element for every id, whose words and canvases are drawn on a surface of that name. There is no `window`,
 * so that nothing takes the process for a browser.
 */
export function provideDocument(desk: PlotDesk): void {
  const elements = new Map<string, StandInElement>();
  const elementOf = (id: string): StandInElement => {
    const known = elements.get(id) ?? drawnElement(desk, { name: id, tab: usualTab });
    known.id = id;
    elements.set(id, known);
    return known;
  };
  const page = {
    createElement: (tag: string) => new StandInElement(tag),
    createTextNode: (text: string) => text,
    getElementById: elementOf,
    querySelector: (selector: string) => elementOf(selector.replace(/^#/, '')),
    querySelectorAll: () => [],
    body: drawnElement(desk, { name: 'document.body', tab: usualTab }),
    readyState: 'complete',
    addEventListener(type: string, listener: () => unknown) {
      if (type === 'DOMContentLoaded') setTimeout(listener, 0);
    },
    removeEventListener: () => undefined,
  };
  define('document', page);
  define(
    'ImageData',
    class ImageData {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;

      constructor(data: Uint8ClampedArray, width: number, height = data.length / 4 / width) {
        this.data = data;
        this.width = width;
        this.height = height;
      }
    },
  );
}

/** Only where Node has none of its own. */
function define(name: string, value: unknown): void {
  if (name in globalThis) return;
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
}
