/** The tfjs heap (at most 4 GiB) has no room left. Thrown before anything is written, so the backend stays usable. */
export class WasmHeapFullError extends Error {
  readonly code = 'wasm-heap-full';
  override readonly name = 'WasmHeapFullError';

  /** @param bytes Size of the request that failed. */
  constructor(readonly bytes: number) {
    super(`The WebAssembly heap is full: ${Math.ceil(bytes / 2 ** 20)} MB more do not fit.`);
  }
}
