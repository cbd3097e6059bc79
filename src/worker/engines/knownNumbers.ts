/**
 * A matMul and a convolution with both its gradients, written out as in a textbook and computed in plain loops: what
 * an engine is checked against. The inputs are small whole numbers, which every engine represents exactly, those with
 * shortened multiplications (TF32, float16 accumulators) included, so a right engine is right to the last digit.
 */

/** Whole numbers from -3 to 3 without a pattern that a wrong stride could repeat. */
export function smallNumbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return ((state >> 16) % 7) - 3;
  });
}

/** `[rows, inner] × [inner, columns]`, row-major. */
export function matMulByHand(
  a: Float32Array,
  b: Float32Array,
  { rows, inner, columns }: { rows: number; inner: number; columns: number },
): Float32Array {
  const product = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += (a[row * inner + k] ?? 0) * (b[k * columns + column] ?? 0);
      product[row * columns + column] = sum;
    }
  return product;
}

/** Pictures `[batch, size, size, channels]`, filters `[kernel, kernel, channels, filters]`, stride 1, padding `same`. */
export interface ConvolutionSize {
  batch: number;
  size: number;
  channels: number;
  kernel: number;
  filters: number;
}

export interface ConvolutionByHand {
  output: Float32Array;
  inputGradient: Float32Array;
  filterGradient: Float32Array;
}

/** The convolution, and its gradients for the output gradient `dy`. */
export function convolutionByHand(
  x: Float32Array,
  filter: Float32Array,
  dy: Float32Array,
  size: ConvolutionSize,
): ConvolutionByHand {
  const output = new Float32Array(dy.length);
  const inputGradient = new Float32Array(x.length);
  const filterGradient = new Float32Array(filter.length);
  forEachProduct(size, (xAt, filterAt, outAt) => {
    output[outAt] = (output[outAt] ?? 0) + (x[xAt] ?? 0) * (filter[filterAt] ?? 0);
    inputGradient[xAt] = (inputGradient[xAt] ?? 0) + (dy[outAt] ?? 0) * (filter[filterAt] ?? 0);
    filterGradient[filterAt] = (filterGradient[filterAt] ?? 0) + (dy[outAt] ?? 0) * (x[xAt] ?? 0);
  });
  return { output, inputGradient, filterGradient };
}

/** Visits every multiplication of the convolution: which input, which weight, and which output it goes into. */
function forEachProduct(
  { batch, size, channels, kernel, filters }: ConvolutionSize,
  visit: (xAt: number, filterAt: number, outAt: number) => void,
): void {
  const before = Math.floor((kernel - 1) / 2);
  const places = batch * size * size * kernel * kernel;
  for (let place = 0; place < places; place++) {
    const column = place % kernel;
    const row = Math.floor(place / kernel) % kernel;
    const outX = Math.floor(place / kernel ** 2) % size;
    const outY = Math.floor(place / (kernel ** 2 * size)) % size;
    const image = Math.floor(place / (kernel ** 2 * size ** 2));
    const x = outX + column - before;
    const y = outY + row - before;
    if (x < 0 || x >= size || y < 0 || y >= size) continue;
    for (let channel = 0; channel < channels; channel++)
      for (let filter = 0; filter < filters; filter++)
        visit(
          ((image * size + y) * size + x) * channels + channel,
          ((row * kernel + column) * channels + channel) * filters + filter,
          ((image * size + outY) * size + outX) * filters + filter,
        );
  }
}

/** The largest difference, relative to the largest expected number. Not a number counts as infinitely wrong. */
export function largestErrorOf(actual: ArrayLike<number>, expected: Float32Array): number {
  if (actual.length !== expected.length) return Infinity;
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  return expected.reduce((worst, value, index) => {
    const error = Math.abs((actual[index] ?? NaN) - value) / scale;
    return Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }, 0);
}
