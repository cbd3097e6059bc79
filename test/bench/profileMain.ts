import { parseArgs } from 'node:util';
import { composeMissingKernels } from '../../src/worker/kernels/composeMissingKernels.ts';
import { registerTrainingKernels } from '../../src/worker/kernels/registerTrainingKernels.ts';
import { readTrainingBinary, startWasm } from '../worker/kernels/wasmEngine.ts';
import { trainingNames, trainings } from './engines/trainings/index.ts';
import type { TrainingName } from './engines/trainings/index.ts';
import { profileTraining } from './kernelProfile.ts';
import { median } from './median.ts';

/*
 * node scripts/profile.mjs [--only cnn,mlp,lstm,gan,transformer] [--steps N] [--rounds N] [--top N] [--composed]
 * Prints, for one training step of each model on the wasm backend with one thread, milliseconds and where they go.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    steps: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    top: { type: 'string', default: '12' },
    composed: { type: 'boolean', default: false },
  },
});
const [steps, rounds, top] = [values.steps, values.rounds, values.top].map(Number) as [
  number,
  number,
  number,
];
const tf = await startWasm();
if (values.composed) composeMissingKernels(tf);
else await registerTrainingKernels(tf, { training: readTrainingBinary() });

const ms = (value: number) => `${value.toFixed(3).padStart(9)} ms`;
for (const name of (values.only?.split(',') ?? trainingNames) as TrainingName[]) {
  const training = trainings[name](tf);
  await training.train(3);
  const stepMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    await training.train(steps);
    stepMs.push((performance.now() - startMs) / steps);
  }
  const rate = Math.round((training.samplesPerStep * 1000) / median(stepMs));
  const fastestMs = Math.min(...stepMs).toFixed(2);
  console.log(
    `${name}: ${median(stepMs).toFixed(2)} ms a step (fastest round ${fastestMs}), ${rate} samples/s`,
  );
  const profile = await profileTraining(tf, training, steps);
  for (const { kernelName, calls, exclusiveMs } of profile.kernels.slice(0, top)) {
    console.log(`  ${kernelName.padEnd(28)}${ms(exclusiveMs)}${calls.toFixed(1).padStart(8)} calls`);
  }
  console.log(`  ${'outside kernels'.padEnd(28)}${ms(profile.outsideMs)}`);
}
