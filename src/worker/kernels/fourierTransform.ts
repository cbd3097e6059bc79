/**
 * The discrete Fourier transform of one row of complex numbers, in place: real and imaginary parts in turn, computed in
 * float64. Powers of two by the fast algorithm of Cooley and Tukey, other lengths by the definition.
 *
 * @param inverse With the sign of the exponent reversed, and divided by the length.
 */
export function fourierTransform(row: Float64Array, inverse: boolean): void {
  const length = row.length / 2;
  const sign = inverse ? 1 : -1;
  if (Number.isInteger(Math.log2(length))) fast(row, length, sign);
  else row.set(byDefinition(row, length, sign));
  if (inverse) row.forEach((value, i) => (row[i] = value / length));
}

function byDefinition(row: Float64Array, length: number, sign: number): Float64Array {
  const result = new Float64Array(2 * length);
  for (let k = 0; k < length; k++) {
    let [real, imaginary] = [0, 0];
    for (let n = 0; n < length; n++) {
      const angle = (sign * 2 * Math.PI * ((k * n) % length)) / length;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const [re, im] = [row[2 * n] ?? 0, row[2 * n + 1] ?? 0];
      real += re * cos - im * sin;
      imaginary += re * sin + im * cos;
    }
    result.set([real, imaginary], 2 * k);
  }
  return result;
}

function fast(row: Float64Array, length: number, sign: number): void {
  reverseBits(row, length);
  for (let size = 2; size <= length; size *= 2) {
    for (let k = 0; k < size / 2; k++) {
      const angle = (sign * 2 * Math.PI * k) / size;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let start = 0; start < length; start += size) {
        const [even, odd] = [2 * (start + k), 2 * (start + k + size / 2)];
        const [re, im] = [row[odd] ?? 0, row[odd + 1] ?? 0];
        const [real, imaginary] = [re * cos - im * sin, re * sin + im * cos];
        const [evenReal, evenImaginary] = [row[even] ?? 0, row[even + 1] ?? 0];
        row[even] = evenReal + real;
        row[even + 1] = evenImaginary + imaginary;
        row[odd] = evenReal - real;
        row[odd + 1] = evenImaginary - imaginary;
      }
    }
  }
}

function reverseBits(row: Float64Array, length: number): void {
  for (let i = 0, j = 0; i < length; i++) {
    if (i < j) {
      const held = row.slice(2 * i, 2 * i + 2);
      row.copyWithin(2 * i, 2 * j, 2 * j + 2);
      row.set(held, 2 * j);
    }
    let bit = length >> 1;
    while (bit > 0 && (j & bit) !== 0) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
}
