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

const require = createRequire(join(process.cwd(), 'package.json'));

/** Folder of tfjs's .wasm files in node_modules. */
const wasmFolder = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));

/** Starts tfjs's wasm backend from node_modules and makes it current. */
export async function startWasm(): Promise<typeof tf> {
  await startWasmBackend(tf, wasmFolder, 'unshared');
  return tf;
}

/** The same on a shared heap, for kernels on several threads. A process can have one of the two. */
export async function startSharedWasm(): Promise<typeof tf> {
  await startWasmBackend(tf, wasmFolder, 'shared');
  return tf;
}
