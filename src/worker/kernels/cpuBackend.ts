import type { DataId, DataType, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** The part of tfjs's plain JavaScript backend (4.22) that the kernels rely on. */
export interface CpuBackend {
  /** A tensor over `values`, which is not copied. */
  makeTensorInfo(shape: number[], dtype: DataType, values: TypedArray | Uint8Array[]): TensorInfo;
  readSync(dataId: DataId): TypedArray | Uint8Array[];
  disposeData(dataId: DataId, force?: boolean): boolean;
}

/** tfjs's cpu backend, started if need be; undefined when the program was bundled without it. */
export function findCpuBackend(tf: TensorFlowCore): CpuBackend | undefined {
  const backend: unknown = tf.findBackend('cpu');
  if (typeof backend !== 'object' || backend === null) return undefined;
  const hasMethods = ['makeTensorInfo', 'readSync', 'disposeData'].every((name) => name in backend);
  return hasMethods ? (backend as CpuBackend) : undefined;
}
