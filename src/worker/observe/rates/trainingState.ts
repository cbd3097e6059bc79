import type { Optimizer, Variable } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { SeededRandom } from '../../process/seededRandom.ts';
import { setLearningRate } from '../learningRate.ts';

/** All that training changes, as plain copies. */
export interface TrainingState {
  /** An optimizer that is about to make its first update since the copies were made: its state is kept too. */
  meet(optimizer: Optimizer): void;
  /** Puts weights, optimizers and the random numbers back, bit by bit. */
  restore(): void;
}

interface StateEntry {
  originalName: string;
  variable: Variable;
}

type Fields = Record<string, unknown>;

/**
 * Copies every variable there is (weights, moving averages, an optimizer's moments) and where the random numbers are. What an
 * optimizer makes at its first update did not exist then: `restore` empties its lists, so that it begins anew.
 */
export function keepTrainingState(tf: TensorFlow, random: SeededRandom): TrainingState {
  const state = random.state();
  const { registeredVariables } = tf.engine();
  const values = Object.values(registeredVariables).map((variable) => ({
    variable,
    values: variable.dataSync().slice(),
  }));
  const known = new Set(values.map(({ variable }) => variable));
  const optimizers = new Map<Optimizer, Fields>();
  return {
    meet(optimizer) {
      if (!optimizers.has(optimizer)) optimizers.set(optimizer, numbersOf(optimizer));
    },
    restore() {
      for (const [optimizer, numbers] of optimizers) {
        emptyNewLists(optimizer, known);
        const rate = numbers['learningRate'];
        if (typeof rate === 'number') setLearningRate(optimizer, rate);
        putNumbersBack(optimizer, numbers);
      }
      for (const { variable, values: kept } of values) {
        if (variable.isDisposed) continue;
        const before = tf.tensor(kept, variable.shape, variable.dtype);
        variable.assign(before);
        before.dispose();
      }
      random.restore(state);
    },
  };
}

/** Counters and rates: `iterations_`, `learningRate`, … */
function numbersOf(optimizer: Optimizer): Fields {
  return Object.fromEntries(Object.entries(optimizer).filter(([, value]) => typeof value === 'number'));
}

/** A counter that did not exist yet is taken away, so that it begins anew. */
function putNumbersBack(optimizer: Optimizer, numbers: Fields): void {
  for (const name of Object.keys(numbersOf(optimizer)))
    if (!(name in numbers)) Reflect.deleteProperty(optimizer, name);
  Object.assign(optimizer, numbers);
}

function emptyNewLists(optimizer: Optimizer, known: ReadonlySet<Variable>): void {
  for (const list of Object.values(optimizer) as unknown[]) {
    if (!Array.isArray(list)) continue;
    const entries = list as (StateEntry | undefined)[];
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index];
      if (!entry?.variable || known.has(entry.variable)) continue;
      entry.variable.dispose();
      entries.splice(index, 1);
    }
  }
}
