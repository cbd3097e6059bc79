import type { AvgPoolGradAttrs, TypedArray } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo } from './convolutionInfo.ts';
import { shape4D } from './convolutionInfo.ts';
import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/**
 * Registers the gradient of avgPool in JavaScript where windows overlap the padding (dy [batch, outHeight, outWidth,
 * channels] to dx [batch, inHeight, inWidth, channels], float32): tfjs divides by the full window there, although avgPool
 * divides by the inputs covered. Without padding the published kernel is right and stays.
 */
export function registerHostAveragePoolGradient(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  host: HostArrays,
): void {
  registry.register<'dy' | 'input', AvgPoolGradAttrs>('AvgPoolGrad', (inputs, attrs, published) => {
    const { dy, input } = inputs;
    const { filterSize, strides, pad } = attrs;
    const info = tf.backend_util.computePool2DInfo(shape4D(input), filterSize, strides, 1, pad);
    const { top, bottom, left, right } = info.padInfo;
    if (top + bottom + left + right === 0) return published(inputs, attrs);
    return host.create(input.shape, 'float32', (dx) => {
      spread(info, host.read(dy), dx);
    });
  });
}

/** Adds to dx, for each window, its dy divided among the inputs it covers. */
function spread(info: ConvolutionInfo, dy: TypedArray, dx: TypedArray): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  for (let position = 0; position < info.batchSize * outHeight * outWidth; position++) {
    const image = Math.floor(position / (outHeight * outWidth));
    const y = (Math.floor(position / outWidth) % outHeight) * info.strideHeight - info.padInfo.top;
    const x = (position % outWidth) * info.strideWidth - info.padInfo.left;
    const [top, bottom] = [Math.max(0, y), Math.min(inHeight, y + info.filterHeight)];
    const [left, right] = [Math.max(0, x), Math.min(inWidth, x + info.filterWidth)];
    const covered = (bottom - top) * (right - left);
    for (let row = top; row < bottom; row++) {
      for (let col = left; col < right; col++) {
        const at = ((image * inHeight + row) * inWidth + col) * inChannels;
        for (let c = 0; c < inChannels; c++) {
          dx[at + c] = (dx[at + c] ?? 0) + (dy[position * inChannels + c] ?? 0) / covered;
        }
      }
    }
  }
}
