import type { DeviceWatch } from './deviceWatch.ts';
import { gpuBits, type GpuDevice } from './gpuTypes.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

/** A tensor of more bytes than the graphics card takes in one piece. */
export class TensorTooLargeError extends Error {
  constructor(bytes: number, limitBytes: number) {
    const inMb = (count: number): string => String(Math.round(count / 1e6));
    super(
      `This tensor needs ${inMb(bytes)} MB, and this graphics card takes at most ${inMb(limitBytes)} MB in one tensor.`,
    );
    this.name = 'TensorTooLargeError';
  }
}

/**
 * Too large a buffer is no exception in WebGPU, only a report beside the calls: the program would go on with garbage.
 * Here the operation throws, at the learner's line.
 */
export function enforceBufferLimits(backend: WebgpuBackend, device: GpuDevice, watch: DeviceWatch): void {
  const { bufferManager } = backend;
  const { maxBufferSize = Infinity, maxStorageBufferBindingSize = Infinity } = device.limits;
  const acquire = bufferManager.acquireBuffer.bind(bufferManager);
  bufferManager.acquireBuffer = (size, usage, mappedAtCreation, reuse) => {
    const isStorage = (usage & gpuBits.storage) !== 0;
    const limit = isStorage ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
    if (size > limit) throw new TensorTooLargeError(size, limit);
    try {
      return acquire(size, usage, mappedAtCreation, reuse);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      return watch.fail('out-of-memory', thrown.message);
    }
  };
}
