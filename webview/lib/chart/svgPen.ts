import type { Pen } from './pen.ts';

interface Style {
  strokeStyle: Pen['strokeStyle'];
  fillStyle: Pen['fillStyle'];
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
}

const firstStyle: Style = {
  strokeStyle: '#000000',
  fillStyle: '#000000',
  lineWidth: 1,
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '11px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
};

/** How far below its place a text's baseline lies, in heights of its letters. */
const baselineShift: Partial<Record<CanvasTextBaseline, number>> = { middle: 0.35, top: 0.8 };
const anchors: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

const number = (value: number): string => String(Math.round(value * 100) / 100);

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A colour and its opacity apart: not every program reads `rgba()` in an SVG file. */
function paint(name: 'fill' | 'stroke', color: string, alpha: number): string {
  const parts = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(color);
  const opacity = alpha * Number(parts?.[4] ?? 1);
  const solid = parts ? `rgb(${parts.slice(1, 4).join(',')})` : color;
  return ` ${name}="${escaped(solid)}"${opacity < 1 ? ` ${name}-opacity="${number(opacity)}"` : ''}`;
}

/** Draws what charts draw as the elements of an SVG file: lines stay lines, text stays text. */
export class SvgPen implements Pen {
  strokeStyle: Pen['strokeStyle'] = firstStyle.strokeStyle;
  fillStyle: Pen['fillStyle'] = firstStyle.fillStyle;
  lineWidth = firstStyle.lineWidth;
  lineJoin = firstStyle.lineJoin;
  globalAlpha = firstStyle.globalAlpha;
  font = firstStyle.font;
  textAlign = firstStyle.textAlign;
  textBaseline = firstStyle.textBaseline;
  readonly #measure: (text: string, font: string) => number;
  readonly #elements: string[] = [];
  readonly #clips: string[] = [];
  readonly #saved: { style: Style; x: number; y: number; dash: number[]; clip: number }[] = [];
  #path = '';
  #x = 0;
  #y = 0;
  #dash: number[] = [];
  #clip = 0;

  /** @param measure the width of a text in a CSS font, in pixels */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  /** The file, with everything drawn so far. */
  toSvg(width: number, height: number, title: string): string {
    const size = `width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}"`;
    const clips = this.#clips.length > 0 ? `<defs>${this.#clips.join('')}</defs>\n` : '';
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">\n<title>${escaped(title)}</title>\n` +
      `${clips}${this.#elements.join('\n')}\n</svg>\n`
    );
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${this.#point(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${this.#point(x, y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${this.#point(x, y)}h${number(width)}v${number(height)}h${number(-width)}z`;
  }

  /** Whole circles only: charts draw no other arcs. */
  arc(x: number, y: number, radius: number): void {
    const r = number(radius);
    const across = number(2 * radius);
    this.#path += `M${this.#point(x - radius, y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0z`;
  }

  closePath(): void {
    this.#path += 'z';
  }

  stroke(): void {
    if (this.#path === '') return;
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.map(number).join(' ')}"` : '';
    const line = `fill="none" stroke-width="${number(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"`;
    this.#add(`<path d="${this.#path}" ${line}${dash}${this.#paint('stroke')}${this.#clipping()}/>`);
  }

  fill(): void {
    if (this.#path !== '') this.#add(`<path d="${this.#path}"${this.#paint('fill')}${this.#clipping()}/>`);
  }

  clip(): void {
    this.#clips.push(`<clipPath id="clip${this.#clips.length + 1}"><path d="${this.#path}"/></clipPath>`);
    this.#clip = this.#clips.length;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  fillText(text: string, x: number, y: number): void {
    this.#writeText(text, x, y, this.#paint('fill'));
  }

  strokeText(text: string, x: number, y: number): void {
    this.#writeText(text, x, y, this.#paint('stroke'));
  }

  #writeText(text: string, x: number, y: number, paint: string): void {
    const [, weight = '', size = '11', family = 'sans-serif'] =
      /^(\S+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const top = y + Number(size) * (baselineShift[this.textBaseline] ?? 0);
    const anchor = anchors[this.textAlign] ?? 'start';
    const font = `font-family="${escaped(family)}" font-size="${size}"${weight ? ` font-weight="${weight.trim()}"` : ''}`;
    const place = `x="${number(x + this.#x)}" y="${number(top + this.#y)}" text-anchor="${anchor}"`;
    this.#add(`<text ${place} ${font}${paint}${this.#clipping()}>${escaped(text)}</text>`);
  }

  measureText(text: string): { width: number } {
    return { width: this.#measure(text, this.font) };
  }

  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments];
  }

  translate(x: number, y: number): void {
    this.#x += x;
    this.#y += y;
  }

  save(): void {
    const { strokeStyle, fillStyle, lineWidth, lineJoin, globalAlpha, font, textAlign, textBaseline } = this;
    const style = { strokeStyle, fillStyle, lineWidth, lineJoin, globalAlpha, font, textAlign, textBaseline };
    this.#saved.push({ style, x: this.#x, y: this.#y, dash: this.#dash, clip: this.#clip });
  }

  restore(): void {
    const saved = this.#saved.pop();
    if (!saved) return;
    Object.assign(this, saved.style);
    [this.#x, this.#y, this.#dash, this.#clip] = [saved.x, saved.y, saved.dash, saved.clip];
  }

  #point(x: number, y: number): string {
    return `${number(x + this.#x)} ${number(y + this.#y)}`;
  }

  #paint(name: 'fill' | 'stroke'): string {
    const style = name === 'fill' ? this.fillStyle : this.strokeStyle;
    return paint(name, typeof style === 'string' ? style : '#000000', this.globalAlpha);
  }

  #clipping(): string {
    return this.#clip === 0 ? '' : ` clip-path="url(#clip${this.#clip})"`;
  }

  #add(element: string): void {
    this.#elements.push(element);
  }
}
