import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { Labels } from './einsumEquation.ts';

/** A tensor and the label of each of its axes. */
export interface Labelled {
  readonly labels: Labels;
  readonly tensor: Tensor;
}

/**
 * The sum over all labels that `output` lacks of the product of `terms`, with the axes of `output` in its order: an
 * einsum by transpose and (batch) matMul, two terms at a time from the left.
 *
 * @throws Error when one label has two lengths.
 */
export function contractTensors(tf: TensorFlow, terms: readonly Labelled[], output: Labels): Tensor {
  checkLengths(terms);
  const [first, ...others] = terms.map((term) => takeDiagonals(tf, term));
  if (!first) throw new Error('einsum needs a tensor.');
  const product = others.reduce((left, right, i) => {
    const wanted = new Set([...output, ...others.slice(i + 1).flatMap(({ labels }) => labels)]);
    return contractPair(tf, left, right, wanted);
  }, first);
  const { tensor, labels } = sumExcept(tf, product, new Set(output));
  const order = output.map((label) => labels.indexOf(label));
  return order.every((axis, i) => axis === i) ? tensor : tf.transpose(tensor, order);
}

function checkLengths(terms: readonly Labelled[]): void {
  const lengths = new Map<string, number>();
  for (const { labels, tensor } of terms) {
    labels.forEach((label, axis) => {
      const length = tensor.shape[axis] ?? 1;
      const known = lengths.get(label) ?? length;
      if (known !== length) {
        throw new Error(
          `einsum: the axis '${label}' has ${known} elements in one tensor and ${length} in another.`,
        );
      }
      lengths.set(label, length);
    });
  }
}

/** A tensor of ones where the axes `first` and `second` agree, to be multiplied with one of `rank` axes. */
export function diagonalMask(
  tf: TensorFlow,
  length: number,
  rank: number,
  first: number,
  second: number,
): Tensor {
  const shape = Array.from({ length: rank }, (_, axis) => (axis === first || axis === second ? length : 1));
  return tf.reshape(tf.eye(length), shape);
}

/** `ii` becomes `i`: only elements with equal indices count. */
function takeDiagonals(tf: TensorFlow, term: Labelled): Labelled {
  const second = term.labels.findIndex((label, axis) => term.labels.indexOf(label) < axis);
  const label = term.labels[second];
  if (label === undefined) return term;
  const { tensor } = term;
  const length = tensor.shape[second] ?? 1;
  const mask = diagonalMask(tf, length, tensor.rank, term.labels.indexOf(label), second);
  const diagonal = tf.sum(tf.mul(tensor, tf.cast(mask, tensor.dtype)), second);
  return takeDiagonals(tf, { labels: term.labels.toSpliced(second, 1), tensor: diagonal });
}

function sumExcept(tf: TensorFlow, { labels, tensor }: Labelled, kept: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, axis) => (kept.has(label) ? [] : [axis]));
  if (axes.length === 0) return { labels, tensor };
  return { labels: labels.filter((label) => kept.has(label)), tensor: tf.sum(tensor, axes) };
}

function contractPair(tf: TensorFlow, a: Labelled, b: Labelled, wanted: ReadonlySet<string>): Labelled {
  const left = sumExcept(tf, a, new Set([...wanted, ...b.labels]));
  const right = sumExcept(tf, b, new Set([...wanted, ...a.labels]));
  const shared = left.labels.filter((label) => right.labels.includes(label));
  const batch = shared.filter((label) => wanted.has(label));
  const summed = shared.filter((label) => !wanted.has(label));
  const only = (term: Labelled) => term.labels.filter((label) => !shared.includes(label));
  const [rows, columns] = [only(left), only(right)];
  const lengthOf = (label: string): number => {
    const { labels, tensor } = left.labels.includes(label) ? left : right;
    return tensor.shape[labels.indexOf(label)] ?? 1;
  };
  const size = (labels: Labels) => labels.reduce((product, label) => product * lengthOf(label), 1);
  const arrange = ({ labels, tensor }: Labelled, order: Labels, shape: number[]) => {
    const axes = order.map((label) => labels.indexOf(label));
    const isOrdered = axes.every((axis, i) => axis === i);
    return tf.reshape(isOrdered ? tensor : tf.transpose(tensor, axes), shape);
  };
  // Without a batch a plain matrix product, which engines compute best.
  const leading = batch.length > 0 ? [size(batch)] : [];
  const x = arrange(left, [...batch, ...rows, ...summed], [...leading, size(rows), size(summed)]);
  const labels = [...batch, ...rows, ...columns];
  const shape = labels.map(lengthOf);
  if (summed.length === 0) {
    const y = arrange(right, [...batch, ...columns], [...leading, 1, size(columns)]);
    return { labels, tensor: tf.reshape(tf.mul(x, y), shape) };
  }
  const y = arrange(right, [...batch, ...summed, ...columns], [...leading, size(summed), size(columns)]);
  return { labels, tensor: tf.reshape(tf.matMul(x, y), shape) };
}
