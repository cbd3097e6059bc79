import type { LayersModel, Logs, ModelFitArgs } from '@tensorflow/tfjs';
import type { NoResumption, TrainingState } from '../../protocol/checkpoint.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { RandomState, SeededRandom } from '../process/seededRandom.ts';
import { drawsFor, orderAfter } from './dataOrder.ts';
import { readLayers } from './layerState.ts';
import { readOptimizer } from './optimizerState.ts';
import { plainFieldsOf } from './plainFields.ts';

type Callback = InstanceType<TensorFlow['CustomCallback']>;

/** One call of fit(), followed closely enough that it can be gone on with in another process. */
export interface FitSession {
  readonly model: LayersModel;
  /** Belongs before all other callbacks: it is called right after fit() has shuffled, before anything else can draw. */
  readonly opening: Callback;
  /** The callbacks of the program, whose counts are part of the state. */
  setCallbacks(callbacks: readonly object[]): void;
  /** To be called last before fit() shuffles. @param index as fit() counts */
  epochBegins(index: number): void;
  batchEnds(): void;
  /** @param logs numbers, as callbacks get them */
  epochEnds(index: number, logs: Logs): void;
  /** Something else was trained inside of this call. */
  noteOtherTraining(): void;
  /** Why training could not go on from here, or undefined. */
  obstacle(): NoResumption | undefined;
  /** The state after the epoch that has just ended. */
  read(): Promise<Omit<TrainingState, 'elapsedMs' | 'recorded'>>;
}

export interface FitSessionOptions {
  tf: TensorFlow;
  random: SeededRandom;
  model: LayersModel;
  args: ModelFitArgs;
  fitCall: number;
  /** Whether the person has asked for the end, which is not the program's own. */
  stopRequested: () => boolean;
  /** What to go on from; `restore` puts it back, and is called once the callbacks have begun. */
  resume?: { training: TrainingState; restore: (callbacks: readonly object[]) => void };
}

/** The fields of tfjs's CustomCallback (4.22) that are private in its typings. */
interface CallbackHooks {
  epochBegin: ((index: number) => void) | undefined;
  batchBegin: ((index: number) => void) | undefined;
  trainEnd: (() => void) | undefined;
}

export function beginFit(options: FitSessionOptions): FitSession {
  const { tf, random, model, args, fitCall, stopRequested, resume } = options;
  const before = resume?.training;
  const isShuffled = args.shuffle ?? true;
  const shuffles: RandomState[] = before && isShuffled ? statesOf(before.shuffles) : [];
  const history = copyHistory(before?.history);
  const opening = new tf.CustomCallback({}, 'never');
  const hooks = opening as unknown as CallbackHooks;
  let callbacks: readonly object[] = [];
  let index = before?.epochIndex ?? -1;
  let batches = 0;
  let isMixed = false;
  let isOrderKnown = true;

  const planOf = (): { samples: number; batchSize: number } => {
    const { samples, batchSize } = opening.params as unknown as { samples: number; batchSize: number };
    return { samples, batchSize };
  };
  if (resume) {
    const restoreOnce = (): void => {
      hooks.epochBegin = undefined;
      hooks.trainEnd = undefined;
      resume.restore(callbacks);
    };
    hooks.epochBegin = restoreOnce;
    // Where no epoch is left to train.
    hooks.trainEnd = restoreOnce;
  }
  let goesOn = before !== undefined && before.shuffles.length > 0;
  const watchShuffle = (): void => {
    const { samples } = planOf();
    const state = random.state();
    if (goesOn) scriptShuffle(random, orderAfter(samples, [...shuffles, state]));
    goesOn = false;
    shuffles.push(state);
    hooks.batchBegin = () => {
      hooks.batchBegin = undefined;
      // The last word of the generator's state counts its numbers.
      if (((random.state()[3] - state[3]) | 0) !== samples) isOrderKnown = false;
    };
  };
  return {
    model,
    opening,
    setCallbacks: (given) => void (callbacks = given),
    epochBegins(next) {
      index = next;
      batches = 0;
      if (isShuffled) watchShuffle();
    },
    batchEnds: () => void (batches += 1),
    epochEnds(_index, logs) {
      history.epochs.push(index);
      for (const [key, value] of Object.entries(logs)) (history.logs[key] ??= []).push(value);
    },
    noteOtherTraining: () => void (isMixed = true),
    obstacle() {
      const { samples, batchSize } = planOf();
      if (isMixed) return 'mixed';
      if (!isOrderKnown) return 'order';
      return batches < Math.ceil(samples / batchSize) ? 'part' : undefined;
    },
    async read() {
      const { samples } = planOf();
      const state = Int32Array.from(random.state());
      const plain = callbacks.map(plainFieldsOf);
      const isEnding = (model as unknown as { stopTraining_?: boolean }).stopTraining_ === true;
      const [optimizer, layers] = await Promise.all([readOptimizer(model.optimizer), readLayers(model)]);
      return {
        fitCall,
        epochIndex: index,
        isOver: isEnding && !stopRequested(),
        samples,
        shuffles: Int32Array.from(shuffles.flat()),
        random: state,
        optimizer,
        layers,
        callbacks: plain,
        history: copyHistory(history),
      };
    },
  };
}

/**
 * Lets the coming shuffle of 0, 1, 2, … end in `order`, and the generator go on from where that shuffle would have left it.
 */
function scriptShuffle(random: SeededRandom, order: Int32Array): void {
  const draws = drawsFor(order);
  let next = 0;
  Math.random = () => {
    // Each number is drawn, too, so that the state is right at any moment.
    random();
    const draw = draws[next] ?? 0;
    next += 1;
    if (next === draws.length) Math.random = random;
    return draw;
  };
}

function statesOf(words: Int32Array): RandomState[] {
  return Array.from({ length: words.length / 4 }, (_, index) => {
    const [a = 0, b = 0, c = 0, counter = 0] = words.subarray(index * 4, index * 4 + 4);
    return [a, b, c, counter] as const;
  });
}

function copyHistory(history: TrainingState['history'] = { epochs: [], logs: {} }): TrainingState['history'] {
  return {
    epochs: [...history.epochs],
    logs: Object.fromEntries(Object.entries(history.logs).map(([key, values]) => [key, [...values]])),
  };
}
