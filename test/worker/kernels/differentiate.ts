/** d(sum of weights * forward) / d(values) by central differences. */
export function differentiate(
  values: Float64Array,
  weights: ArrayLike<number>,
  forward: (values: Float64Array) => Float64Array,
): Float32Array {
  const STEP = 1e-5;
  const loss = () => forward(values).reduce((sum, y, i) => sum + y * weights[i]!, 0);
  return Float32Array.from(values, (value, i) => {
    values[i] = value + STEP;
    const above = loss();
    values[i] = value - STEP;
    const below = loss();
    values[i] = value;
    return (above - below) / (2 * STEP);
  });
}
