import type { LayersModel, NamedTensorMap, Optimizer, Scalar, Variable } from '@tensorflow/tfjs';
import { callerLocation } from '../process/locateInStack.ts';
import type { Observation } from './observation.ts';
import { DivergedError } from './signals.ts';

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
    if (modelOptimizers.has(this)) return minimize.call(this, lossOf, returnCost, variables);
    inMinimize = true;
    let cost: Scalar | null;
    try {
      cost = minimize.call(this, lossOf, true, variables);
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
        if (!observation.watched.has('beforeUpdate')) return;
        const model = modelOptimizers.get(optimizer);
        const update = { optimizer, gradients, ...(model ? { model } : {}) };
        const elapsedMs = performance.now() - observation.startedAt;
        observation.watched.tellNow('beforeUpdate', update, { elapsedMs });
      },
      after(optimizer) {
        if (inMinimize || modelOptimizers.has(optimizer)) return;
        recordStep(optimizer, lastLoss);
        lastLoss = undefined;
      },
    });
  }
  observeGradientFunctions(tf, (loss) => {
    if (!inMinimize) lastLoss = loss;
  });
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
    outbox.setProgress({
      phase: 'training',
      batch: loop.steps,
      elapsedMs: performance.now() - observation.startedAt,
    });
    observation.watched.tellNow(
      'stepEnds',
      { loop: loop.name, ...(loss === undefined ? {} : { loss }) },
      { elapsedMs: performance.now() - observation.startedAt, model: loop.name, updates: loop.steps },
    );
    outbox.flushIfDue();
    if (observation.stopOnNaN && loss !== undefined && !Number.isFinite(loss)) {
      const at = callerLocation();
      throw new DivergedError({ kind: 'diverged', metric: 'loss', batch: loop.steps, ...(at ? { at } : {}) });
    }
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
  before(optimizer: Optimizer, gradients: NamedTensorMap): void;
  after(optimizer: Optimizer): void;
}

function observeApplyGradients(prototype: OptimizerPrototype, listener: StepListener): void {
  if (!Object.hasOwn(prototype, 'applyGradients')) return;
  let depth = 0;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { applyGradients } = prototype;
  prototype.applyGradients = function (this: Optimizer, gradients: NamedTensorMap) {
    // Momentum and RMSProp build on SGD's own: count the outermost call only.
    if (depth === 0) listener.before(this, gradients);
    depth += 1;
    try {
      applyGradients.call(this, gradients);
    } finally {
      depth -= 1;
    }
    if (depth === 0) listener.after(this);
  };
}

/** Remembers the value that the gradient functions of the namespace compute beside the gradients. */
function observeGradientFunctions(tf: Observation['tf'], onLoss: (loss: number) => void): void {
  const mutable = tf as { -readonly [K in keyof typeof tf]: (typeof tf)[K] };
  const { variableGrads } = tf;
  mutable.variableGrads = (lossOf, variables) => {
    const result = variableGrads(lossOf, variables);
    onLoss(result.value.dataSync()[0] ?? NaN);
    return result;
  };
}
