import type { SampleFrame } from '../../../src/protocol/exhibit.ts';

/** Between two pictures, in pixels of theirs. */
const gap = 1;
const usualColumns = 8;

/** Pixels of a frame drawn at its natural size, pictures side by side. */
export interface GridSize {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

export function gridSize({ width, height, count, columns = usualColumns }: SampleFrame): GridSize {
  const across = Math.max(1, Math.min(columns, count));
  const rows = Math.max(1, Math.ceil(count / across));
  return {
    columns: across,
    rows,
    width: across * (width + gap) - gap,
    height: rows * (height + gap) - gap,
  };
}

/** Grey or RGB bytes as one picture of all samples. Between the samples, and where bytes are missing, it is transparent. */
export function frameImage(frame: SampleFrame, bytes: Uint8Array): ImageData {
  const grid = gridSize(frame);
  const { width, height, channels, count } = frame;
  const image = new ImageData(grid.width, grid.height);
  const pixels = image.data;
  for (let picture = 0; picture < count; picture++) {
    const left = (picture % grid.columns) * (width + gap);
    const top = Math.floor(picture / grid.columns) * (height + gap);
    for (let row = 0; row < height; row++) {
      let from = (picture * height + row) * width * channels;
      let to = ((top + row) * grid.width + left) * 4;
      if (from + width * channels > bytes.length) return image;
      for (let column = 0; column < width; column++) {
        pixels[to] = bytes[from] as number;
        pixels[to + 1] = bytes[channels === 3 ? from + 1 : from] as number;
        pixels[to + 2] = bytes[channels === 3 ? from + 2 : from] as number;
        pixels[to + 3] = 255;
        from += channels;
        to += 4;
      }
    }
  }
  return image;
}

/** Draws a frame at its natural size; the style sheet enlarges it pixel by pixel. */
export function drawFrame(canvas: HTMLCanvasElement, frame: SampleFrame, bytes: Uint8Array): void {
  const { width, height } = gridSize(frame);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')?.putImageData(frameImage(frame, bytes), 0, 0);
}

/** The largest whole factor, up to 6, at which a grid is at most `room` pixels wide and not higher than people see at once. */
export function fittingZoom(grid: GridSize, room: number): number {
  const highest = 480;
  return Math.max(1, Math.min(6, Math.floor(room / grid.width), Math.floor(highest / grid.height)));
}
