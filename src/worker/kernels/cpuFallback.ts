import type {
  DataId,
  DataType,
  KernelConfig,
  NamedTensorInfoMap,
  TensorInfo,
  TypedArray,
} from '@tensorflow/tfjs-core';
import type { CpuBackend } from './cpuBackend.ts';
import { findCpuBackend } from './cpuBackend.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** How a fallback's inputs leave a back end and its outputs come back. */
export interface FallbackBackend {
  readSync(dataId: DataId): TypedArray | Uint8Array[];
  /** A tensor of `values`, which the back end may keep. */
  makeTensor(shape: number[], dtype: DataType, values: TypedArray | Uint8Array[]): TensorInfo;
}

/** Kernels that a backend publishes and that are wrong or refuse: for which inputs. */
export type WrongKernels = ReadonlyMap<string, (inputs: NamedTensorInfoMap) => boolean>;

/** A complex tensor of the cpu backend consists of two, and Draw needs a canvas: a copy of one array cannot carry them. */
const NOT_PORTABLE = new Set(['Complex', 'ComplexAbs', 'Real', 'Imag', 'FFT', 'IFFT', 'Draw']);

/**
 * Lets a backend run every kernel that it lacks, or has wrong, and the cpu backend has, by copying inputs and outputs between
 * the two. Slow, but a model that needs one (einsum, for instance) works. Without a cpu backend it does nothing.
 *
 * @param wrong Which of the backend's own kernels to replace; those that we have registered stay.
 */
export function registerCpuFallback(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  backend: FallbackBackend,
  wrong: WrongKernels = new Map(),
): void {
  const cpu = findCpuBackend(tf);
  if (!cpu) return;
  for (const kernel of tf.getKernelsForBackend('cpu')) {
    const { kernelName } = kernel;
    // What we have replaced is right.
    if (registry.kernelNames.includes(kernelName)) continue;
    const isWrong = registry.has(kernelName) ? wrong.get(kernelName) : () => true;
    if (NOT_PORTABLE.has(kernelName) || !isWrong) continue;
    registerOne(registry, backend, cpu, kernel, isWrong);
  }
}

function registerOne(
  registry: KernelRegistry,
  backend: FallbackBackend,
  cpu: CpuBackend,
  kernel: KernelConfig,
  isWanted: (inputs: NamedTensorInfoMap) => boolean,
): void {
  registry.registerRaw(kernel.kernelName, ({ inputs, attrs }, published) => {
    if (!isWanted(inputs)) return published();
    const borrowed: TensorInfo[] = [];
    const toCpu = (tensor: TensorInfo): TensorInfo => {
      const copy = cpu.makeTensorInfo(tensor.shape, tensor.dtype, backend.readSync(tensor.dataId));
      borrowed.push(copy);
      // A few kernels read the rank, which only tensors have.
      return Object.assign(copy, { rank: tensor.shape.length });
    };
    const fromCpu = (tensor: TensorInfo): TensorInfo => {
      const values = cpu.readSync(tensor.dataId);
      return backend.makeTensor(tensor.shape, tensor.dtype, values);
    };
    const results: TensorInfo[] = [];
    try {
      const output = kernel.kernelFunc({
        inputs: mapInputs(inputs, toCpu),
        backend: cpu,
        ...(attrs ? { attrs } : {}),
      });
      results.push(...(Array.isArray(output) ? output : [output]));
      const copies = results.map(fromCpu);
      const [first] = copies;
      return Array.isArray(output) || !first ? copies : first;
    } finally {
      // An output may share the memory of an input (reshape does): forced, each is dropped once.
      for (const dataId of new Set([...results, ...borrowed].map((tensor) => tensor.dataId))) {
        cpu.disposeData(dataId, true);
      }
    }
  });
}

/** Kernels with a list of inputs (einsum, addN) receive them as an object keyed by position, or as an array. */
function mapInputs(inputs: NamedTensorInfoMap, map: (tensor: TensorInfo) => TensorInfo): NamedTensorInfoMap {
  const mapped: NamedTensorInfoMap = Array.isArray(inputs) ? ([] as unknown as NamedTensorInfoMap) : {};
  for (const [name, input] of Object.entries(inputs)) {
    const list: unknown = input;
    if (Array.isArray(list)) mapped[name] = (list as TensorInfo[]).map(map) as unknown as TensorInfo;
    else if (input) mapped[name] = map(input);
  }
  return mapped;
}
