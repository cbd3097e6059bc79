import type { SecondKey } from '../../template.ts';

interface Bidirectional extends Record<string, unknown> {
  d: number;
  h: number;
  k: number;
}

/** Goes from unit to unit and counts what comes in: features, the states of its own direction and a bias. */
export const bidirectionalParameters = (({ d, h, k }: Bidirectional) => {
  let count = 0;
  let states = 0;
  for (let direction = 0; direction < 2; direction++)
    for (let unit = 0; unit < h; unit++) {
      count += d + h + 1;
      states++;
    }
  for (let output = 0; output < k; output++) count += states + 1;
  return count;
}) as SecondKey;
