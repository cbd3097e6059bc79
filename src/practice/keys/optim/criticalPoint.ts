import type { SecondKey } from '../../template.ts';

interface Curvature extends Record<string, unknown> {
  a: number;
  b: number;
  c: number;
}

/** Walks away from the point in 720 directions and looks whether the surface rises or falls there. */
export const criticalPoint = (({ a, b, c }: Curvature) => {
  let [rises, falls] = [false, false];
  for (let step = 0; step < 720; step++) {
    const [x, y] = [Math.cos((step * Math.PI) / 720), Math.sin((step * Math.PI) / 720)];
    const height = a * x * x + 2 * b * x * y + c * y * y;
    rises ||= height > 0;
    falls ||= height < 0;
  }
  if (rises && falls) return 'saddle';
  return rises ? 'minimum' : 'maximum';
}) as SecondKey;
