import type { SecondKey } from '../../template.ts';

interface GruStep extends Record<string, unknown> {
  h: number;
  z: number;
  r: number;
  a: number;
  u: number;
}

/** Goes from the candidate towards the old state by the update gate; tanh through exponentials. */
export const gruStep = (({ h, z, r, a, u }: GruStep) => {
  const up = Math.exp(a + u * (h * r));
  const candidate = (up - 1 / up) / (up + 1 / up);
  return candidate + z * (h - candidate);
}) as SecondKey;
