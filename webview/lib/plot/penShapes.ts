/** Corners of each shape that is filled by straight lines, in half sizes. */
export const corners: Readonly<
  Record<'triangle' | 'square' | 'diamond', readonly (readonly [number, number])[]>
> = {
  triangle: [
    [0, -1.15],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
};

/** A triangle with its tip up or down. */
export function arrowCorners(x: number, y: number, direction: 'up' | 'down'): [number, number][] {
  const tip = direction === 'up' ? -7 : 7;
  return [
    [x - 4, y],
    [x + 4, y],
    [x, y + tip],
  ];
}

/** A picture's pixels on a canvas of its size; undefined where the page has no canvas. */
export function pictureCanvas({
  width,
  height,
  rgba,
}: {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const data = context.createImageData(width, height);
  data.data.set(rgba);
  context.putImageData(data, 0, 0);
  return canvas;
}
