import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../kernels/kernelRegistry.ts';
import { joinAxes } from './joinAxes.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

interface CumulativeAttrs {
  axis: number;
  exclusive: boolean;
  reverse: boolean;
}

/**
 * Repairs `Cumsum` and `Cumprod` of tfjs-backend-webgpu 4.22. Backwards, the length of the axis is a constant in the shader
 * and not in the key that it is kept under, so that another length runs the wrong shader: here backwards is forwards between
 * two reversals. And ranks above 4 are refused: here all axes but the summed one are joined.
 */
export function registerCumulativeKernels(registry: KernelRegistry, backend: WebgpuBackend): void {
  for (const name of ['Cumsum', 'Cumprod']) {
    registry.register<'x', CumulativeAttrs>(name, ({ x }, attrs, published) => {
      const rank = x.shape.length;
      const summed = (attrs.axis + rank) % rank;
      const { shape, axes } = joinAxes(x.shape, (axis) => axis === summed);
      const [joined, axis] = [{ ...x, shape }, axes.indexOf(summed)];
      if (!attrs.reverse) return { ...published({ x: joined }, { ...attrs, axis }), shape: x.shape };
      const turned = (tensor: TensorInfo): TensorInfo =>
        registry.run('Reverse', { x: tensor }, { dims: [axis] });
      const backwards = turned(joined);
      const result = published({ x: backwards }, { ...attrs, axis, reverse: false });
      const total = turned(result);
      for (const { dataId } of [backwards, result]) backend.disposeData(dataId);
      return { ...total, shape: x.shape };
    });
  }
}
