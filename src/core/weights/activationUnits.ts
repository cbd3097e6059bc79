/** How an activation's outputs are judged: units that never answer, or that are stuck at an end of their range. */
export type ActivationShape = 'relu' | 'sigmoid' | 'tanh';

/**
 * Share of units (the last axis) that give 0 for every sample and place, 0..1.
 *
 * @param values outputs [samples, …, units], row-major
 */
export function deadShare(values: ArrayLike<number>, units: number): number {
  if (units <= 0 || values.length === 0) return 0;
  const alive = new Uint8Array(units);
  for (let index = 0; index < values.length; index++) if (values[index] !== 0) alive[index % units] = 1;
  return 1 - alive.reduce((sum, one) => sum + one, 0) / units;
}

/**
 * Share of outputs at an end of the range, where the slope is below a twenty-fifth of its largest: below 0.01 or above
 * 0.99 of a sigmoid (slope 0.0099 of at most 0.25), beyond ±0.98 of a tanh (slope 0.04 of at most 1).
 */
export function saturatedShare(values: ArrayLike<number>, shape: 'sigmoid' | 'tanh'): number {
  if (values.length === 0) return 0;
  const [low, high] = shape === 'sigmoid' ? [0.01, 0.99] : [-0.98, 0.98];
  let stuck = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (value < low || value > high) stuck += 1;
  }
  return stuck / values.length;
}
