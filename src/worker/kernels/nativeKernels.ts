import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionInfo } from './convolutionInfo.ts';
import type { TrainingModule } from './trainingModule.ts';
import type { WasmBackend } from './wasmBackend.ts';
import { WasmHeapFullError } from './wasmHeapFullError.ts';

/** What a kernel needs to call the training module: addresses, outputs and scratch memory in the tfjs heap. */
export interface NativeKernels {
  readonly module: TrainingModule;
  /** Address of a tensor's first element. */
  addressOf(tensor: TensorInfo): number;
  /** A new uninitialised tensor. @throws WasmHeapFullError */
  createOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  /** Frees an output that the kernel will not return after all. */
  disposeOutput(tensor: TensorInfo): void;
  /** Writes the struct Geometry of simd.h and returns its address; valid until the next call. @throws WasmHeapFullError */
  writeGeometry(info: ConvolutionInfo): number;
  /** At least so many bytes, aligned to 8; valid until the next call. @throws WasmHeapFullError */
  reserveScratch(bytes: number): number;
  /** Bytes this object holds in the tfjs heap beyond tensors. */
  heldBytes(): number;
  /** Gives its memory back; it is taken again when needed. */
  release(): void;
}

const GEOMETRY_BYTES = 15 * Int32Array.BYTES_PER_ELEMENT;

/** Scratch above this size is returned before the next smaller request, so that one huge layer does not keep it. */
const KEPT_SCRATCH_BYTES = 64 * 2 ** 20;

export function createNativeKernels(module: TrainingModule, backend: WasmBackend): NativeKernels {
  const geometry = createHeapBlock(backend);
  const scratch = createHeapBlock(backend);
  return {
    module,
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
    writeGeometry(info) {
      const address = geometry.reserve(GEOMETRY_BYTES);
      new Int32Array(backend.wasm.HEAPU8.buffer, address).set(geometryFields(info));
      return address;
    },
    reserveScratch: (bytes) => scratch.reserve(bytes),
    heldBytes: () => geometry.bytes() + scratch.bytes(),
    release() {
      geometry.release();
      scratch.release();
    },
  };
}

/** The fields of struct Geometry in simd.h, in its order. */
function geometryFields(info: ConvolutionInfo): number[] {
  return [
    ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels],
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
