import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RegisteredKernels } from '../kernels/registeredKernels.ts';
import { registerTrainingKernels } from '../kernels/registerTrainingKernels.ts';
import { findSharedMemoryProblem } from '../kernels/threads/sharedMemory.ts';
import type { Engine } from './engine.ts';
import { kernelThreadCount } from './kernelThreadCount.ts';
import { startWasmBackend } from './startWasmBackend.ts';
import { createTensorFlow, type TensorFlow } from './tensorFlow.ts';

/** WebAssembly with our training kernels: always there, no download, no graphics card. */
export const wasmEngine: Engine = {
  id: 'wasm',
  async start({ wasmFolder }) {
    const tf = createTensorFlow();
    const count = kernelThreadCount();
    const threaded = count > 1 ? await startThreaded(tf, wasmFolder, count) : 'one processor';
    const kernels = typeof threaded === 'string' ? await startSingle(tf, wasmFolder) : threaded;
    const detail = [
      kernels.variant === 'simd' ? 'SIMD' : 'without SIMD',
      kernels.threadCount > 1 ? `${kernels.threadCount} threads` : '1 thread',
    ].join(', ');
    const why = typeof threaded === 'string' ? `: ${threaded}` : '';
    return {
      tf,
      version: `tfjs ${tf.version['tfjs-core']}, WebAssembly ${version_wasm} (${detail}${why})`,
      gpu: false,
    };
  },
};

/** The kernels on several threads, or the reason why there is only one. */
async function startThreaded(
  tf: TensorFlow,
  wasmFolder: string,
  count: number,
): Promise<RegisteredKernels | string> {
  const training = await readFile(path.join(wasmFolder, 'training-shared.wasm'));
  const problem = findSharedMemoryProblem(training);
  if (problem !== undefined) return problem;
  try {
    await startWasmBackend(tf, wasmFolder, 'shared');
  } catch {
    return 'the threaded build did not start';
  }
  const file = path.join(wasmFolder, '..', 'worker', 'kernelThread.cjs');
  return registerTrainingKernels(tf, { training, threads: { count, file } });
}

async function startSingle(tf: TensorFlow, wasmFolder: string): Promise<RegisteredKernels> {
  await startWasmBackend(tf, wasmFolder, 'unshared');
  return registerTrainingKernels(tf, { training: await readFile(path.join(wasmFolder, 'training.wasm')) });
}
