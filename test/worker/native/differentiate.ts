/** d(loss) / d(values) by central differences in float64. */
export function differentiate(values: Float64Array, loss: () => number): Float32Array {
  // So small that no activation with a corner has it between the two points.
  const step = 1e-7;
  return Float32Array.from(values, (value, i) => {
    values[i] = value + step;
    const above = loss();
    values[i] = value - step;
    const below = loss();
    values[i] = value;
    return (above - below) / (2 * step);
  });
}
