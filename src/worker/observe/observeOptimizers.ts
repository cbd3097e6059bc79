import type { LayersModel, NamedTensorMap, Optimizer, Scalar, Variable } from '@tensorflow/tfjs';
import type { Moment } from '../../protocol/moment.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { modelName } from './modelSummary.ts';
import type { Observation } from './observation.ts';
import { steerLoop } from './loopSteering.ts';
import type { Update } from './trainingWatcher.ts';

/**
 * Observes loops that learners write themselves: `optimizer.minimize(…)`, and `tf.variableGrads(…)` followed by
 * `optimizer.applyGradients(…)`. Each optimizer is one curve of losses.
 */
export function observeOptimizers(
  observation: Observation,
  modelOptimizers: WeakMap<object, LayersModel>,
): void {
  const { tf } = observation;
  const recordStep = createStepRecorder(observation);
  let lastLoss: number | undefined;
  let inMinimize = false;

  const prototype = tf.Optimizer.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { minimize } = prototype;
  prototype.minimize = function (
    this: Optimizer,
    lossOf: () => Scalar,
    returnCost = false,
    variables?: Variable[],
  ) {
    const watchedLoss = (): Scalar => {
      const computed = lossOf();
      observation.guard.lossComputed(computed);
      return computed;
    };
    if (!modelOptimizers.has(this)) observation.rates?.begin();
    if (modelOptimizers.has(this)) return minimize.call(this, watchedLoss, returnCost, variables);
    inMinimize = true;
    let cost: Scalar | null;
    try {
      cost = minimize.call(this, watchedLoss, true, variables);
    } finally {
      inMinimize = false;
    }
    const loss = cost?.dataSync()[0];
    if (!returnCost) cost?.dispose();
    recordStep(this, loss);
    return returnCost ? cost : null;
  };
  for (const optimizerClass of optimizerClasses(tf)) {
    observeApplyGradients(optimizerClass, {
      before(optimizer, gradients) {
        const model = modelOptimizers.get(optimizer);
        return beforeUpdate(observation, {
          optimizer,
          gradients,
          ...(model ? { model } : {}),
          loss: observation.guard.lossNow() ?? (inMinimize || model ? undefined : lastLoss),
        });
      },
      after(optimizer) {
        if (inMinimize || modelOptimizers.has(optimizer)) return;
        recordStep(optimizer, lastLoss);
        lastLoss = undefined;
      },
    });
  }
  const begin = (): void => observation.rates?.begin();
  observeGradientFunctions(tf, begin, (loss) => {
    if (!inMinimize) lastLoss = loss;
  });
}

/** False when the update must not be applied. */
function beforeUpdate(observation: Observation, step: Update & { loss: number | undefined }): boolean {
  const { loss, ...update } = step;
  const { rates, guard, watched, startedAt } = observation;
  rates?.step(
    update.optimizer,
    update.model ? modelName(update.model) : update.optimizer.getClassName(),
    loss,
  );
  const allowed = guard.allows(step);
  if (allowed && watched.has('beforeUpdate'))
    watched.tellNow('beforeUpdate', update, { elapsedMs: performance.now() - startedAt });
  return allowed;
}

/** Counts each optimizer's steps under a name of its own and draws its losses. */
function createStepRecorder(
  observation: Observation,
): (optimizer: Optimizer, loss: number | undefined) => void {
  const { outbox, control } = observation;
  const loops = new Map<Optimizer, { name: string; steps: number }>();

  const loopOf = (optimizer: Optimizer): { name: string; steps: number } => {
    const known = loops.get(optimizer);
    if (known) return known;
    const className = optimizer.getClassName();
    const sameClass = [...loops.values()].filter(({ name }) => name.startsWith(className)).length;
    const loop = { name: sameClass === 0 ? className : `${className} ${sameClass + 1}`, steps: 0 };
    loops.set(optimizer, loop);
    return loop;
  };
  return (optimizer, loss) => {
    observation.resumption.noteUpdate(undefined);
    const loop = loopOf(optimizer);
    if (loss !== undefined)
      outbox.add({ metric: 'loss', split: 'train', scale: 'batch', model: loop.name }, loop.steps, loss);
    loop.steps += 1;
    const at: Moment = {
      elapsedMs: performance.now() - observation.startedAt,
      model: loop.name,
      updates: loop.steps,
    };
    const learningRate = steerLoop(optimizer, observation, at);
    outbox.setProgress({
      ...(learningRate === undefined ? {} : { learningRate }),
      phase: 'training',
      batch: loop.steps,
      elapsedMs: performance.now() - observation.startedAt,
    });
    const step = { loop: loop.name, optimizer, ...(loss === undefined ? {} : { loss }) };
    observation.watched.tellNow('stepEnds', step, at);
    outbox.flushIfDue();
    const found = observation.guard.take(optimizer);
    if (found || (loss !== undefined && !Number.isFinite(loss)))
      observation.divergence.judge({
        owner: optimizer,
        loss,
        found,
        moment: at,
        batch: loop.steps,
        at: callerLocation(),
      });
    control.betweenBatchesSync();
  };
}

interface OptimizerPrototype {
  applyGradients(this: Optimizer, gradients: NamedTensorMap): void;
}

function optimizerClasses(tf: Observation['tf']): OptimizerPrototype[] {
  const classes = [
    tf.SGDOptimizer,
    tf.MomentumOptimizer,
    tf.AdamOptimizer,
    tf.AdamaxOptimizer,
    tf.AdagradOptimizer,
    tf.AdadeltaOptimizer,
    tf.RMSPropOptimizer,
  ];
  return classes.map(({ prototype }) => prototype as unknown as OptimizerPrototype);
}

interface StepListener {
  /** False when the update must not be applied. */
  before(optimizer: Optimizer, gradients: NamedTensorMap): boolean;
  after(optimizer: Optimizer): void;
}

function observeApplyGradients(prototype: OptimizerPrototype, listener: StepListener): void {
  if (!Object.hasOwn(prototype, 'applyGradients')) return;
  let depth = 0;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { applyGradients } = prototype;
  prototype.applyGradients = function (this: Optimizer, gradients: NamedTensorMap) {
    // Momentum and RMSProp build on SGD's own: count the outermost call only.
    const allowed = depth > 0 || listener.before(this, gradients);
    depth += 1;
    try {
      if (allowed) applyGradients.call(this, gradients);
    } finally {
      depth -= 1;
    }
    if (depth === 0) listener.after(this);
  };
}

/** Remembers the value that the gradient functions of the namespace compute beside the gradients. */
function observeGradientFunctions(
  tf: Observation['tf'],
  onBegin: () => void,
  onLoss: (loss: number) => void,
): void {
  const mutable = tf as { -readonly [K in keyof typeof tf]: (typeof tf)[K] };
  const { variableGrads } = tf;
  mutable.variableGrads = (lossOf, variables) => {
    onBegin();
    const result = variableGrads(lossOf, variables);
    onLoss(result.value.dataSync()[0] ?? NaN);
    return result;
  };
}
