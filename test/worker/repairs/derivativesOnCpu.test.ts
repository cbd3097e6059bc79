import * as tfjs from '@tensorflow/tfjs';
import { registerCpuTrainingKernels } from '../../../src/worker/kernels/registerCpuTrainingKernels.ts';
import { repairTensorFlow } from '../../../src/worker/repairs/repairTensorFlow.ts';
import { testDerivatives } from './testDerivatives.ts';

testDerivatives(async () => {
  // A namespace of a module cannot be changed; the worker's is a plain object as well.
  const tf = { ...tfjs };
  await tf.setBackend('cpu');
  registerCpuTrainingKernels(tf);
  repairTensorFlow(tf);
  return tf;
});
