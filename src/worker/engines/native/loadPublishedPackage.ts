import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import type { TensorFlow } from '../tensorFlow.ts';
import type * as publishedPackage from './publishedPackage.ts';

export type PublishedPackage = typeof publishedPackage;

/** Where the bundle of publishedPackage.ts finds tfjs; scripts/native/runningTensorFlow.mjs has the other end. */
const sharedTensorFlow = Symbol.for('deep-learning-lessons.tensorflow');

/**
 * Loads tfjs-node-gpu's JavaScript into this process, on top of `tf`, and thereby registers its kernels.
 *
 * @param workerFolder Folder with `publishedPackage.cjs`.
 */
export function loadPublishedPackage(tf: TensorFlow, workerFolder: string): PublishedPackage {
  replaceOldUtil();
  Object.defineProperty(globalThis, sharedTensorFlow, { value: tf, configurable: true });
  const requireThere = createRequire(path.join(workerFolder, 'publishedPackage.cjs'));
  return requireThere('./publishedPackage.cjs') as PublishedPackage;
}

/** tfjs-node 4.22 calls two functions of `util` that Node has removed, or warns about at every start. */
function replaceOldUtil(): void {
  const functions: Record<string, (value: unknown) => boolean> = {
    isNullOrUndefined: (value) => value === null || value === undefined,
    isArray: (value) => Array.isArray(value),
  };
  for (const [name, replacement] of Object.entries(functions)) {
    Object.defineProperty(util, name, { value: replacement, configurable: true, writable: true });
  }
}
