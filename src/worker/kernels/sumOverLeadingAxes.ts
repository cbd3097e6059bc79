import type { SumAttrs } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers Sum of float32 over the leading axes, the shape of every bias gradient ([batch, height, width, channels] to
 * [channels]), which tfjs's wasm kernel computes by transposing the whole tensor first. A sum of nothing is 0, where that
 * kernel returns whatever lay in memory. Other sums stay as published.
 */
export function registerSumOverLeadingAxes(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): void {
  registry.register<'x', SumAttrs & { keepDims?: boolean }>('Sum', (inputs, attrs, published) => {
    const { x } = inputs;
    const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
    const isLeading =
      axes.every((axis) => axis < axes.length) && axes.length > 0 && axes.length < x.shape.length;
    const isEmpty = x.shape.includes(0);
    if (!(isLeading || isEmpty) || x.dtype !== 'float32') return published(inputs, attrs);
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    const out = native.createOutput(
      attrs.keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis)),
      'float32',
    );
    const cols = tf.util.sizeFromShape(kept);
    const rows = isEmpty ? 0 : tf.util.sizeFromShape(x.shape) / cols;
    native.module.sum_rows(native.addressOf(x), native.addressOf(out), rows, cols);
    return out;
  });
}
