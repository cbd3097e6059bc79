import path from 'node:path';
import { fuseRecurrentLayers } from '../../fusion/fuseRecurrentLayers.ts';
import type { EngineContext, StartedEngine } from '../engine.ts';
import type { TensorFlow } from '../tensorFlow.ts';
import { graphicsCardName } from './graphicsCardName.ts';
import { loadAddon } from './loadAddon.ts';
import { loadPublishedPackage, type PublishedPackage } from './loadPublishedPackage.ts';
import { registerNativeKernels } from './registerNativeKernels.ts';

/**
 * Puts TensorFlow's library behind `tf`.
 *
 * @throws Error with a sentence when there is no library, no add-on, or they do not fit.
 */
export async function startNative(
  tf: TensorFlow,
  { nativeFolder, tensorflow }: Pick<EngineContext, 'nativeFolder' | 'tensorflow'>,
): Promise<StartedEngine> {
  if (!tensorflow) throw new Error('no TensorFlow library was found');
  // TensorFlow would take all memory of the card at once, and greet at length. What the host has set stays.
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const { addon, log } = loadAddon(nativeFolder, tensorflow);
  const published = loadPublishedPackage(tf, path.join(nativeFolder, '..', 'worker'));
  const backend = new published.NodeJSKernelBackend(addon, '@tensorflow/tfjs-node-gpu');
  tf.registerBackend('tensorflow', () => backend, 3);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow could not be started.');
  addNodeFunctions(tf, published);
  registerNativeKernels(tf, backend, addon);
  fuseRecurrentLayers(tf);
  const gpu = backend.isUsingGpuDevice;
  const device = gpu ? graphicsCardName() : undefined;
  const warnings = warningsIn(log);
  return {
    tf,
    version: `tfjs ${tf.version['tfjs-core']}, TensorFlow ${addon.TF_Version} (${gpu ? 'CUDA' : 'CPU'})`,
    gpu,
    ...(device === undefined ? {} : { device }),
    ...(warnings === '' ? {} : { log: warnings }),
  };
}

/** What tfjs-node offers beyond tfjs: files, pictures, TensorBoard, saved models. */
function addNodeFunctions(
  tf: TensorFlow,
  { io, node, nodeFileSystemRouter, version }: PublishedPackage,
): void {
  tf.io.registerLoadRouter(nodeFileSystemRouter);
  tf.io.registerSaveRouter(nodeFileSystemRouter);
  // A namespace of a module is not to be written to; the tfjs that a learner gets is a plain object.
  if (!Object.isExtensible(tf)) return;
  Object.assign(tf, {
    node,
    io: { ...tf.io, ...io },
    version: { ...tf.version, 'tfjs-node': version },
  });
}

/** The lines of TensorFlow's log that are more than a greeting: `W0000 00:00:… gpu_device.cc:2365] Cannot dlopen …`. */
function warningsIn(log: string): string {
  return log
    .split('\n')
    .filter((line) => /^[WEF]\d{4} |^\d{4}-\d\d-\d\d \S+: [WEF] /.test(line))
    .join('\n');
}
