import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TensorFlowCore } from '../../kernels/tensorFlowCore.ts';
import type { Addon } from './loadAddon.ts';

export function registerNativeKernels(tf: TensorFlowCore, backend: NodeJSKernelBackend, addon: Addon): void {
  void tf; void backend; void addon;
}
