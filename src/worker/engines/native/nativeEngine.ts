import path from 'node:path';
import { fuseRecurrentLayers } from '../../fusion/fuseRecurrentLayers.ts';
import type { Engine } from '../engine.ts';
import { createTensorFlow, type TensorFlow } from '../tensorFlow.ts';
import { graphicsCardName } from './graphicsCardName.ts';
import { loadAddon } from './loadAddon.ts';
import { loadPublishedPackage, type PublishedPackage } from './loadPublishedPackage.ts';
import { registerNativeKernels } from './registerNativeKernels.ts';

/**
 * TensorFlow's own library, whichever the learner has, through our build of tfjs-node's add-on; on their graphics card
 * where that library finds one. Nothing is downloaded: without a library this engine says so.
 */
export const nativeEngine: Engine = {
  id: 'native',
  async start({ nativeFolder, tensorflow }) {
    if (!tensorflow) throw new Error('no TensorFlow library was found');
    process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    const { addon, log } = loadAddon(nativeFolder, tensorflow);
    const tf = createTensorFlow();
    const published = loadPublishedPackage(tf, path.join(nativeFolder, '..', 'worker'));
    const backend = new published.NodeJSKernelBackend(addon, '@tensorflow/tfjs-node-gpu');
    tf.registerBackend('tensorflow', () => backend, 3);
    if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow could not be started.');
    addNodeFunctions(tf, published);
    registerNativeKernels(tf, backend, addon);
    fuseRecurrentLayers(tf);
    const warnings = warningsOf(log);
    const gpu = backend.isUsingGpuDevice;
    const device = gpu ? graphicsCardName() : undefined;
    return {
      tf,
      version: `tfjs ${tf.version['tfjs-core']}, TensorFlow ${addon.TF_Version} (${gpu ? 'CUDA' : 'CPU'})`,
      gpu,
      ...(device === undefined ? {} : { device }),
      ...(warnings === '' ? {} : { log: warnings }),
    };
  },
};

/** What tfjs-node offers beyond tfjs: files, pictures, TensorBoard, saved models. */
function addNodeFunctions(
  tf: TensorFlow,
  { io, node, nodeFileSystemRouter, version }: PublishedPackage,
): void {
  Object.assign(tf, {
    node,
    io: { ...tf.io, ...io },
    version: { ...tf.version, 'tfjs-node': version },
  });
  tf.io.registerLoadRouter(nodeFileSystemRouter);
  tf.io.registerSaveRouter(nodeFileSystemRouter);
}

/** The lines of TensorFlow's log that are more than a greeting, such as `W0000 00:00:… gpu_device.cc:2365] Cannot dlopen …`. */
function warningsOf(log: string): string {
  return log
    .split('\n')
    .filter((line) => /^[WEF]\d{4} |^\d{4}-\d\d-\d\d \S+: [WEF] /.test(line))
    .join('\n');
}
