import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { startWasmBackend } from '../../../src/worker/engines/startWasmBackend.ts';

/** The bytes of a committed training module. Tests run from the root of the repository. */
export function readTrainingBinary(name = 'training.wasm'): Uint8Array {
  return readFileSync(join('src', 'worker', 'kernels', 'native', name));
}

/** The built script of a kernel thread. */
export const kernelThreadFile = join(process.env['DL_ROOT'] ?? process.cwd(), 'dist/worker/kernelThread.cjs');

/** Starts tfjs's wasm backend from node_modules and makes it current. */
export async function startWasm(heap: 'unshared' | 'shared' = 'unshared'): Promise<typeof tf> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const folder = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  await startWasmBackend(tf, folder, heap);
  return tf;
}
