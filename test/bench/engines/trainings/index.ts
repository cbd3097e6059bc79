import { createCnn } from './cnn.ts';
import { createGan } from './gan.ts';
import { createLstm } from './lstm.ts';
import { createMlp } from './mlp.ts';
import type { CreateTraining } from './training.ts';
import { createTransformer } from './transformer.ts';

/** What is measured on every engine and in the Python libraries beside it. */
export const trainings = {
  mlp: createMlp,
  cnn: createCnn,
  lstm: createLstm,
  gan: createGan,
  transformer: createTransformer,
} as const satisfies Record<string, CreateTraining>;

export type TrainingName = keyof typeof trainings;
export const trainingNames = Object.keys(trainings) as TrainingName[];
