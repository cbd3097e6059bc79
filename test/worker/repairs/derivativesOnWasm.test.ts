import * as tfjs from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { repairTensorFlow } from '../../../src/worker/repairs/repairTensorFlow.ts';
import { readTrainingBinary, startWasm } from '../kernels/wasmEngine.ts';
import { testDerivatives } from './testDerivatives.ts';

testDerivatives(async () => {
  const tf = { ...tfjs };
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
  repairTensorFlow(tf);
  return tf;
});
