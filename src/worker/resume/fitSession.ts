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
  return new ObservedFitSession(options);
}

class ObservedFitSession implements FitSession {
  readonly model: LayersModel;
  readonly opening: Callback;
  readonly #options: FitSessionOptions;
  readonly #hooks: CallbackHooks;
  readonly #isShuffled: boolean;
  readonly #shuffles: RandomState[];
  readonly #history: TrainingState['history'];
  /** The first shuffle has to take up the order of an earlier process. */
  #takesUpOrder: boolean;
  #callbacks: readonly object[] = [];
  #index: number;
  #batches = 0;
  #isMixed = false;
  #isOrderKnown = true;

  constructor(options: FitSessionOptions) {
    const { tf, model, args, resume } = options;
    const before = resume?.training;
    this.model = model;
    this.#options = options;
    this.#isShuffled = args.shuffle ?? true;
    this.#shuffles = before && this.#isShuffled ? statesOf(before.shuffles) : [];
    this.#takesUpOrder = this.#shuffles.length > 0;
    this.#history = copyHistory(before?.history);
    this.#index = before?.epochIndex ?? -1;
    this.opening = new tf.CustomCallback({}, 'never');
    this.#hooks = this.opening as unknown as CallbackHooks;
    if (!resume) return;
    const restoreOnce = (): void => {
      this.#hooks.epochBegin = undefined;
      this.#hooks.trainEnd = undefined;
      resume.restore(this.#callbacks);
    };
    this.#hooks.epochBegin = restoreOnce;
    // Where no epoch is left to train.
    this.#hooks.trainEnd = restoreOnce;
  }

  setCallbacks(callbacks: readonly object[]): void {
    this.#callbacks = callbacks;
  }

  epochBegins(index: number): void {
    this.#index = index;
    this.#batches = 0;
    if (this.#isShuffled) this.#watchShuffle();
  }

  batchEnds(): void {
    this.#batches += 1;
  }

  epochEnds(index: number, logs: Logs): void {
    this.#history.epochs.push(index);
    for (const [key, value] of Object.entries(logs)) (this.#history.logs[key] ??= []).push(value);
  }

  noteOtherTraining(): void {
    this.#isMixed = true;
  }

  obstacle(): NoResumption | undefined {
    const { samples, batchSize } = this.#plan();
    if (this.#isMixed) return 'mixed';
    if (!this.#isOrderKnown) return 'order';
    return this.#batches < Math.ceil(samples / batchSize) ? 'part' : undefined;
  }

  async read(): Promise<Omit<TrainingState, 'elapsedMs' | 'recorded'>> {
    const { random, stopRequested, fitCall } = this.#options;
    const isEnding = (this.model as unknown as { stopTraining_?: boolean }).stopTraining_ === true;
    const state = {
      fitCall,
      epochIndex: this.#index,
      isOver: isEnding && !stopRequested(),
      samples: this.#plan().samples,
      shuffles: Int32Array.from(this.#shuffles.flat()),
      random: Int32Array.from(random.state()),
      callbacks: this.#callbacks.map(plainFieldsOf),
      history: copyHistory(this.#history),
    };
    const reads = [readOptimizer(this.model.optimizer), readLayers(this.model)] as const;
    const [optimizer, layers] = await Promise.all(reads);
    return { ...state, optimizer, layers };
  }

  /** What tfjs has announced of this call. */
  #plan(): { samples: number; batchSize: number } {
    return this.opening.params as unknown as { samples: number; batchSize: number };
  }

  #watchShuffle(): void {
    const { random } = this.#options;
    const { samples } = this.#plan();
    const state = random.state();
    this.#shuffles.push(state);
    if (this.#takesUpOrder) scriptShuffle(random, orderAfter(samples, this.#shuffles));
    this.#takesUpOrder = false;
    this.#hooks.batchBegin = () => {
      this.#hooks.batchBegin = undefined;
      // The last word of the generator's state counts its numbers.
      if (((random.state()[3] - state[3]) | 0) !== samples) this.#isOrderKnown = false;
    };
  }
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
