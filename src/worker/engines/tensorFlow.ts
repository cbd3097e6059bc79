import * as backendCpu from '@tensorflow/tfjs-backend-cpu';
import * as converter from '@tensorflow/tfjs-converter';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as data from '@tensorflow/tfjs-data';
import * as layers from '@tensorflow/tfjs-layers';
import type * as tfjs from '@tensorflow/tfjs';

/** The tfjs namespace as learners know it from `import * as tf from '@tensorflow/tfjs'`. */
export type TensorFlow = typeof tfjs;

/**
 * The same union of packages that `@tensorflow/tfjs` publishes, less its WebGL back end, which needs a browser. A plain
 * object rather than a module namespace, so that observation can put its own functions in place.
 */
export function createTensorFlow(): TensorFlow {
  const version = {
    tfjs: core.version_core,
    'tfjs-core': core.version_core,
    'tfjs-backend-cpu': backendCpu.version_cpu,
    'tfjs-data': data.version_data,
    'tfjs-layers': layers.version_layers,
    'tfjs-converter': converter.version_converter,
  };
  return { ...core, ...layers, ...converter, ...backendCpu, data, version } as unknown as TensorFlow;
}
