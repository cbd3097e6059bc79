import type { CellPictures } from '../../../src/protocol/runSurface.ts';

/** Small pictures are enlarged three times; larger ones less, so that a few still stand side by side. */
export function pictureScale(width: number): number {
  return Math.max(1, Math.min(3, Math.floor(120 / Math.max(1, width))));
}

/** Grey or RGB bytes as RGBA. Bytes that are missing stay black. */
export function toRgba(
  { width, height, channels }: Pick<CellPictures, 'width' | 'height' | 'channels'>,
  bytes: Uint8Array,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      pixels[pixel * 4 + channel] = bytes[pixel * channels + (channels === 1 ? 0 : channel)] ?? 0;
    pixels[pixel * 4 + 3] = 255;
  }
  return pixels;
}

/** One sample drawn pixel by pixel; enlarged by the style sheet's `image-rendering: pixelated`. */
export function pictureTile(
  pictures: CellPictures,
  bytes: Uint8Array,
  description: string,
): HTMLCanvasElement {
  const { width, height } = pictures;
  const canvas = document.createElement('canvas');
  canvas.className = 'picture';
  canvas.width = width;
  canvas.height = height;
  const scale = pictureScale(width);
  canvas.style.width = `${width * scale}px`;
  canvas.style.height = `${height * scale}px`;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', description);
  canvas.getContext('2d')?.putImageData(new ImageData(toRgba(pictures, bytes), width, height), 0, 0);
  return canvas;
}
