import { registerCpuFallback, type FallbackBackend } from '../kernels/cpuFallback.ts';
import { createKernelRegistry } from '../kernels/kernelRegistry.ts';
import type { Engine } from './engine.ts';
import { createTensorFlow, type TensorFlow } from './tensorFlow.ts';
import { registerAddInGroups } from './webgpu/addInGroups.ts';
import { enforceBufferLimits } from './webgpu/bufferLimits.ts';
import { chooseAdapter } from './webgpu/chooseAdapter.ts';
import { registerCumulativeKernels } from './webgpu/cumulativeKernels.ts';
import { watchDevice } from './webgpu/deviceWatch.ts';
import { registerIntegerKernels } from './webgpu/integerKernels.ts';
import { registerLowerRanks } from './webgpu/lowerRanks.ts';
import { openDawn } from './webgpu/openDawn.ts';
import { openDevice } from './webgpu/openDevice.ts';
import { registerPoolingGradients } from './webgpu/poolingGradients.ts';
import { guardAsynchronousRead, provideSynchronousRead } from './webgpu/synchronousRead.ts';
import { createWebgpuBackend, type WebgpuBackend } from './webgpu/webgpuBackend.ts';
import { wrongOnWebgpu } from './webgpu/wrongOnWebgpu.ts';

/** The graphics card of any maker, through Dawn: Vulkan on Linux, Metal on macOS, Direct3D 12 on Windows. */
export const webgpuEngine: Engine = {
  id: 'webgpu',
  async start({ webgpuFolder, onDeviceLost }) {
    const dawn = openDawn(webgpuFolder);
    const { adapter, name, software } = await chooseAdapter(dawn.gpu);
    const device = await openDevice(adapter);
    const watch = watchDevice(device, onDeviceLost);
    const tf = createTensorFlow();
    const backend = await createWebgpuBackend(device, adapter.info);
    enforceBufferLimits(backend, device, watch);
    provideSynchronousRead(tf, backend, dawn, watch);
    guardAsynchronousRead(backend, watch);
    await activate(tf, backend);
    registerKernels(tf, backend);
    return {
      tf,
      version: `tfjs ${tf.version['tfjs-core']}, WebGPU (${adapter.info.description || 'Dawn'})`,
      gpu: !software,
      device: name,
    };
  },
};

async function activate(tf: TensorFlow, backend: WebgpuBackend): Promise<void> {
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => backend as unknown as ReturnType<typeof tf.backend>);
  // A back end that cannot be used makes setBackend say false, and tfjs goes on with the one before.
  if (!(await tf.setBackend('webgpu')) || tf.getBackend() !== 'webgpu')
    throw new Error('tfjs did not take the graphics card');
  await tf.ready();
}

/** The order matters: what is registered later runs what was there before. */
function registerKernels(tf: TensorFlow, backend: WebgpuBackend): void {
  const registry = createKernelRegistry(tf, 'webgpu', backend);
  registerIntegerKernels(registry, backend);
  registerAddInGroups(registry, backend);
  registerCumulativeKernels(registry, backend);
  registerPoolingGradients(tf, registry, backend);
  const fallback: FallbackBackend = {
    readSync: (dataId) => backend.readSync(dataId),
    makeTensor: (shape, dtype, values) => backend.makeTensorInfo(shape, dtype, values),
  };
  registerCpuFallback(tf, registry, fallback, wrongOnWebgpu);
  registerLowerRanks(registry);
}
