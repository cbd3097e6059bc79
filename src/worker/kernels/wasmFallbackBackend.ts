import type { FallbackBackend } from './cpuFallback.ts';
import type { WasmBackend } from './wasmBackend.ts';

export function createWasmFallbackBackend(backend: WasmBackend): FallbackBackend {
  return {
    readSync: (dataId) => backend.readSync(dataId),
    makeTensor: (shape, dtype, values) => backend.makeOutput(shape, dtype, undefined, values),
  };
}
