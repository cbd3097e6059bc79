import type { SecondKey } from '../../template.ts';

interface Tempered extends Record<string, unknown> {
  z: number[];
  t: number;
}

/** The whole distribution first, then one probability divided by the other. */
export const temperatureRatio = (({ z, t }: Tempered) => {
  const largest = Math.max(...z);
  const powers = z.map((score) => Math.exp((score - largest) / t));
  let sum = 0;
  for (const power of powers) sum += power;
  const [first = NaN, second = NaN] = powers.map((power) => power / sum);
  return first / second;
}) as SecondKey;
