import type { LayersModel, NamedTensorMap, Optimizer, Tensor } from '@tensorflow/tfjs';
import type { Culprit } from '../../../protocol/ending.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { SeededRandom } from '../../process/seededRandom.ts';
import { culpritOfGradients, culpritOfLoss, type ModelBatch } from './findCulprit.ts';
import { type NamedGradient, namedGradients } from './namedGradients.ts';
import { nonFinite } from './nonFinite.ts';

/** An update whose loss or gradient is not a number. */
export interface BadStep {
  metric: 'loss' | 'gradient';
  value: number;
  /** Absent where nobody knows: a loop of the learner's own with a loss that is none. */
  culprit?: Culprit;
}

/** Stands between gradients and weights. */
export interface StepGuard {
  /** tfjs's `minimize` has computed this loss; it is read before the update. */
  lossComputed(loss: Tensor | undefined): void;
  /** The loss of the update that is under way, where `minimize` has computed it. */
  lossNow(): number | undefined;
  /** False when the update must not reach the weights. */
  allows(step: {
    optimizer: Optimizer;
    gradients: NamedTensorMap;
    model?: LayersModel;
    loss: number | undefined;
  }): boolean;
  /** What was wrong with the last update of a model, or of an optimizer without one; asked once after each. */
  take(owner: object): BadStep | undefined;
}

export interface StepGuardOptions {
  tf: TensorFlow;
  random: SeededRandom;
  /** Off: updates go through, and what is wrong is told only. */
  withholds: boolean;
  now?: () => number;
}

/** Gradients of this size are read at every step: biases. */
const smallSize = 4096;
/** Part of the time since the start that reading larger gradients may take. */
const share = 0.005;

/**
 * Looks at the loss and the gradients of every update before it is applied. A number that is none anywhere in a network comes
 * down to the gradients of its first layer, so of each update the first small gradient is read always, the others as far as
 * the time allows; what slips through shows in the next batch's loss.
 */
export function createStepGuard({
  tf,
  random,
  withholds,
  now = () => performance.now(),
}: StepGuardOptions): StepGuard {
  const bad = new WeakMap<object, BadStep>();
  const batch = observeBatch(tf);
  const startedAt = now();
  let spentMs = 0;
  let computed: Tensor | undefined;

  const isGradientBad = (gradients: readonly NamedGradient[]): boolean => {
    const first = gradients.find(({ tensor }) => tensor.size <= smallSize) ?? gradients[0];
    if (first && first.tensor.size <= smallSize && nonFinite(first.tensor)) return true;
    if (spentMs > share * (now() - startedAt)) return false;
    const at = now();
    const found = gradients.some(({ tensor }) => nonFinite(tensor) !== undefined);
    spentMs += now() - at;
    return found;
  };
  const find = (loss: number | undefined, step: Parameters<StepGuard['allows']>[0]): BadStep | undefined => {
    const gradients = namedGradients(step.gradients);
    if (loss !== undefined && !Number.isFinite(loss)) {
      const current = batch();
      const known = step.model && current?.model === step.model ? current : undefined;
      const culprit = known && quietly(random, () => culpritOfLoss(tf, known, loss));
      return { metric: 'loss', value: loss, ...(culprit ? { culprit } : {}) };
    }
    if (!isGradientBad(gradients)) return undefined;
    const culprit = culpritOfGradients(gradients, step.model);
    const value = culprit?.is === 'infinite' ? Infinity : NaN;
    return { metric: 'gradient', value, ...(culprit ? { culprit } : {}) };
  };
  return {
    lossComputed(loss) {
      computed = loss;
    },
    lossNow: () => (computed && !computed.isDisposed ? computed.dataSync()[0] : undefined),
    allows(step) {
      computed = undefined;
      const found = find(step.loss, step);
      const owner = step.model ?? step.optimizer;
      if (found) bad.set(owner, found);
      return !found || !withholds;
    },
    take(owner) {
      const found = bad.get(owner);
      bad.delete(owner);
      return found;
    },
  };
}

/** Looking must not change what the program draws next, nor take training down. */
function quietly<T>(random: SeededRandom, look: () => T): T | undefined {
  const state = random.state();
  try {
    return look();
  } catch {
    return undefined;
  } finally {
    random.restore(state);
  }
}

/** The batch that a model is being trained on at the moment. */
function observeBatch(tf: TensorFlow): () => ModelBatch | undefined {
  const prototype = tf.LayersModel.prototype as unknown as {
    makeTrainFunction(this: LayersModel): (data: Tensor[]) => unknown;
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { makeTrainFunction } = prototype;
  let current: ModelBatch | undefined;
  prototype.makeTrainFunction = function (this: LayersModel) {
    const train = makeTrainFunction.call(this);
    return (data) => {
      const targetsFrom = this.inputs.length;
      current = {
        model: this,
        inputs: data.slice(0, targetsFrom),
        targets: data.slice(targetsFrom, targetsFrom + this.outputs.length),
      };
      try {
        return train(data);
      } finally {
        current = undefined;
      }
    };
  };
  return () => current;
}
