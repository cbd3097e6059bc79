import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { registerTrainingKernels } from '../kernels/registerTrainingKernels.ts';
import type { Engine } from './engine.ts';
import { createTensorFlow } from './tensorFlow.ts';

const processEvents = ['uncaughtException', 'unhandledRejection'] as const;

/** The code that loads tfjs's .wasm installs process-wide handlers that end the process; ours must stay in charge. */
async function withoutForeignHandlers(load: () => Promise<unknown>): Promise<void> {
  const before = new Map(
    processEvents.map((event) => [event, new Set<unknown>(process.listeners(event as 'beforeExit'))]),
  );
  await load();
  for (const event of processEvents) {
    for (const listener of process.listeners(event as 'beforeExit')) {
      if (!before.get(event)?.has(listener)) process.off(event, listener);
    }
  }
}

/** WebAssembly with our training kernels: always there, no download, no graphics card. */
export const wasmEngine: Engine = {
  id: 'wasm',
  async start({ wasmFolder }) {
    const tf = createTensorFlow();
    setWasmPaths(wasmFolder + path.sep);
    await withoutForeignHandlers(async () => {
      if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started.');
      await tf.ready();
    });
    const kernels = await registerTrainingKernels(tf, {
      training: await readFile(path.join(wasmFolder, 'training.wasm')),
    });
    const detail = kernels.variant === 'simd' ? 'SIMD' : 'without SIMD';
    return {
      tf,
      version: `tfjs ${tf.version['tfjs-core']}, WebAssembly ${version_wasm} (${detail})`,
      gpu: false,
    };
  },
};
