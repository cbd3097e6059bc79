import type { SeriesBlock } from '../../protocol/run.ts';
import { MinMaxPyramid } from './minMaxPyramid.ts';

/** So many values that are not numbers are kept of a thinned curve; they would cover each other anyway. */
const badAtMost = 200;

/**
 * A long curve as at most about `pointsAtMost` of its own points: the smallest and the largest of each stretch, so that no
 * spike is lost, and the first of its values that are not numbers. A short one comes back as it is.
 */
export function thinBlock(block: SeriesBlock, pointsAtMost: number): SeriesBlock {
  const { id, steps, values } = block;
  if (values.length <= pointsAtMost) return block;
  const pyramid = new MinMaxPyramid();
  pyramid.append(values);
  const finite = pyramid.thin(0, values.length, Math.floor((pointsAtMost - badAtMost) / 2));
  const bad = pyramid.nonFinite.subarray(0, badAtMost);
  const kept = Uint32Array.from([...finite, ...bad]).sort();
  return {
    id,
    steps: Float64Array.from(kept, (index) => steps[index] ?? index),
    values: Float32Array.from(kept, (index) => values[index] ?? NaN),
  };
}
