import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** The bytes of the committed training module. Tests run from the root of the repository. */
export function readTrainingBinary(): Uint8Array {
  return readFileSync(join('src', 'worker', 'kernels', 'native', 'training.wasm'));
}

/** Starts tfjs's wasm backend from node_modules and makes it current. */
export async function startWasm(): Promise<typeof tf> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const folder = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  setWasmPaths(`${folder}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend did not start.');
  await tf.ready();
  return tf;
}
