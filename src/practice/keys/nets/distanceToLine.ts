import type { SecondKey } from '../../template.ts';

interface LineAndPoint extends Record<string, unknown> {
  w1: number;
  w2: number;
  b: number;
  x1: number;
  x2: number;
}

/** Walks along the line from where it meets the second axis to the foot of the perpendicular, and measures from there. */
export const distanceToLine = (({ w1, w2, b, x1, x2 }: LineAndPoint) => {
  const start = { x: 0, y: -b / w2 };
  const along = { x: w2, y: -w1 };
  const share =
    ((x1 - start.x) * along.x + (x2 - start.y) * along.y) / (along.x * along.x + along.y * along.y);
  const foot = { x: start.x + share * along.x, y: start.y + share * along.y };
  return Math.hypot(x1 - foot.x, x2 - foot.y);
}) as SecondKey;
