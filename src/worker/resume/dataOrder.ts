import { createSeededRandom, type RandomState } from '../process/seededRandom.ts';

/**
 * fit() (tfjs-layers 4.22) shuffles one list of indices at the beginning of each epoch, never starting afresh: the order of an epoch
 * is the product of all shuffles so far. Each shuffle is Fisher and Yates's, from the end (`tf.util.shuffle`).
 */

/** The list of indices after the shuffles that began with these states of the generator. */
export function orderAfter(samples: number, shuffles: readonly RandomState[]): Int32Array {
  const order = Int32Array.from({ length: samples }, (_, index) => index);
  const random = createSeededRandom(0);
  for (const state of shuffles) {
    random.restore(state);
    for (let counter = samples; counter > 0;) {
      const index = (random() * counter) | 0;
      counter -= 1;
      swap(order, counter, index);
    }
  }
  return order;
}

/** The random numbers with which one shuffle of 0, 1, 2, … gives `order`. */
export function drawsFor(order: Int32Array): Float64Array {
  const list = Int32Array.from(order, (_, index) => index);
  const placeOf = Int32Array.from(list);
  const draws = new Float64Array(order.length);
  for (let counter = order.length; counter > 0; counter--) {
    const last = counter - 1;
    const wanted = order[last] ?? 0;
    const index = placeOf[wanted] ?? 0;
    // The middle of the interval that is cut down to this index, away from rounding on both sides.
    draws[order.length - counter] = (index + 0.5) / counter;
    swap(list, last, index);
    placeOf[list[index] ?? 0] = index;
    placeOf[wanted] = last;
  }
  return draws;
}

function swap(list: Int32Array, a: number, b: number): void {
  const held = list[a] ?? 0;
  list[a] = list[b] ?? 0;
  list[b] = held;
}
