import type { DataType, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { CpuBackend } from './cpuBackend.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { WasmBackend } from './wasmBackend.ts';

/** Numeric tensors as arrays, for kernels written in TypeScript. */
export interface HostArrays {
  /** The tensor's elements, not to be written; valid until the next `create`. */
  read(tensor: TensorInfo): TypedArray;
  /** A new tensor filled by `fill`, which receives zeros. */
  create(shape: number[], dtype: DataType, fill: (values: TypedArray) => void): TensorInfo;
}

export function createWasmHostArrays(backend: WasmBackend): HostArrays {
  return {
    read: (tensor) => backend.typedArrayFromHeap(tensor),
    create(shape, dtype, fill) {
      const output = backend.makeOutput(shape, dtype);
      fill(backend.typedArrayFromHeap(output).fill(0));
      return output;
    },
  };
}

export function createCpuHostArrays(tf: TensorFlowCore, backend: CpuBackend): HostArrays {
  return {
    read: (tensor) => backend.readSync(tensor.dataId) as TypedArray,
    create(shape, dtype, fill) {
      const values = tf.util.makeZerosTypedArray(
        tf.util.sizeFromShape(shape),
        dtype as 'float32' | 'int32' | 'bool',
      );
      fill(values);
      return backend.makeTensorInfo(shape, dtype, values);
    },
  };
}
