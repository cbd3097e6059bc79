/** A dense array of numbers in float64, for references that are written by their definition. */
export interface Float64Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Calls `visit` with every index of `shape`, the last axis fastest. */
export function forEachIndex(
  shape: readonly number[],
  visit: (index: number[], position: number) => void,
): void {
  const index = shape.map(() => 0);
  for (let position = 0; position < sizeOf(shape); position++) {
    visit(index, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
}

export function build(shape: readonly number[], element: (index: number[]) => number): Float64Tensor {
  const values = new Float64Array(sizeOf(shape));
  forEachIndex(shape, (index, position) => (values[position] = element(index)));
  return { shape, values };
}

function positionOf(shape: readonly number[], index: readonly number[]): number {
  return shape.reduce((position, length, axis) => position * length + index[axis]!, 0);
}

/** The element at `index`, or 0 outside, as zero padding has it. */
export function at({ shape, values }: Float64Tensor, index: readonly number[]): number {
  const isInside = shape.every((length, axis) => index[axis]! >= 0 && index[axis]! < length);
  return isInside ? values[positionOf(shape, index)]! : 0;
}

/** Adds to the element at `index`; outside does nothing. */
export function addAt({ shape, values }: Float64Tensor, index: readonly number[], value: number): void {
  const isInside = shape.every((length, axis) => index[axis]! >= 0 && index[axis]! < length);
  if (isInside) values[positionOf(shape, index)]! += value;
}

/** An element of a tensor that is broadcast to a shape with the index given. */
export function broadcastAt(tensor: Float64Tensor, index: readonly number[]): number {
  const own = index.slice(index.length - tensor.shape.length);
  return at(
    tensor,
    own.map((i, axis) => (tensor.shape[axis] === 1 ? 0 : i)),
  );
}

/** The sum of `term` over every index of `shape`. */
export function sumOver(shape: readonly number[], term: (index: number[]) => number): number {
  let sum = 0;
  forEachIndex(shape, (index) => (sum += term(index)));
  return sum;
}
