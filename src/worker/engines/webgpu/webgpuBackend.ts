import type { DataId, DataType, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { GpuBuffer, GpuCommandEncoder, GpuDevice } from './gpuTypes.ts';
import { withSharedCore } from './sharedCore.ts';

/** One small program for the graphics card, as tfjs compiles it into a shader (WGSL) of its own. */
export interface GpuProgram {
  outputShape: number[];
  variableNames: string[];
  workgroupSize: [x: number, y: number, z: number];
  dispatchLayout: { x: number[] };
  dispatch: [x: number, y: number, z: number];
  /** Adds the uniform `size`: how many elements there are. */
  size: boolean;
  /** What tells compiled programs apart, beside the ranks and types of inputs and outputs. */
  shaderKey: string;
  getUserCode(): string;
}

/** The part of tfjs's WebGPU backend (4.22) that this engine relies on. tfjs marks most of it as private. */
export interface WebgpuBackend {
  readonly tensorMap: {
    get(dataId: DataId): {
      /** Present while the host has the values too. */
      readonly values?: TypedArray | Uint8Array[] | null;
      /** Type of what is stored; a tensor over it may be labelled otherwise. */
      readonly dtype: DataType;
      readonly resource?: GpuBuffer | null;
    };
  };
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GpuBuffer;
    releaseBuffer(buffer: GpuBuffer, reuse?: boolean): void;
  };
  readonly commandEncoder: GpuCommandEncoder;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  convertAndCacheOnCPU(dataId: DataId, values: TypedArray): TypedArray;
  makeTensorInfo(shape: number[], dtype: DataType, values?: TypedArray | Uint8Array[]): TensorInfo;
  disposeData(dataId: DataId): boolean;
  read(dataId: DataId): Promise<TypedArray | Uint8Array[]>;
  readSync(dataId: DataId): TypedArray | Uint8Array[];
  /** Whether the inputs are small and their values on the host only. */
  shouldExecuteOnCPU(inputs: TensorInfo[]): boolean;
  runWebGPUProgram(program: GpuProgram, inputs: TensorInfo[], dtype: DataType): TensorInfo;
}

const methods = [
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
  'convertAndCacheOnCPU',
  'makeTensorInfo',
  'disposeData',
  'read',
  'readSync',
  'shouldExecuteOnCPU',
  'runWebGPUProgram',
];

/** @throws Error when the back end is another version's */
export function asWebgpuBackend(backend: object): WebgpuBackend {
  const candidate = backend as Record<string, unknown>;
  const isKnown =
    methods.every((name) => typeof candidate[name] === 'function') &&
    typeof (candidate['bufferManager'] as { acquireBuffer?: unknown } | undefined)?.acquireBuffer ===
      'function' &&
    typeof (candidate['tensorMap'] as { get?: unknown } | undefined)?.get === 'function';
  if (!isKnown) throw new Error('this engine fits tfjs-backend-webgpu 4.22, and another version is in use');
  return backend as WebgpuBackend;
}

/** The tfjs back end over a device. */
export async function createWebgpuBackend(device: GpuDevice, info: object): Promise<WebgpuBackend> {
  const { WebGPUBackend } = await withSharedCore(() => import('@tensorflow/tfjs-backend-webgpu'));
  type Arguments = ConstructorParameters<typeof WebGPUBackend>;
  const created = new WebGPUBackend(device as unknown as Arguments[0], info as NonNullable<Arguments[1]>);
  return asWebgpuBackend(created);
}
