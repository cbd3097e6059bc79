import type { LayersModel, Optimizer } from '@tensorflow/tfjs';
import type { RunSettings } from '../../../protocol/run.ts';
import { modelName } from '../modelSummary.ts';
import type { Fit, TrainingWatcher } from '../trainingWatcher.ts';
import { lossName } from './lossName.ts';

/** Enough for a GAN with its two models; a program that builds hundreds of models is not described one by one. */
const ownersAtMost = 8;

/**
 * Notes how a run trains, for comparing runs: of each model when it is first trained, of each loop at its first step.
 * Settings of the first go by their plain names, those of later ones carry the model's or the loop's name.
 */
export function watchSettings(onSettings: (settings: RunSettings) => void): TrainingWatcher {
  const owners = new Set<string>();
  let settings: RunSettings = {};

  const note = (owner: string, read: () => RunSettings): void => {
    if (owners.has(owner) || owners.size >= ownersAtMost) return;
    const prefix = owners.size === 0 ? '' : `${owner}.`;
    owners.add(owner);
    const named = Object.entries(read()).map(([name, value]) => [prefix + name, value] as const);
    settings = { ...settings, ...Object.fromEntries(named) };
    onSettings(settings);
  };
  return {
    name: 'settings',
    fitBegins: (fit) =>
      note(modelName(fit.model), () => ({ ...settingsOfModel(fit.model), ...lengthOf(fit) })),
    stepEnds: ({ loop, model, optimizer }) =>
      note(loop, () => (model ? settingsOfModel(model) : optimizer ? settingsOfOptimizer(optimizer) : {})),
  };
}

function settingsOfModel(model: LayersModel): RunSettings {
  return {
    ...settingsOfOptimizer(model.optimizer),
    loss: lossName(model.loss),
    parameters: model.countParams(),
  };
}

function lengthOf({ epochs, batchSize }: Fit): RunSettings {
  return {
    ...(epochs === undefined ? {} : { epochs }),
    ...(batchSize === undefined ? {} : { batchSize }),
  };
}

/** Everything numeric in its configuration but `epsilon`, which nobody tunes and which differs between engines. */
function settingsOfOptimizer(optimizer: Optimizer): RunSettings {
  const numbers = Object.entries(optimizer.getConfig()).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[0] !== 'epsilon',
  );
  return { optimizer: optimizer.getClassName(), ...Object.fromEntries(numbers) };
}
