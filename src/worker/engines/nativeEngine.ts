import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import type * as tfNode from '@tensorflow/tfjs-node-gpu';
import { messageOf } from '../../base/assert.ts';
import type { Engine } from './engine.ts';

const packageNames = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** tfjs-node 4.22 calls two functions that Node removed in version 23. */
function restoreRemovedUtil(): void {
  const removed: Record<string, (value: unknown) => boolean> = {
    isNullOrUndefined: (value) => value === null || value === undefined,
    isArray: (value) => Array.isArray(value),
  };
  for (const [name, replacement] of Object.entries(removed)) {
    if (!(name in util)) Object.defineProperty(util, name, { value: replacement });
  }
}

/**
 * TensorFlow's own library through the tfjs-node-gpu (or tfjs-node) that the learner has installed, on their graphics
 * card where that package finds one. Nothing is downloaded: without an installation this engine says so.
 */
export const nativeEngine: Engine = {
  id: 'native',
  start({ tensorflow }) {
    if (!tensorflow) throw new Error('no TensorFlow library was found');
    restoreRemovedUtil();
    process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    const requireThere = createRequire(path.join(tensorflow.folder, 'index.js'));
    const failures: string[] = [];
    for (const name of packageNames) {
      try {
        const native = requireThere(name) as typeof tfNode;
        const backend = native.backend() as unknown as { isUsingGpuDevice?: boolean };
        return Promise.resolve({
          tf: { ...native },
          version: `${name} ${native.version['tfjs-node']}`,
          gpu: backend.isUsingGpuDevice === true,
        });
      } catch (thrown) {
        failures.push(`${name}: ${messageOf(thrown).split('\n')[0] ?? ''}`);
      }
    }
    throw new Error(failures.join('; '));
  },
};
