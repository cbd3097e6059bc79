import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { createSeededRandom } from '../process/seededRandom.ts';

const rowsReadWhole = 1024;

/** The first rows that a program gave a model, kept as plain numbers: the same inputs for every frame of a run. */
export interface FixedRows {
  readonly count: number;
  readonly isFull: boolean;
  /** Takes rows of `batch` from index `from` on, while there is room. */
  take(batch: Tensor, from?: number): void;
  /** What was taken before is forgotten. */
  clear(): void;
  /** The first `wanted` rows, [wanted, …]; belongs to the caller. */
  tensor(wanted: number): Tensor;
  values(wanted: number): Float32Array;
}

/** Rows of a batch; 0 of a scalar. */
function sizeOf({ shape }: { shape: readonly (number | undefined)[] }): number {
  return shape[0] ?? 0;
}

/** @param shape of one row */
export function createFixedRows(tf: TensorFlow, shape: readonly number[], atMost: number): FixedRows {
  const size = shape.reduce((product, length) => product * length, 1);
  const all = new Float32Array(atMost * size);
  let count = 0;
  return {
    get count() {
      return count;
    },
    get isFull() {
      return count === atMost;
    },
    take(batch, from = 0) {
      const given = sizeOf(batch);
      const wanted = Math.min(atMost - count, given - from);
      if (wanted <= 0 || batch.size !== given * size) return;
      // Reading records nothing on the tape of a gradient that is being computed; cutting first would.
      const rows =
        given <= rowsReadWhole
          ? batch.dataSync().subarray(from * size, (from + wanted) * size)
          : tf.tidy(() => tf.slice(batch, from, wanted).dataSync());
      all.set(rows, count * size);
      count += wanted;
    },
    clear() {
      count = 0;
    },
    tensor: (wanted) => tf.tensor(all.slice(0, wanted * size), [wanted, ...shape]),
    values: (wanted) => all.slice(0, wanted * size),
  };
}

/** Standard normal numbers that are the same in every run (Box and Muller 1958), for a generator whose noise was never seen. */
export function standardNormal(size: number): Float32Array {
  const random = createSeededRandom(64);
  return Float32Array.from(
    { length: size },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
