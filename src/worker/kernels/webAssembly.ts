/** A compiled module; threads of one process share it, and its machine code. */
export type WebAssemblyModule = object;

/** Linear memory. A shared one grows in place, for every thread at once. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
}

interface WebAssemblyInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

type Imports = Record<string, Record<string, unknown>>;

/** The part of the WebAssembly API used here; neither ES2023 nor @types/node 20 declares it. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
  /** Sizes in pages of 64 KiB. */
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => WebAssemblyMemory;
  readonly Instance: new (module: WebAssemblyModule, imports: Imports) => WebAssemblyInstance;
  readonly LinkError: new () => Error;
}

/** The WebAssembly object of this runtime. */
export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
