import type { TensorFlow } from '../engines/tensorFlow.ts';
import { defineGradient } from './defineGradient.ts';

interface DepthToSpaceAttrs {
  readonly blockSize: number;
  readonly dataFormat: 'NHWC' | 'NCHW';
}

/**
 * Upstream: depthToSpace (the sub-pixel up-sampling of super-resolution), image.flipLeftRight and diag have no gradient.
 * Repair: each only moves elements, and its gradient moves them back.
 */
export function repairLayoutGradients(tf: TensorFlow): void {
  defineGradient<'x', DepthToSpaceAttrs>(
    tf,
    'DepthToSpace',
    ['x'],
    (dy, { x }, { blockSize, dataFormat }) => ({
      x: () => {
        const [batch = 1, ...sizes] = x.shape;
        const isLast = dataFormat === 'NHWC';
        const [height = 1, width = 1] = isLast ? sizes : sizes.slice(1);
        const channels = (isLast ? sizes[2] : sizes[0]) ?? 1;
        const depth = channels / (blockSize * blockSize);
        const blocks = isLast
          ? [batch, height, blockSize, width, blockSize, depth]
          : [batch, depth, height, blockSize, width, blockSize];
        const order = isLast ? [0, 1, 3, 2, 4, 5] : [0, 3, 5, 1, 2, 4];
        return tf.reshape(tf.transpose(tf.reshape(dy, blocks), order), x.shape);
      },
    }),
  );
  defineGradient(tf, 'FlipLeftRight', ['image'], (dy) => ({
    image: () => tf.image.flipLeftRight(dy as never),
  }));
  defineGradient(tf, 'Diag', ['x'], (dy, { x }) => ({
    x: () => {
      const square = tf.reshape(dy, [x.size, x.size]);
      return tf.reshape(tf.sum(tf.mul(square, tf.eye(x.size)), 1), x.shape);
    },
  }));
}
