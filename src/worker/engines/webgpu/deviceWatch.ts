import type { DeviceFailure } from '../../../protocol/ending.ts';
import type { GpuDevice } from './gpuTypes.ts';

export interface DeviceWatch {
  /** Tells the failure, once, and throws: what the caller was computing is gone. */
  fail(failure: DeviceFailure, detail: string): never;
}

/** Dawn adds the call chain and a hint in further lines. */
function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() ?? '';
}

/**
 * WebGPU reports what goes wrong beside the calls that cause it: a shader that does not compile, a buffer that is too
 * large or memory that is used up leave garbage in tensors, and training would go on with it. Here each ends the run.
 *
 * @param onFailure may end the process, and is called once
 */
export function watchDevice(
  device: GpuDevice,
  onFailure: (detail: string, failure: DeviceFailure) => void,
): DeviceWatch {
  let told = false;
  const tell = (failure: DeviceFailure, detail: string): void => {
    if (told) return;
    told = true;
    onFailure(detail, failure);
  };
  void device.lost.then(({ reason, message }) => tell('lost', firstLine(message) || reason));
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault?.();
    const isMemory = event.error.constructor.name === 'GPUOutOfMemoryError';
    tell(isMemory ? 'out-of-memory' : 'error', firstLine(event.error.message));
  });
  return {
    fail(failure, detail) {
      tell(failure, detail);
      throw new Error(`The graphics card stopped answering: ${detail}`);
    },
  };
}
