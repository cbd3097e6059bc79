import type { DataId, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { Addon, OpAttribute } from '../loadAddon.ts';
import { elementType } from './opAttribute.ts';

/** A tensor inside TensorFlow that tfjs does not know of: `take` it or `free` it. */
export interface RawTensor {
  readonly id: number;
  readonly shape: number[];
  /** TensorFlow's number of the element type. */
  readonly dtype: number;
}

/** Running TensorFlow's operations from kernels of ours. */
export interface TensorFlowOps {
  readonly addon: Addon;
  /** True when the tensors are in the memory of a graphics card. */
  readonly onGraphicsCard: boolean;
  /** @throws Error with TensorFlow's message */
  execute(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly (TensorInfo | RawTensor)[],
    outputCount: number,
  ): RawTensor[];
  /** An operation with one output. */
  run(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly (TensorInfo | RawTensor)[],
  ): RawTensor;
  /** Ids of tensors in the add-on. */
  idsOf(tensors: readonly TensorInfo[]): number[];
  /** Hands a tensor to tfjs: the output of a kernel. */
  take(raw: RawTensor): Tensor;
  free(...raws: readonly RawTensor[]): void;
  /** An int32 tensor such as a shape or a permutation, kept for the next call: a scalar from a number, else a vector. */
  ints(values: number | readonly number[]): RawTensor;
  /** The same as a matrix of `columns` columns. */
  intMatrix(values: readonly number[], columns: number): RawTensor;
  /** An int64 scalar below 2^31, kept likewise. */
  long(value: number): RawTensor;
  /** A float32 scalar, kept likewise. */
  float(value: number): RawTensor;
  /** A float32 vector of zeros, kept likewise. */
  zeros(length: number): RawTensor;
  /** One more owner of a tensor's memory. */
  share(tensor: TensorInfo): TensorInfo;
}

/** The methods of tfjs-node's backend (4.22) that its typings keep private. */
interface BackendInternals {
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  createOutputTensor(metadata: RawTensor): Tensor;
  incRef(dataId: DataId): void;
}

export function createTensorFlowOps(backend: NodeJSKernelBackend, addon: Addon): TensorFlowOps {
  const internals = backend as unknown as BackendInternals;
  const constants = new Map<string, RawTensor>();

  const idOf = (tensor: TensorInfo | RawTensor): number =>
    'dataId' in tensor ? (internals.getInputTensorIds([tensor])[0] ?? -1) : tensor.id;
  const execute: TensorFlowOps['execute'] = (name, attributes, inputs, outputCount) =>
    addon.executeListOp(name, [...attributes], inputs.map(idOf), outputCount);

  function constant(
    key: string,
    shape: number[],
    dtype: number,
    values: () => Int32Array | Float32Array,
  ): RawTensor {
    let raw = constants.get(key);
    if (!raw) {
      raw = { id: addon.createTensor(shape, dtype, values()), shape, dtype };
      constants.set(key, raw);
    }
    return raw;
  }

  return {
    addon,
    onGraphicsCard: backend.isUsingGpuDevice,
    execute,
    run(name, attributes, inputs) {
      const [output] = execute(name, attributes, inputs, 1);
      if (!output) throw new Error(`${name} has no output.`);
      return output;
    },
    idsOf: (tensors) => internals.getInputTensorIds(tensors),
    take: (raw) => internals.createOutputTensor(raw),
    free(...raws) {
      for (const { id } of raws) addon.deleteTensor(id);
    },
    ints(values) {
      const list = typeof values === 'number' ? [values] : values;
      const shape = typeof values === 'number' ? [] : [values.length];
      return constant(`${shape.length}:${list.join()}`, shape, elementType.int32, () =>
        Int32Array.from(list),
      );
    },
    intMatrix: (values, columns) =>
      constant(`${columns}x:${values.join()}`, [values.length / columns, columns], elementType.int32, () =>
        Int32Array.from(values),
      ),
    // The binding takes 64-bit integers as pairs of 32 bits, the lower half first.
    long: (value) => constant(`long:${value}`, [], elementType.int64, () => Int32Array.of(value, 0)),
    float: (value) => constant(`float:${value}`, [], elementType.float32, () => Float32Array.of(value)),
    zeros: (length) =>
      constant(`zeros:${length}`, [length], elementType.float32, () => new Float32Array(length)),
    share(tensor) {
      internals.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
    },
  };
}
