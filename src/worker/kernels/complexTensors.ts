import type { DataId, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import { fourierTransform } from './fourierTransform.ts';
import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { WasmBackend } from './wasmBackend.ts';

/**
 * Gives the wasm backend complex64, which it lacks: Complex, Real, Imag, ComplexAbs, FFT and IFFT, and with them tf.spectral and
 * tf.signal. A complex tensor is one block of memory with real and imaginary parts in turn, as tfjs reads it out. Shapes are
 * those of the inputs; FFT and IFFT transform the rows of [batch, length].
 */
export function registerComplexTensors(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  backend: WasmBackend,
  host: HostArrays,
): void {
  const read = ({ dataId, shape }: Pick<TensorInfo, 'dataId' | 'shape'>): Float32Array => {
    const { memoryOffset } = backend.dataIdMap.get(dataId);
    return new Float32Array(backend.wasm.HEAPU8.buffer, memoryOffset, 2 * tf.util.sizeFromShape(shape));
  };
  const create = (shape: number[], values: Float32Array) =>
    backend.makeOutput(shape, 'complex64', undefined, values);
  readComplexData(backend, read);

  registry.register<'real' | 'imag', object>('Complex', ({ real, imag }) => {
    const interleaved = new Float32Array(2 * tf.util.sizeFromShape(real.shape));
    host.read(real).forEach((value, i) => (interleaved[2 * i] = value));
    host.read(imag).forEach((value, i) => (interleaved[2 * i + 1] = value));
    return create(real.shape, interleaved);
  });
  const pick = (combine: (real: number, imaginary: number) => number) => (input: TensorInfo) =>
    host.create(input.shape, 'float32', (values) => {
      const parts = read(input);
      for (let i = 0; i < values.length; i++) values[i] = combine(parts[2 * i] ?? 0, parts[2 * i + 1] ?? 0);
    });
  const real = pick((re) => re);
  const imaginary = pick((_re, im) => im);
  const magnitude = pick((re, im) => Math.hypot(re, im));
  registry.register<'input', object>('Real', ({ input }) => real(input));
  registry.register<'input', object>('Imag', ({ input }) => imaginary(input));
  registry.register<'x', object>('ComplexAbs', ({ x }) => magnitude(x));

  const transform = (input: TensorInfo, inverse: boolean) => {
    const values = Float64Array.from(read(input));
    const width = 2 * (input.shape.at(-1) ?? 1);
    for (let start = 0; start < values.length; start += width) {
      fourierTransform(values.subarray(start, start + width), inverse);
    }
    return create(input.shape, Float32Array.from(values));
  };
  registry.register<'input', object>('FFT', ({ input }) => transform(input, false));
  registry.register<'input', object>('IFFT', ({ input }) => transform(input, true));
}

interface WithTypes {
  readonly dataIdMap: { get(dataId: DataId): { readonly dtype: string; readonly shape: number[] } };
  readSync: (this: WithTypes, dataId: DataId, ...range: number[]) => TypedArray | Uint8Array[];
}

/** Lets the backend hand complex data out; its own read knows no complex64. */
function readComplexData(
  backend: WasmBackend,
  read: (tensor: Pick<TensorInfo, 'dataId' | 'shape'>) => Float32Array,
): void {
  const typed = backend as unknown as WithTypes;
  const { readSync } = typed;
  typed.readSync = function (dataId, ...range) {
    const { dtype, shape } = this.dataIdMap.get(dataId);
    return dtype === 'complex64' ? read({ dataId, shape }).slice() : readSync.call(this, dataId, ...range);
  };
}
