import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo } from './convolutionInfo.ts';
import { createKernelRuns, type KernelRuns } from './threads/kernelRuns.ts';
import type { KernelThreads } from './threads/kernelThreads.ts';
import type { TrainingModule } from './trainingModule.ts';
import type { WasmBackend } from './wasmBackend.ts';
import { WasmHeapFullError } from './wasmHeapFullError.ts';

/** What a kernel needs to call the training module: addresses, outputs and scratch memory in the tfjs heap. */
export interface NativeKernels extends KernelRuns {
  readonly module: TrainingModule;
  /** Address of a tensor's first element. */
  addressOf(tensor: TensorInfo): number;
  /** A new uninitialised tensor. @throws WasmHeapFullError */
  createOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  /** Frees an output that the kernel will not return after all. */
  disposeOutput(tensor: TensorInfo): void;
  /**
   * Writes the struct Geometry of simd.h and returns its address; valid for the next 15 calls.
   *
   * @param images takes the place of the batch size: a part of the batch is an operation on so many images
   * @throws WasmHeapFullError
   */
  writeGeometry(info: ConvolutionInfo, images?: number): number;
  /**
   * At least so many bytes, aligned to 8, apart from the scratch memory of the runs; valid until the next call.
   *
   * @throws WasmHeapFullError
   */
  reserveScratch(bytes: number): number;
  /** Bytes this object holds in the tfjs heap beyond tensors. */
  heldBytes(): number;
  /** Gives its memory back, to be taken again when needed. */
  release(): void;
}

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
const GEOMETRY_BYTES = 15 * Int32Array.BYTES_PER_ELEMENT;
const GEOMETRY_SLOTS = 16;

/** Scratch above this size is returned before the next smaller request, so that one huge layer does not keep it. */
const KEPT_SCRATCH_BYTES = 64 * 2 ** 20;

export function createNativeKernels(
  module: TrainingModule,
  backend: WasmBackend,
  threads: KernelThreads,
): NativeKernels {
  const memory = createMemory(backend);
  const runs = createKernelRuns(module, threads, {
    reserveScratch: (bytes) => memory.threadScratch.reserve(bytes),
    reserveSums: (bytes) => memory.sums.reserve(bytes),
  });
  return {
    ...runs,
    module,
    addressOf: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    createOutput(shape, dtype) {
      const output = backend.makeOutput([...shape], dtype);
      const size = shape.reduce((product, length) => product * length, 1);
      if (size > 0 && backend.dataIdMap.get(output.dataId).memoryOffset === 0) {
        backend.disposeData(output.dataId);
        throw new WasmHeapFullError(size * FLOAT_BYTES);
      }
      return output;
    },
    disposeOutput: (tensor) => void backend.disposeData(tensor.dataId),
    writeGeometry: (info, images) => memory.writeGeometry(info, images),
    reserveScratch: (bytes) => memory.scratch.reserve(bytes),
    heldBytes: () => memory.bytes(),
    release: () => memory.release(),
  };
}

/** Memory of the kernels' own in the tfjs heap. */
function createMemory(backend: WasmBackend) {
  const geometry = createHeapBlock(backend);
  const scratch = createHeapBlock(backend);
  const threadScratch = createHeapBlock(backend);
  const sums = createHeapBlock(backend);
  const blocks = [geometry, scratch, threadScratch, sums];
  let slot = 0;
  return {
    scratch,
    threadScratch,
    sums,
    writeGeometry(info: ConvolutionInfo, images = info.batchSize): number {
      slot = (slot + 1) % GEOMETRY_SLOTS;
      const address = geometry.reserve(GEOMETRY_SLOTS * GEOMETRY_BYTES) + slot * GEOMETRY_BYTES;
      new Int32Array(backend.wasm.HEAPU8.buffer, address).set(geometryFields(info, images));
      return address;
    },
    bytes: () => blocks.reduce((sum, block) => sum + block.bytes(), 0),
    release: () => {
      for (const block of blocks) block.release();
    },
  };
}

/** The fields of struct Geometry in simd.h, in its order. */
function geometryFields(info: ConvolutionInfo, images: number): number[] {
  return [
    ...[images, info.inHeight, info.inWidth, info.inChannels],
    ...[info.outHeight, info.outWidth, info.outChannels],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
  ];
}

/** One malloc'ed block that grows on demand; its contents do not survive growth. */
function createHeapBlock(backend: WasmBackend) {
  let address = 0;
  let capacity = 0;
  function release(): void {
    if (capacity > 0) backend.wasm._free(address);
    address = 0;
    capacity = 0;
  }
  return {
    release,
    bytes: () => capacity,
    reserve(bytes: number): number {
      const oversized = capacity > KEPT_SCRATCH_BYTES && bytes <= KEPT_SCRATCH_BYTES;
      if (bytes <= capacity && !oversized) return address;
      release();
      // Emscripten's malloc answers in signed 32 bits, and 0 for "full".
      const allocated = backend.wasm._malloc(bytes) >>> 0;
      if (allocated === 0) throw new WasmHeapFullError(bytes);
      address = allocated;
      capacity = bytes;
      return address;
    },
  };
}
