import type { KernelConfig, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { CpuBackend } from './cpuBackend.ts';
import { findCpuBackend } from './cpuBackend.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { WasmBackend } from './wasmBackend.ts';

/** A complex tensor of the cpu backend consists of two, and Draw needs a canvas: a copy of one array cannot carry them. */
const NOT_PORTABLE = new Set(['Complex', 'ComplexAbs', 'Real', 'Imag', 'FFT', 'IFFT', 'Draw']);

/** Kernels that a backend has and that are wrong there or refuse, and for which inputs. */
export type WrongKernels = ReadonlyMap<string, (inputs: NamedTensorInfoMap) => boolean>;

/**
 * Lets the wasm backend run every kernel that it lacks or has wrong and the cpu backend has, by copying inputs and outputs between
 * the two. Slow, but a model that needs one (einsum, for instance) works. Without a cpu backend it does nothing.
 *
 * @param wrong Which of the backend's own kernels to replace; those that we have registered stay.
 */
export function registerCpuFallback(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  backend: WasmBackend,
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
  backend: WasmBackend,
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
    const toWasm = (tensor: TensorInfo): TensorInfo => {
      const values = cpu.readSync(tensor.dataId);
      return backend.makeOutput(tensor.shape, tensor.dtype, undefined, values);
    };
    const results: TensorInfo[] = [];
    try {
      const output = kernel.kernelFunc({
        inputs: mapInputs(inputs, toCpu),
        backend: cpu,
        ...(attrs ? { attrs } : {}),
      });
      results.push(...(Array.isArray(output) ? output : [output]));
      const copies = results.map(toWasm);
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
