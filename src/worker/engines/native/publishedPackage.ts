import '@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js';
import { ProgbarLogger } from '@tensorflow/tfjs-node-gpu/dist/callbacks.js';
import { nodeFileSystemRouter } from '@tensorflow/tfjs-node-gpu/dist/io/file_system.js';
import * as io from '@tensorflow/tfjs-node-gpu/dist/io/index.js';
import { node } from '@tensorflow/tfjs-node-gpu/dist/node.js';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { version } from '@tensorflow/tfjs-node-gpu/dist/version.js';

/*
 * The JavaScript of @tensorflow/tfjs-node-gpu without its index.js, which looks for an add-on of its own. This file is
 * bundled by itself (esbuild.mjs): other engines do not pay for parsing it, and `@tensorflow/tfjs` in it means the tfjs
 * that shareTensorFlow.ts hands over, so that there is one tfjs-core in the process. Loading it registers its kernels.
 */
export { NodeJSKernelBackend, ProgbarLogger, io, node, nodeFileSystemRouter, version };
