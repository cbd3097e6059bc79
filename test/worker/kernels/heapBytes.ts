import type * as tfjs from '@tensorflow/tfjs';
import { asWasmBackend } from '../../../src/worker/kernels/wasmBackend.ts';

/** The allocator of the heap, which countHeapBytes replaces for a while. */
interface Allocator {
  _malloc: (bytes: number) => number;
  _free: (address: number) => void;
}

/** Counts the bytes that JavaScript has malloc'ed and not freed in the tfjs heap since the call. */
export function countHeapBytes(tf: typeof tfjs): { bytes(): number; stop(): void } {
  const wasm = asWasmBackend(tf.backend())!.wasm as Allocator;
  // Emscripten's stubs replace themselves on their first call, which would undo the replacement below.
  wasm._free(wasm._malloc(8));
  const { _malloc: malloc, _free: free } = wasm;
  const sizes = new Map<number, number>();
  let total = 0;
  wasm._malloc = (bytes) => {
    const address = malloc(bytes);
    sizes.set(address >>> 0, bytes);
    total += bytes;
    return address;
  };
  wasm._free = (address) => {
    total -= sizes.get(address >>> 0) ?? 0;
    sizes.delete(address >>> 0);
    free(address);
  };
  return {
    bytes: () => total,
    stop: () => Object.assign(wasm, { _malloc: malloc, _free: free }),
  };
}
