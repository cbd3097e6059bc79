import type { DataId, TypedArray } from '@tensorflow/tfjs-core';
import { messageOf } from '../../../base/assert.ts';
import type { TensorFlow } from '../tensorFlow.ts';
import type { DeviceWatch } from './deviceWatch.ts';
import { gpuBits, type GpuBuffer } from './gpuTypes.ts';
import type { TurnRequests } from './turnRequests.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

/** Reading is over in some ten microseconds or, behind a long computation, much later: after this, the core may rest. */
const spinMs = 1;
const restMs = 0.1;

const nap = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Waits for a mapping that was asked for. @throws when it was refused: the device is lost */
function waitUntilMapped(buffer: GpuBuffer, { takeTurn }: TurnRequests, watch: DeviceWatch): void {
  const startedAt = performance.now();
  while (buffer.mapState === 'pending') {
    if (performance.now() - startedAt > spinMs) Atomics.wait(nap, 0, 0, restMs);
    if (!takeTurn()) watch.fail('lost', 'Dawn no longer asks for turns');
  }
  if (buffer.mapState !== 'mapped') watch.fail('lost', 'its memory cannot be read any more');
}

/**
 * Gives tfjs's WebGPU back end a `readSync` that works under Node: the published one draws on canvases. `dataSync`,
 * `arraySync`, `print` and everything in tfjs-layers that looks at a value need it.
 */
export function provideSynchronousRead(
  tf: TensorFlow,
  backend: WebgpuBackend,
  turns: TurnRequests,
  watch: DeviceWatch,
): void {
  const published = backend.readSync.bind(backend);
  backend.readSync = (dataId: DataId) => {
    const stored = backend.tensorMap.get(dataId);
    const source = stored.resource;
    // Values that are on the host already, strings, and pairs of real and imaginary parts, each of which comes back here.
    if (stored.values || !source || stored.dtype === 'string' || stored.dtype === 'complex64')
      return published(dataId);
    const bytes = readBuffer(source, backend, turns, watch);
    const values = tf.util.convertBackendValuesAndArrayBuffer(bytes, stored.dtype) as TypedArray;
    return backend.convertAndCacheOnCPU(dataId, values);
  };
}

function readBuffer(
  source: GpuBuffer,
  backend: WebgpuBackend,
  turns: TurnRequests,
  watch: DeviceWatch,
): ArrayBuffer {
  const { bufferManager } = backend;
  const staging = bufferManager.acquireBuffer(source.size, gpuBits.copyTarget | gpuBits.mapRead);
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.commandEncoder.copyBufferToBuffer(source, 0, staging, 0, source.size);
  backend.submitQueue();
  // A refusal is seen in the buffer's state; the promise cannot settle before this function returns.
  staging.mapAsync(gpuBits.mapModeRead).catch(() => undefined);
  waitUntilMapped(staging, turns, watch);
  const bytes = staging.getMappedRange().slice(0);
  staging.unmap();
  bufferManager.releaseBuffer(staging);
  return bytes;
}

/** A read that fails means that the device is lost: said as such, before the program sees an error of Dawn's. */
export function guardAsynchronousRead(backend: WebgpuBackend, watch: DeviceWatch): void {
  const published = backend.read.bind(backend);
  backend.read = async (dataId: DataId) => {
    try {
      return await published(dataId);
    } catch (thrown) {
      // A tensor that was disposed of is the program's mistake.
      if (!(thrown instanceof Error) || thrown.constructor.name !== 'DOMException') throw thrown;
      return watch.fail('lost', messageOf(thrown).split('\n')[0] ?? '');
    }
  };
}
