import type { LayersModel, ModelFitArgs, ModelFitDatasetArgs, Tensor } from '@tensorflow/tfjs';
import { scanSteps } from '../../core/rates/rateScan.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { evaluateClassifier } from './classifierEvaluation.ts';
import { createFitCallback, withCallback } from './fitCallback.ts';
import type { Fit } from './trainingWatcher.ts';
import { modelName, summarizeModel } from './modelSummary.ts';
import { momentOf, type ModelCounters } from './moments.ts';
import type { Observation } from './observation.ts';
import { recordBatch } from './recordBatch.ts';
import { StopSignal } from './signals.ts';

/** Everything `fit`, `evaluate` and friends accept as data that is not a Dataset. */
type Data = Tensor | Tensor[] | Record<string, Tensor>;

/**
 * Puts observation around the training methods of every LayersModel. tfjs's Sequential delegates to an inner
 * LayersModel, so one place sees them all. Returns the optimizers that belong to models, with their model: their steps
 * are already counted here and must not be counted again as a custom loop's.
 */
export function observeModels(observation: Observation): WeakMap<object, LayersModel> {
  const counters = new WeakMap<LayersModel, ModelCounters>();
  const seen = new WeakSet<LayersModel>();
  const modelOptimizers = new WeakMap<object, LayersModel>();

  const meet = (model: LayersModel): ModelCounters => {
    if (!seen.has(model)) {
      seen.add(model);
      observation.onModel(summarizeModel(model));
    }
    const known = counters.get(model) ?? { epochs: 0, batches: 0 };
    counters.set(model, known);
    return known;
  };
  const prototype = observation.tf.LayersModel.prototype;
  observeCompile(prototype, modelOptimizers);
  observeFit(prototype, observation, meet);
  observeTrainOnBatch(prototype, observation, meet);
  observeEvaluate(prototype, observation, meet);
  return modelOptimizers;
}

type Meet = (model: LayersModel) => ModelCounters;

function observeCompile(prototype: LayersModel, modelOptimizers: WeakMap<object, LayersModel>): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { compile } = prototype;
  prototype.compile = function (this: LayersModel, ...args) {
    compile.apply(this, args);
    modelOptimizers.set(this.optimizer, this);
  };
}

function observeFit(prototype: LayersModel, observation: Observation, meet: Meet): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { fit, fitDataset } = prototype;
  prototype.fit = async function (this: LayersModel, x, y, args: ModelFitArgs = {}) {
    if (observation.control.stopRequested) throw new StopSignal();
    observation.rates?.begin();
    const at = callerLocation();
    const counted = meet(this);
    const heldOut = heldOutOf(x, y, args);
    const facts: Fit = {
      model: this,
      x,
      y,
      ...(heldOut ? { heldOut } : {}),
      epochs: args.epochs ?? 1,
      batchSize: args.batchSize ?? 32,
    };
    observation.watched.tellNow('fitBegins', facts, momentOf(this, counted, observation));
    const callback = createFitCallback(facts, counted, observation, at);
    const history = await fit.call(this, x, y, {
      ...asked(args, observation),
      callbacks: withCallback(observation.tf, args, callback),
    });
    await observation.watched.tell('fitEnds', facts, momentOf(this, counted, observation));
    if (heldOut) evaluateClassifier(this, heldOut, 'validation', observation);
    return history;
  };
  prototype.fitDataset = async function (this: LayersModel, dataset, args) {
    if (observation.control.stopRequested) throw new StopSignal();
    observation.rates?.begin();
    const at = callerLocation();
    const counted = meet(this);
    const validation: unknown = args.validationData;
    const [xs, ys] = Array.isArray(validation) ? (validation as unknown[]) : [];
    const heldOut = xs && ys ? { x: xs as Data, y: ys as Data } : undefined;
    const facts: Fit = { model: this, ...(heldOut ? { heldOut } : {}), epochs: args.epochs };
    observation.watched.tellNow('fitBegins', facts, momentOf(this, counted, observation));
    const callback = createFitCallback(facts, counted, observation, at);
    const callbacks = withCallback(observation.tf, args as ModelFitArgs, callback);
    const observed = { ...asked(args, observation), callbacks };
    const history = await fitDataset.call(this, dataset, observed as ModelFitDatasetArgs<never>);
    await observation.watched.tell('fitEnds', facts, momentOf(this, counted, observation));
    if (heldOut) evaluateClassifier(this, heldOut, 'validation', observation);
    return history;
  };
}

/** A search for a learning rate goes on until it has seen enough, however few epochs the program asks for. */
function asked<Args extends { epochs?: number }>(args: Args, { rates }: Observation): Args {
  return rates ? { ...args, epochs: scanSteps } : args;
}

/** The samples that `fit` kept for validation: tfjs takes the last ones, before shuffling. */
function heldOutOf(x: Data, y: Data, args: ModelFitArgs): { x: Data; y: Data; from?: number } | undefined {
  if (args.validationData) return { x: args.validationData[0] as Data, y: args.validationData[1] as Data };
  if (!args.validationSplit || Array.isArray(x) || !('shape' in x)) return undefined;
  const size = (x as Tensor).shape[0];
  return { x, y, from: Math.floor(size * (1 - args.validationSplit)) };
}

function observeTrainOnBatch(prototype: LayersModel, observation: Observation, meet: Meet): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { trainOnBatch } = prototype;
  prototype.trainOnBatch = async function (this: LayersModel, x, y) {
    if (observation.control.stopRequested) throw new StopSignal();
    observation.rates?.begin();
    const at = callerLocation();
    const counted = meet(this);
    const result = await trainOnBatch.call(this, x, y);
    const values = Array.isArray(result) ? result : [result];
    const logs = Object.fromEntries(this.metricsNames.map((metric, index) => [metric, values[index] ?? NaN]));
    recordBatch(this, counted, logs, observation, { batch: counted.batches + 1, at });
    observation.outbox.setProgress({
      phase: 'training',
      batch: counted.batches,
      elapsedMs: performance.now() - observation.startedAt,
    });
    observation.watched.tellNow(
      'stepEnds',
      { loop: modelName(this), model: this, ...(values[0] === undefined ? {} : { loss: values[0] }) },
      momentOf(this, counted, observation),
    );
    observation.outbox.flushIfDue();
    await observation.checkpoints?.offer(this, { epochs: counted.epochs, updates: counted.batches });
    await observation.control.betweenBatches();
    return result;
  };
}

function observeEvaluate(prototype: LayersModel, observation: Observation, meet: Meet): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { evaluate } = prototype;
  prototype.evaluate = function (this: LayersModel, x, y, args) {
    const counted = meet(this);
    const result = evaluate.call(this, x, y, args);
    const scalars = Array.isArray(result) ? result : [result];
    scalars.forEach((scalar, index) => {
      const metric = this.metricsNames[index] ?? `metric ${index}`;
      const curve = { metric, split: 'test', scale: 'epoch', model: modelName(this) } as const;
      observation.outbox.add(curve, Math.max(0, counted.epochs - 1), scalar.dataSync()[0] ?? NaN);
    });
    evaluateClassifier(this, { x, y }, 'test', observation);
    observation.outbox.flushIfDue();
    return result;
  };
}
