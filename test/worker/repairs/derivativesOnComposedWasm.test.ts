import * as tfjs from '@tensorflow/tfjs';
import { composeMissingKernels } from '../../../src/worker/kernels/composeMissingKernels.ts';
import { repairTensorFlow } from '../../../src/worker/repairs/repairTensorFlow.ts';
import { startWasm } from '../kernels/wasmEngine.ts';
import { testDerivatives } from './testDerivatives.ts';

testDerivatives(async () => {
  const tf = { ...tfjs };
  await startWasm();
  composeMissingKernels(tf);
  repairTensorFlow(tf);
  return tf;
});
