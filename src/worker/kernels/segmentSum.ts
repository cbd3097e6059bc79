import type { TensorInfo, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';
import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** Measured: adding one float to its segment. */
const FLOAT_NS = 0.3;

/** Columns in a cache line of 64 bytes. */
const COLUMN_STEP = 16;

/**
 * Registers UnsortedSegmentSum, the gradient of gather and so of an embedding: x [...ids, ...rest] and segmentIds
 * [...ids] (int32) to [numSegments, ...rest]. tfjs's wasm backend lacks it.
 * Rows whose id lies outside [0, numSegments) are dropped, as in TensorFlow.
 */
export function registerSegmentSum(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
  host: HostArrays,
): void {
  registry.register<'x' | 'segmentIds', UnsortedSegmentSumAttrs>(
    'UnsortedSegmentSum',
    (inputs, { numSegments }) => {
      const { x, segmentIds } = inputs;
      if (x.dtype !== 'float32') return scatterAdd(tf, host, x, segmentIds, numSegments);
      const rest = x.shape.slice(segmentIds.shape.length);
      const rows = tf.util.sizeFromShape(segmentIds.shape);
      const out = native.createOutput([numSegments, ...rest], 'float32');
      const [from, ids, to] = [native.addressOf(x), native.addressOf(segmentIds), native.addressOf(out)];
      const width = tf.util.sizeFromShape(rest);
      const work = { count: width, unitNs: (rows + numSegments) * FLOAT_NS, step: COLUMN_STEP };
      // By columns: no two threads write the same row, and none has more than its share of a frequent word.
      native.runSplit('segment_sum', work, ({ first, count }) => {
        const skip = first * Float32Array.BYTES_PER_ELEMENT;
        return [from + skip, ids, to + skip, rows, count, width, numSegments];
      });
      return out;
    },
  );
}

/** The same in JavaScript. tfjs's cpu kernel visits all of x once per segment: seconds for a vocabulary of 5,000. */
export function registerHostSegmentSum(tf: TensorFlowCore, registry: KernelRegistry, host: HostArrays): void {
  registry.register<'x' | 'segmentIds', UnsortedSegmentSumAttrs>(
    'UnsortedSegmentSum',
    (inputs, { numSegments }) => scatterAdd(tf, host, inputs.x, inputs.segmentIds, numSegments),
  );
}

function scatterAdd(
  tf: TensorFlowCore,
  host: HostArrays,
  x: TensorInfo,
  segmentIds: TensorInfo,
  numSegments: number,
): TensorInfo {
  const rest = x.shape.slice(segmentIds.shape.length);
  const width = tf.util.sizeFromShape(rest);
  return host.create([numSegments, ...rest], x.dtype, (sums) => {
    const values = host.read(x);
    host.read(segmentIds).forEach((id, row) => {
      if (id < 0 || id >= numSegments) return;
      for (let i = 0; i < width; i++) {
        sums[id * width + i] = (sums[id * width + i] ?? 0) + (values[row * width + i] ?? 0);
      }
    });
  });
}
