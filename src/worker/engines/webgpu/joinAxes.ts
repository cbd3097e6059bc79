/**
 * Joins neighbouring axes that an operation leaves alone.
 *
 * @returns The shape then, and for each of its axes the first of the axes it is made of
 */
export function joinAxes(
  lengths: readonly number[],
  isTouched: (axis: number) => boolean | undefined,
): { shape: number[]; axes: number[] } {
  const shape: number[] = [];
  const axes: number[] = [];
  for (const [axis, length] of lengths.entries()) {
    const last = shape.length - 1;
    if (axis > 0 && !isTouched(axis) && !isTouched(axis - 1)) shape[last] = (shape[last] ?? 1) * length;
    else {
      shape.push(length);
      axes.push(axis);
    }
  }
  return { shape, axes };
}
