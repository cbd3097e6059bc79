import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { Evaluation } from '../../../protocol/run.ts';
import { maxPictures, picturesOf } from '../picturesOf.ts';

/** The samples to look at: those of `x` and `y` from index `from` on. */
export interface HeldOut {
  x: unknown;
  y: unknown;
  from?: number;
}

/** What is remembered of held-out samples, so that nothing of them is sent twice. */
export interface KnownData {
  /** Counts up in a process; evaluations of the same number are of the same samples in the same order. */
  number: number;
  /** Class indices by output, read once. */
  truths: Map<number, Uint16Array>;
  hasPictures: boolean;
}

export interface HeldOutRegister {
  /** The same for the same tensors. Without tensors (a dataset), each time new. */
  of(data: HeldOut | undefined): KnownData;
  /** Pictures of samples that were not sent before, where they are pictures and there is room. */
  picturesFor(known: KnownData, inputs: () => Tensor | undefined): Evaluation['pictures'];
}

/** All that pictures of one process may weigh: they stay in the memory of the editor, and on disk. */
const pictureBytesAtMost = 64 * 2 ** 20;

export function firstTensor(value: unknown): Tensor | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('dataSync' in value && 'shape' in value) return value as Tensor;
  const [first] = Object.values(value) as unknown[];
  return typeof first === 'object' && first !== null && 'dataSync' in first ? (first as Tensor) : undefined;
}

export function createHeldOutRegister(tf: TensorFlow): HeldOutRegister {
  const byInput = new WeakMap<object, { y: unknown; from: number | undefined; known: KnownData }[]>();
  let count = 0;
  let pictureBytes = 0;
  const create = (): KnownData => ({ number: count++, truths: new Map(), hasPictures: false });
  return {
    of(data) {
      const input = firstTensor(data?.x);
      if (!input || !data) return create();
      const y = firstTensor(data.y);
      const all = byInput.get(input) ?? [];
      byInput.set(input, all);
      const found = all.find((one) => one.y === y && one.from === data.from);
      if (found) return found.known;
      const known = create();
      all.push({ y, from: data.from, known });
      return known;
    },
    picturesFor(known, inputs) {
      if (known.hasPictures) return undefined;
      let pictures: Evaluation['pictures'];
      tf.tidy(() => {
        const tensor = inputs();
        pictures = tensor && picturesOf(tensor);
      });
      known.hasPictures = true;
      if (!pictures || pictureBytes + pictures.bytes.length > pictureBytesAtMost) return undefined;
      pictureBytes += pictures.bytes.length;
      return pictures;
    },
  };
}

/** As many of the first held-out inputs as pictures are made of; for use within a tidy. */
export function firstInputs(tf: TensorFlow, { x, from = 0 }: HeldOut): Tensor | undefined {
  const input = firstTensor(x);
  const total = input?.shape[0] ?? 0;
  if (!input || input.shape.length !== 4 || total <= from) return undefined;
  return tf.slice(input, [from, 0, 0, 0], [Math.min(maxPictures, total - from), -1, -1, -1]);
}
