import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo } from './convolutionInfo.ts';
import { cutForSum, cutIntoParts, type Part, type Work } from './threads/cutIntoParts.ts';
import type { KernelThreads } from './threads/kernelThreads.ts';
import type { TrainingKernel, TrainingModule } from './trainingModule.ts';
import type { WasmBackend } from './wasmBackend.ts';
import { WasmHeapFullError } from './wasmHeapFullError.ts';

/** Work for `runSplit`. */
export interface SplitWork extends Work {
  /** Bytes of scratch memory a call needs, as its last argument; none by default. */
  readonly scratchBytes?: number;
}

type Arguments<Name extends TrainingKernel> = Parameters<TrainingModule[Name]>;

/** What a kernel needs to call the training module: addresses, outputs and scratch memory in the tfjs heap. */
export interface NativeKernels {
  readonly module: TrainingModule;
  /** Threads that compute, this one included. */
  readonly threadCount: number;
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
  /** At least so many bytes, aligned to 8; valid until the next call. @throws WasmHeapFullError */
  reserveScratch(bytes: number): number;
  /**
   * Runs a kernel on all threads where there is enough work for them, else on this one. The parts must write different
   * memory; where each element of the result is computed within one part, the result does not depend on the cut.
   *
   * @param makeCall the arguments for one part; `scratch` is to be passed on as it is, each thread has its own behind it
   * @throws WasmHeapFullError
   */
  runSplit<Name extends TrainingKernel>(
    kernel: Name,
    work: SplitWork,
    makeCall: (part: Part, scratch: number) => Arguments<Name>,
  ): void;
  /**
   * Runs a kernel of which every part gives a whole result, `size` floats at `target`, and adds these up at `out`. The cut
   * is the same for any number of threads, and so is the result.
   *
   * @throws WasmHeapFullError
   */
  runSum<Name extends TrainingKernel>(
    kernel: Name,
    work: SplitWork & { readonly size: number; readonly out: number },
    makeCall: (part: Part, target: number, scratch: number) => Arguments<Name>,
  ): void;
  /**
   * Runs calls of one kernel side by side and returns what they answer. No call may write what another reads or writes.
   *
   * @throws WasmHeapFullError
   */
  runCalls<Name extends TrainingKernel>(
    kernel: Name,
    scratchBytes: number,
    makeCalls: (scratch: number) => Arguments<Name>[],
  ): number[];
  /** Bytes this object holds in the tfjs heap beyond tensors. */
  heldBytes(): number;
  /** Gives its memory back, to be taken again when needed. */
  release(): void;
}

const GEOMETRY_BYTES = 15 * Int32Array.BYTES_PER_ELEMENT;
const GEOMETRY_SLOTS = 16;

/** Scratch above this size is returned before the next smaller request, so that one huge layer does not keep it. */
const KEPT_SCRATCH_BYTES = 64 * 2 ** 20;

/** The scratch memories of two threads never share a cache line. */
const SCRATCH_ALIGNMENT = 128;

export function createNativeKernels(
  module: TrainingModule,
  backend: WasmBackend,
  threads: KernelThreads,
): NativeKernels {
  const memory = createMemory(backend);

  function runCalls<Name extends TrainingKernel>(
    kernel: Name,
    scratchBytes: number,
    makeCalls: (scratch: number) => Arguments<Name>[],
  ): number[] {
    const stride = Math.ceil(scratchBytes / SCRATCH_ALIGNMENT) * SCRATCH_ALIGNMENT;
    const scratch = stride > 0 ? memory.scratch.reserve(stride * threads.count) : 0;
    return threads.run(kernel, makeCalls(scratch), stride);
  }

  return {
    module,
    threadCount: threads.count,
    addressOf: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    createOutput(shape, dtype) {
      const output = backend.makeOutput([...shape], dtype);
      const size = shape.reduce((product, length) => product * length, 1);
      if (size > 0 && backend.dataIdMap.get(output.dataId).memoryOffset === 0) {
        backend.disposeData(output.dataId);
        throw new WasmHeapFullError(size * Float32Array.BYTES_PER_ELEMENT);
      }
      return output;
    },
    disposeOutput: (tensor) => void backend.disposeData(tensor.dataId),
    writeGeometry: memory.writeGeometry,
    reserveScratch: (bytes) => memory.scratch.reserve(bytes),
    runSplit(kernel, work, makeCall) {
      const parts = cutIntoParts(work, threads.count);
      runCalls(kernel, work.scratchBytes ?? 0, (scratch) => parts.map((part) => makeCall(part, scratch)));
    },
    runSum(kernel, { size, out, ...work }, makeCall) {
      const parts = cutForSum(work, size);
      const bytes = size * Float32Array.BYTES_PER_ELEMENT;
      const targets = parts.length === 1 ? out : memory.sums.reserve(parts.length * bytes);
      runCalls(kernel, work.scratchBytes ?? 0, (scratch) =>
        parts.map((part, i) => makeCall(part, targets + i * bytes, scratch)),
      );
      if (parts.length > 1) module.sum_rows(targets, out, parts.length, size);
    },
    runCalls,
    heldBytes: memory.bytes,
    release: memory.release,
  };
}

/** Memory of the kernels' own in the tfjs heap. */
function createMemory(backend: WasmBackend) {
  const geometry = createHeapBlock(backend);
  const scratch = createHeapBlock(backend);
  const sums = createHeapBlock(backend);
  const blocks = [geometry, scratch, sums];
  let slot = 0;
  return {
    scratch,
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
