import type { DataId, DataType, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { WebAssemblyMemory } from './webAssembly.ts';

/**
 * The part of tfjs's WebAssembly backend (4.22) that the kernels rely on. tfjs leaves it out of its typings or types it
 * as an Emscripten module; asWasmBackend checks that it is there.
 */
export interface WasmBackend {
  readonly wasm: {
    /** Replaced by a new view whenever the heap grows: read it again after every allocation. */
    readonly HEAPU8: Uint8Array;
    /** Signed: an address above 2 GiB comes back negative. 0 when the heap is full. */
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** The exports: the build for one thread exports its memory. */
    readonly asm: { readonly memory?: WebAssemblyMemory };
    /** The shared memory of the threaded build. */
    readonly wasmMemory?: WebAssemblyMemory;
  };
  readonly dataIdMap: { get(dataId: DataId): { readonly memoryOffset: number } };
  /** Allocates a tensor on the heap: of `values`, else uninitialised. memoryOffset: a block already allocated. */
  makeOutput(
    shape: number[],
    dtype: DataType,
    memoryOffset?: number,
    values?: TypedArray | Uint8Array[],
  ): TensorInfo;
  /** A view of the tensor's memory, valid until the next allocation. */
  typedArrayFromHeap(tensor: TensorInfo): TypedArray;
  readSync(dataId: DataId): TypedArray | Uint8Array[];
  incRef(dataId: DataId): void;
  /** Drops one reference; the memory is freed with the last. */
  disposeData(dataId: DataId, force?: boolean): boolean;
}

/** The backend seen through WasmBackend, or undefined when it is another backend or another version's. */
export function asWasmBackend(backend: unknown): WasmBackend | undefined {
  if (!isRecord(backend) || !isRecord(backend['wasm']) || !isRecord(backend['dataIdMap'])) return undefined;
  const { wasm } = backend;
  const hasMethods = ['makeOutput', 'typedArrayFromHeap', 'readSync', 'incRef', 'disposeData'].every(
    (name) => typeof backend[name] === 'function',
  );
  const hasHeap =
    wasm['HEAPU8'] instanceof Uint8Array &&
    typeof wasm['_malloc'] === 'function' &&
    typeof wasm['_free'] === 'function' &&
    isRecord(wasm['asm']) &&
    (isRecord(wasm['asm']['memory']) || isRecord(wasm['wasmMemory']));
  return hasMethods && hasHeap ? (backend as unknown as WasmBackend) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
