import type { LayersModel } from '@tensorflow/tfjs';
import type { UpdateLook } from '../../../core/weights/alarmRules.ts';
import { createReportSchedule, type ReportSchedule } from '../../../core/weights/reportSchedule.ts';
import { changeRatio } from '../../../core/weights/tensorStatistics.ts';
import type { TensorReport } from '../../../protocol/exhibit.ts';
import type { Moment } from '../../../protocol/moment.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { namedGradients } from '../divergence/namedGradients.ts';
import type { Fit, Update } from '../trainingWatcher.ts';
import type { ActivationProbe } from './activationProbe.ts';
import { readTensor, type TensorValues } from './readTensor.ts';
import { reportOf } from './reportTensors.ts';
import { variablesByName, variablesOfModel, type WatchedVariable } from './watchedVariables.ts';

/** What is known of the weights of one model, or of an optimizer in a loop without one. */
export interface WatchedWeights {
  name: string;
  readonly model: LayersModel | undefined;
  variables: WatchedVariable[];
  updates: number;
  /** Updates in this epoch, and in a whole one; 0 where that is unknown. */
  inEpoch: number;
  perEpoch: number;
  /** The next update whose gradient is looked at early on: 1, 2, 4, 8, … */
  nextLook: number;
  gradients: TensorReport[];
  /** Weights as they were before the update that is under way, by their variables' names. */
  before: Map<string, TensorValues>;
  /** Change by the update that was looked at last, by their variables' names. */
  ratios: Map<string, number>;
  probe: ActivationProbe | undefined;
  readonly schedule: ReportSchedule;
  looks: UpdateLook[];
  activationLooks: TensorReport[][];
  /** Alarms that were raised. */
  readonly told: Set<string>;
  /** Of the last update. */
  at: Moment | undefined;
  reports: number;
  reportedUpdates: number;
}

export function watchWeights(
  name: string,
  model: LayersModel | undefined,
  plannedEpochs: number | undefined,
): WatchedWeights {
  const variables = model ? variablesOfModel(model) : [];
  // Weights, their gradients, and about one activation for two weights.
  const tensors = Math.ceil(variables.length * 2.5);
  return {
    name,
    model,
    variables,
    updates: 0,
    inEpoch: 0,
    perEpoch: 0,
    nextLook: 1,
    gradients: [],
    before: new Map(),
    ratios: new Map(),
    probe: undefined,
    schedule: createReportSchedule(tensors, plannedEpochs),
    looks: [],
    activationLooks: [],
    told: new Set(),
    at: undefined,
    reports: 0,
    reportedUpdates: 0,
  };
}

/** Reads the gradients of an update that is about to be made, and the weights as they still are. */
export function lookBefore(tf: TensorFlow, watched: WatchedWeights, update: Update): void {
  const gradients = namedGradients(update.gradients);
  const byName = new Map(gradients.map(({ name, tensor }) => [name, tensor]));
  if (!watched.model) watched.variables = variablesByName(tf, [...byName.keys()]);
  watched.gradients = watched.variables.flatMap((variable) => {
    const tensor = byName.get(variable.name);
    return tensor ? [reportOf(variable, 'gradient', tensor.shape, readTensor(tf, tensor))] : [];
  });
  watched.before = new Map(watched.variables.map(({ name, read }) => [name, readTensor(tf, read())]));
}

/** Compares the weights with what they were before the update. */
export function lookAfter(tf: TensorFlow, watched: WatchedWeights): UpdateLook {
  watched.ratios = new Map(
    watched.variables.flatMap(({ name, read }) => {
      const before = watched.before.get(name);
      const ratio = before && changeRatio(before.values, readTensor(tf, read()).values);
      return ratio === undefined ? [] : [[name, ratio] as const];
    }),
  );
  watched.before = new Map();
  const { updates, gradients, variables, ratios } = watched;
  const weights = variables.flatMap(({ name, layer, tensor, read }) => {
    const updateRatio = ratios.get(name);
    return updateRatio === undefined ? [] : [{ layer, tensor, shape: read().shape, updateRatio }];
  });
  return { updates, gradients, weights };
}

/** Weights, the gradients that were looked at last, and activations. */
export function lookAtAll(tf: TensorFlow, watched: WatchedWeights): TensorReport[] {
  const weights = watched.variables.map((variable) => {
    const weight = variable.read();
    const ratio = watched.ratios.get(variable.name);
    const report = reportOf(variable, 'weight', weight.shape, readTensor(tf, weight));
    return ratio === undefined ? report : { ...report, updateRatio: ratio };
  });
  return [...weights, ...watched.gradients, ...(watched.probe?.report() ?? [])];
}

/** How many updates an epoch of this fit() makes, where its inputs are tensors. */
export function updatesPerEpoch({ x, heldOut, batchSize }: Fit): number | undefined {
  const first: unknown = Array.isArray(x) ? (x as unknown[])[0] : x;
  if (typeof first !== 'object' || first === null || !('shape' in first) || !batchSize) return undefined;
  const [rows = 0] = first.shape as number[];
  const samples = heldOut?.x === x && heldOut?.from !== undefined ? heldOut.from : rows;
  return Math.ceil(samples / batchSize);
}
