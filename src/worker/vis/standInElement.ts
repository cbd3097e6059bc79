import { plainText } from './values.ts';

/*
 * The little of a page that code written for tfjs-vis touches: a surface's draw area, canvases put into it, words set on
 * it. What is put there is told to `onChange`; everything else is accepted and has no effect.
 */
export interface CanvasPixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

const nothing = (): void => undefined;

export class StandInElement {
  readonly tagName: string;
  id = '';
  className = '';
  width = 300;
  height = 150;
  readonly style: Record<string, unknown> = {};
  readonly dataset: Record<string, string> = {};
  readonly classList = { add: nothing, remove: nothing, toggle: nothing, contains: () => false };
  readonly children: StandInElement[] = [];
  parentElement: StandInElement | undefined;
  pixels: CanvasPixels | undefined;
  onChange: (() => void) | undefined;
  #text = '';

  constructor(tagName: string) {
    this.tagName = tagName.toUpperCase();
  }

  get textContent(): string {
    return [this.#text, ...this.children.map((child) => child.textContent)].filter(Boolean).join('\n');
  }

  set textContent(text: unknown) {
    this.children.length = 0;
    this.#text = text === null || text === undefined ? '' : plainText(text);
    this.changed();
  }

  get innerText(): string {
    return this.textContent;
  }

  set innerText(text: unknown) {
    this.textContent = text;
  }

  get innerHTML(): string {
    return this.textContent;
  }

  /** Tags are left away: what a program writes never becomes markup. */
  set innerHTML(html: unknown) {
    this.textContent = String(html)
      .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
      .replace(/<[^>]*>/g, '')
      .trim();
  }

  appendChild<T>(child: T): T {
    this.append(child);
    return child;
  }

  append(...added: unknown[]): void {
    for (const child of added) {
      if (child instanceof StandInElement) {
        child.parentElement = this;
        this.children.push(child);
      } else this.#text += String(child);
    }
    this.changed();
  }

  replaceChildren(...added: unknown[]): void {
    this.children.length = 0;
    this.#text = '';
    this.append(...added);
  }

  removeChild<T>(child: T): T {
    const index = this.children.findIndex((one) => one === (child as unknown));
    if (index >= 0) this.children.splice(index, 1);
    return child;
  }

  remove(): void {
    this.parentElement?.removeChild(this);
  }

  get firstChild(): StandInElement | null {
    return this.children[0] ?? null;
  }

  /** A 2d context that only takes whole pictures, which is how `tf.browser.toPixels` draws. */
  getContext(kind: string): unknown {
    if (kind !== '2d' || this.tagName !== 'CANVAS') return null;
    const known: Record<string, unknown> = {
      canvas: this,
      putImageData: (pixels: CanvasPixels) => {
        this.pixels = { width: pixels.width, height: pixels.height, data: pixels.data.slice() };
        this.changed();
      },
    };
    return new Proxy(known, {
      get: (target, key) => (key in target ? target[String(key)] : nothing),
      set: () => true,
    });
  }

  setAttribute(name: string, value: unknown): void {
    if (name === 'id') this.id = String(value);
  }

  getAttribute(): null {
    return null;
  }

  querySelector(): null {
    return null;
  }

  querySelectorAll(): [] {
    return [];
  }

  addEventListener(): void {
    nothing();
  }

  removeEventListener(): void {
    nothing();
  }

  /** All canvases in it that hold a picture. */
  pictures(): CanvasPixels[] {
    return [...(this.pixels ? [this.pixels] : []), ...this.children.flatMap((child) => child.pictures())];
  }

  changed(): void {
    this.onChange?.();
    this.parentElement?.changed();
  }
}
