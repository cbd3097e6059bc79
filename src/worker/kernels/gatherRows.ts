import type { GatherV2Attrs } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers gather along the first axis: x [rows, ...rest] and int32 indices [...ids] to [...ids, ...rest]. An embedding
 * and each shuffled batch of model.fit are such gathers; tfjs's wasm kernel moves element by element and reads beyond the
 * tensor for an index out of range, where ours throws. Other axes stay as published.
 */
export function registerGatherRows(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  registry.register<'x' | 'indices', GatherV2Attrs>('GatherV2', (inputs, attrs, published) => {
    const { x, indices } = inputs;
    const [rows = 0, ...rest] = x.shape;
    const isPlain = attrs.axis === 0 && attrs.batchDims === 0 && x.shape.length > 0;
    if (!isPlain || x.dtype === 'string' || indices.dtype !== 'int32') return published(inputs, attrs);
    const count = tf.util.sizeFromShape(indices.shape);
    const bytes = tf.util.sizeFromShape(rest) * tf.util.bytesPerElement(x.dtype);
    const out = native.createOutput([...indices.shape, ...rest], x.dtype);
    const [from, ids, to] = [native.addressOf(x), native.addressOf(indices), native.addressOf(out)];
    const failedAt = native.module.gather_rows(from, ids, to, count, rows, bytes);
    if (failedAt >= 0) {
      native.disposeOutput(out);
      throw new RangeError(`gather: the index at position ${failedAt} is not in [0, ${rows - 1}].`);
    }
    return out;
  });
}
