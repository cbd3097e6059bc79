import { thinned, type NumberedFrame } from '../../../src/core/samples/sampleSets.ts';
import { drawFrame, gridSize } from './drawFrame.ts';
import type { FrameCache } from './frameCache.ts';

/** A saved frame is enlarged to about this width, by a whole number. */
const savedWidth = 900;
const sheetFramesAtMost = 200;
const captionHeight = 22;
const sheetGap = 12;
/** Browsers draw no larger canvas than this reliably. */
const sheetPixelsAtMost = 60e6;

async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large to be saved.');
  return new Uint8Array(await blob.arrayBuffer());
}

function naturalCanvas({ frame }: NumberedFrame, bytes: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  drawFrame(canvas, frame, bytes);
  return canvas;
}

/** One frame as PNG, each pixel enlarged to a square. */
export async function framePng(numbered: NumberedFrame, bytes: Uint8Array): Promise<Uint8Array> {
  const grid = gridSize(numbered.frame);
  const zoom = Math.max(1, Math.floor(savedWidth / grid.width));
  const canvas = document.createElement('canvas');
  canvas.width = grid.width * zoom;
  canvas.height = grid.height * zoom;
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(naturalCanvas(numbered, bytes), 0, 0, canvas.width, canvas.height);
  }
  return pngOf(canvas);
}

/** All frames of a set on one sheet, with a caption each; of more than 200, 200 evenly spread ones. */
export async function contactSheetPng(
  frames: readonly NumberedFrame[],
  cache: FrameCache,
  captionOf: (numbered: NumberedFrame) => string,
): Promise<Uint8Array> {
  const shown = thinned(frames, sheetFramesAtMost);
  const sizes = shown.map(({ frame }) => gridSize(frame));
  const cell = {
    width: Math.max(110, ...sizes.map(({ width }) => width)) + sheetGap,
    height: Math.max(...sizes.map(({ height }) => height)) + captionHeight + sheetGap,
  };
  const columns = Math.ceil(Math.sqrt((shown.length * cell.height) / cell.width));
  const canvas = document.createElement('canvas');
  const [width, height] = [
    columns * cell.width + sheetGap,
    Math.ceil(shown.length / columns) * cell.height + sheetGap,
  ];
  const scale = Math.min(1, Math.sqrt(sheetPixelsAtMost / (width * height)));
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture is too large to be saved.');
  context.scale(scale, scale);
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.font = '12px sans-serif';
  context.textBaseline = 'top';
  const places = new Map(shown.map((numbered, index) => [numbered.number, { numbered, index }]));
  await cache.load([...places.keys()], (number, bytes) => {
    const place = places.get(number);
    if (!place) return;
    const left = sheetGap + (place.index % columns) * cell.width;
    const top = sheetGap + Math.floor(place.index / columns) * cell.height;
    context.fillStyle = '#222';
    context.fillText(captionOf(place.numbered), left, top, cell.width - sheetGap);
    context.drawImage(naturalCanvas(place.numbered, bytes), left, top + captionHeight - 4);
  });
  return pngOf(canvas);
}
