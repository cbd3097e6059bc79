import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

interface MirrorPadAttrs {
  readonly paddings: readonly (readonly [number, number])[];
  readonly mode: 'reflect' | 'symmetric';
}

/**
 * Upstream: the gradient of mirrorPad drops what reaches the mirrored copies, so it is too small near the edges.
 * Repair: fold the gradient of each border back onto the elements that it mirrors, one axis after the other.
 */
export function repairMirrorPadGradient(tf: TensorFlow): void {
  defineGradient<'x', MirrorPadAttrs>(tf, 'MirrorPad', ['x'], (dy, { x }, { paddings, mode }) => ({
    x: () =>
      paddings.reduce(
        (folded, borders, axis) => foldAxis(tf, folded, axis, borders, x.shape[axis] ?? 1, mode),
        dy,
      ),
  }));
}

function foldAxis(
  tf: TensorFlow,
  dy: Tensor,
  axis: number,
  [before, after]: readonly [number, number],
  length: number,
  mode: MirrorPadAttrs['mode'],
): Tensor {
  const part = (from: number, size: number) =>
    tf.slice(
      dy,
      dy.shape.map((_, i) => (i === axis ? from : 0)),
      dy.shape.map((full, i) => (i === axis ? size : full)),
    );
  /** Puts `border`, mirrored, on the elements from `start` on. */
  const mirrored = (border: Tensor, start: number, size: number) =>
    tf.pad(
      tf.reverse(border, axis),
      dy.shape.map((_, i) => (i === axis ? [start, length - start - size] : [0, 0])),
    );
  // In reflect mode the outermost element itself is not repeated.
  const skipped = mode === 'reflect' ? 1 : 0;
  let sum = part(before, length);
  if (before > 0) sum = tf.add(sum, mirrored(part(0, before), skipped, before));
  if (after > 0) {
    sum = tf.add(sum, mirrored(part(before + length, after), length - skipped - after, after));
  }
  return sum;
}
