/*
 * Loaded by a real worker process as the check of an exercise: a stage is a training, a probe trains some steps of it and
 * returns how long they took. The model stays between probes, so that rounds can take turns with other processes.
 */
import type { Check, ProbeContext } from '../../../src/worker/check/checkTypes.ts';
import { trainings } from './trainings/index.ts';
import type { Training } from './trainings/training.ts';

/** The seed of a probe carries the number of steps: nothing here is random across engines anyway. */
const stageOf = (create: (tf: ProbeContext['tf']) => Training) => {
  let training: Training | undefined;
  return {
    async probe({ tf, seed: steps }: ProbeContext) {
      training ??= create(tf);
      const startMs = performance.now();
      const loss = await training.train(steps);
      return { wallMs: performance.now() - startMs, samples: steps * training.samplesPerStep, loss };
    },
    judge: () => ({ pass: true as const }),
  };
};

export const check: Check = {
  stages: Object.fromEntries(Object.entries(trainings).map(([name, create]) => [name, stageOf(create)])),
};
