import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../kernels/kernelRegistry.ts';
import { elementwiseProgram } from './elementwiseProgram.ts';
import type { WebgpuBackend } from './webgpuBackend.ts';

function isStoredAsInteger(dtype: DataType): boolean {
  return dtype === 'int32' || dtype === 'bool';
}

/**
 * Repairs of tfjs-backend-webgpu 4.22 for integers. Its `Transpose` hands an i32 to a function that takes an f32, so the
 * shader does not compile and the result is garbage (tensorflow/tfjs#8638). Its `Cast` to float32 only relabels the
 * integers, which reach the same code as "floats". Its `Pow` computes in floats and cuts off: 6 ** 2 is 35 on some cards.
 */
export function registerIntegerKernels(registry: KernelRegistry, backend: WebgpuBackend): void {
  registry.register<'x', { perm: number[] }>('Transpose', ({ x }, attrs, published) => {
    const stored = backend.tensorMap.get(x.dataId);
    // Few values that the host has are computed there, rightly.
    if (!isStoredAsInteger(stored.dtype) || backend.shouldExecuteOnCPU([x])) return published({ x }, attrs);
    return transposeIntegers(backend, x, attrs.perm);
  });
  registry.register<'x', { dtype: DataType }>('Cast', ({ x }, attrs, published) => {
    const stored = backend.tensorMap.get(x.dataId);
    if (attrs.dtype !== 'float32' || !isStoredAsInteger(stored.dtype)) return published({ x }, attrs);
    if (stored.values && backend.shouldExecuteOnCPU([x]))
      return backend.makeTensorInfo(x.shape, 'float32', Float32Array.from(stored.values as Int32Array));
    const program = elementwiseProgram(x.shape, 'integersToFloat', 'setOutputAtIndex(index, f32(A[index]));');
    return backend.runWebGPUProgram(program, [x], 'float32');
  });
  registry.register<'a' | 'b', object>('Pow', (inputs, attrs, published) => {
    if (inputs.a.dtype !== 'int32' || inputs.b.dtype !== 'int32') return published(inputs, attrs);
    const steps: TensorInfo[] = [];
    const step = (made: TensorInfo): TensorInfo => {
      steps.push(made);
      return made;
    };
    const float = (x: TensorInfo): TensorInfo => step(registry.run('Cast', { x }, { dtype: 'float32' }));
    const power = step(published({ a: float(inputs.a), b: float(inputs.b) }, attrs));
    const rounded = step(registry.run('Round', { x: power }, {}));
    const result = registry.run('Cast', { x: rounded }, { dtype: 'int32' });
    for (const { dataId } of steps) backend.disposeData(dataId);
    return result;
  });
}

/** `result[i0, i1, …] = x[…]` with axis `perm[k]` of x as axis k of the result; ranks 2 to 6. */
function transposeIntegers(backend: WebgpuBackend, x: TensorInfo, perm: number[]): TensorInfo {
  const names = ['x', 'y', 'z', 'w', 'u', 'v'];
  const rank = perm.length;
  const type = rank < 5 ? `vec${rank}<i32>` : `vec${rank}`;
  const coordinates = perm.map((_, axis) => `coords.${names[perm.indexOf(axis)] ?? ''}`);
  const source =
    rank < 2 ? 'index' : `getIndexFromCoords${rank}D(${type}(${coordinates.join(', ')}), uniforms.aShape)`;
  const body = `let coords = getCoordsFromIndex(index);
          setOutputAtIndexI32(index, A[${source}]);`;
  const shape = perm.map((axis) => x.shape[axis] ?? 1);
  return backend.runWebGPUProgram(
    elementwiseProgram(shape, `transposeIntegers ${perm.join()}`, body),
    [x],
    x.dtype,
  );
}
