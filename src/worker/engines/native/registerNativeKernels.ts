import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { registerFusedGradients } from '../../kernels/fusedGradients.ts';
import { fuseLayers } from '../../kernels/fuseLayers.ts';
import { createGradientRegistry } from '../../kernels/gradientRegistry.ts';
import { createKernelRegistry } from '../../kernels/kernelRegistry.ts';
import type { TensorFlowCore } from '../../kernels/tensorFlowCore.ts';
import { registerActivationGradient } from './kernels/activationGradient.ts';
import { registerAdam } from './kernels/adam.ts';
import { fillGaps } from './kernels/gaps.ts';
import { registerFusedLayers } from './kernels/fusedLayers.ts';
import { registerMaxPoolGradient } from './kernels/maxPoolGradient.ts';
import { registerRecurrentLayers } from './kernels/recurrent/registerRecurrentLayers.ts';
import { createTensorFlowOps } from './kernels/tensorFlowOps.ts';
import type { Addon } from './loadAddon.ts';

/** Makes tfjs-node's backend use the operations that TensorFlow's own training uses, and fills its gaps. */
export function registerNativeKernels(tf: TensorFlowCore, backend: NodeJSKernelBackend, addon: Addon): void {
  const registry = createKernelRegistry(tf, 'tensorflow', backend);
  const gradients = createGradientRegistry(tf);
  const ops = createTensorFlowOps(backend, addon);
  registerFusedLayers(tf, registry, ops);
  registerFusedGradients(tf, gradients);
  fuseLayers(tf);
  registerMaxPoolGradient(tf, registry, ops);
  registerActivationGradient(tf, registry, gradients, ops);
  registerRecurrentLayers(registry, ops);
  registerAdam(tf, ops);
  fillGaps(tf, registry, backend, ops);
}
