import { parseArgs } from 'node:util';
import { registerTrainingKernels } from '../../src/worker/kernels/registerTrainingKernels.ts';
import { composeMissingKernels } from '../../src/worker/kernels/composeMissingKernels.ts';
import { readTrainingBinary, startWasm } from '../worker/kernels/wasmEngine.ts';
import { profileStep } from './kernelProfile.ts';
import { median } from './median.ts';
import { trainingSteps } from './trainingSteps.ts';

/*
 * node scripts/profile.mjs [--only cnn,mlp,gan,transformer] [--steps N] [--top N] [--composed]
 * Prints, for one training step of each model on the wasm backend, milliseconds (median, unprofiled) and where they go.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    steps: { type: 'string', default: '20' },
    top: { type: 'string', default: '14' },
    composed: { type: 'boolean', default: false },
  },
});
const steps = Number(values.steps);
const tf = await startWasm();
if (values.composed) composeMissingKernels(tf);
else await registerTrainingKernels(tf, { training: readTrainingBinary() });

type Name = keyof typeof trainingSteps;
for (const name of (values.only?.split(',') ?? Object.keys(trainingSteps)) as Name[]) {
  const step = trainingSteps[name](tf);
  for (let i = 0; i < 5; i++) await step.run();
  const wallMs: number[] = [];
  let loss = NaN;
  for (let i = 0; i < steps; i++) {
    const startMs = performance.now();
    loss = await step.run();
    wallMs.push(performance.now() - startMs);
  }
  const stepMs = median(wallMs);
  const bestMs = Math.min(...wallMs);
  const rate = (step.batch * 1000) / stepMs;
  console.log(`${name}: ${stepMs.toFixed(2)} ms a step (fastest ${bestMs.toFixed(2)}), ${rate.toFixed(0)} samples/s, loss ${loss.toFixed(5)}`);
  const profile = await profileStep(tf, step, steps);
  for (const { kernelName, calls, exclusiveMs } of profile.kernels.slice(0, Number(values.top))) {
    console.log(`  ${kernelName.padEnd(30)}${exclusiveMs.toFixed(3).padStart(9)} ms${calls.toFixed(1).padStart(8)} calls`);
  }
  console.log(`  ${'outside kernels'.padEnd(30)}${profile.outsideMs.toFixed(3).padStart(9)} ms`);
  step.dispose();
}
