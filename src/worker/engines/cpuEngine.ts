import { registerCpuTrainingKernels } from '../kernels/registerCpuTrainingKernels.ts';
import type { Engine } from './engine.ts';
import { createTensorFlow } from './tensorFlow.ts';

/** Plain JavaScript: slow, and right. The last resort, and the yardstick of the others. */
export const cpuEngine: Engine = {
  id: 'cpu',
  async start() {
    const tf = createTensorFlow();
    if (!(await tf.setBackend('cpu'))) throw new Error('The JavaScript engine could not be started.');
    registerCpuTrainingKernels(tf);
    return { tf, version: `tfjs ${tf.version['tfjs-core']}, JavaScript`, gpu: false };
  },
};
