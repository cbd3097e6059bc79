import type { TensorInfo, TileAttrs } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers tile, any shape and dtype but string: whole blocks are copied, one repeated axis after the other, where tfjs's
 * wasm kernel computes the place of every element.
 */
export function registerTile(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'x', TileAttrs>('Tile', (inputs, attrs, published) => {
    const { x } = inputs;
    if (x.dtype === 'string') return published(inputs, attrs);
    const repeats = repeatsOf(x.shape, attrs.reps);
    const bytes = tf.util.bytesPerElement(x.dtype);
    let from = x;
    let size = tf.util.sizeFromShape(x.shape);
    for (const [i, { blocks, elements, times }] of repeats.entries()) {
      const isLast = i === repeats.length - 1;
      const outShape = x.shape.map((length, axis) => length * (attrs.reps[axis] ?? 1));
      size *= times;
      const to = native.createOutput(isLast ? outShape : [size], x.dtype);
      native.module.repeat_blocks(
        native.addressOf(from),
        native.addressOf(to),
        blocks,
        elements * bytes,
        times,
      );
      if (from !== x) native.disposeOutput(from);
      from = to;
    }
    return from;
  });
}

interface Repeat {
  readonly blocks: number;
  readonly elements: number;
  readonly times: number;
}

/** What to repeat, the innermost axis first; an axis of length 1 joins the repetition of the axes around it. */
function repeatsOf(shape: TensorInfo['shape'], reps: readonly number[]): Repeat[] {
  const repeats: Repeat[] = [];
  let elements = 1;
  let times = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    if (length !== 1 && times !== 1) {
      repeats.push({ blocks: blocksAbove(shape, axis), elements, times });
      elements *= times;
      times = 1;
    }
    elements *= length;
    times *= reps[axis] ?? 1;
  }
  if (times !== 1 || repeats.length === 0) repeats.push({ blocks: 1, elements, times });
  return repeats;
}

/** How many blocks of everything after `axis` there are. */
function blocksAbove(shape: readonly number[], axis: number): number {
  return shape.slice(0, axis + 1).reduce((product, length) => product * length, 1);
}
