import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { ClassOutput } from './classOutputs.ts';
import { accuracyOf, answersOf, truthOf, type Answers } from './readAnswers.ts';

/** Outputs beyond this many elements are reduced to answer and probability, batch by batch. */
const elementsAtMost = 1e7;

export interface OutputCollector {
  add(index: number, target: Tensor, output: Tensor): void;
  /** Keeps the first inputs of as many samples as pictures are made of. */
  addInputs(input: Tensor | undefined): void;
  /** The answers of an output; undefined where its targets are no classes. */
  answers(output: ClassOutput): Answers | undefined;
  /** The inputs that were kept, as one tensor: for use within a tidy. */
  inputs(): Tensor | undefined;
  dispose(): void;
  /** Time that listening has taken, ms. */
  readonly spentMs: number;
}

interface Kept {
  rows: Tensor[];
  /** Answer and probability of batches beyond the limit, [batch, 2]. */
  reduced: Tensor[];
  targets: Tensor[];
}

/**
 * Collects the outputs of a test, a batch at a time. They stay on the device until the test is over: reading each would make
 * a graphics card wait.
 *
 * @param truths of each output where it is known already; then its targets are not read again
 */
export function collectOutputs(
  tf: TensorFlow,
  outputs: readonly ClassOutput[],
  truths: ReadonlyMap<number, Uint16Array>,
  picturesWanted: number,
  now: () => number,
): OutputCollector {
  const kept = new Map<number, Kept>(
    outputs.map(({ index }) => [index, { rows: [], reduced: [], targets: [] }]),
  );
  const inputs: Tensor[] = [];
  let elements = 0;
  let inputCount = 0;
  let spentMs = 0;
  const copy = (tensor: Tensor): Tensor => tf.keep(tensor.clone());

  return {
    add(index, target, output) {
      const known = kept.get(index);
      const facts = outputs.find((one) => one.index === index);
      if (!known || !facts) return;
      const startedAt = now();
      elements += output.size;
      if (elements <= elementsAtMost || facts.units === 1) known.rows.push(copy(output));
      else known.reduced.push(tf.keep(reduce(tf, output as Tensor2D, facts)));
      if (!truths.has(index)) known.targets.push(copy(target));
      spentMs += now() - startedAt;
    },
    addInputs(input) {
      if (!input || inputCount >= picturesWanted) return;
      inputs.push(copy(input));
      inputCount += input.shape[0];
    },
    answers: (output) => {
      const known = kept.get(output.index);
      if (!known || known.rows.length === 0) return undefined;
      return read(tf, known, output, truths.get(output.index));
    },
    inputs: () => (inputs.length === 0 ? undefined : tf.concat(inputs, 0)),
    dispose() {
      for (const { rows, reduced, targets } of kept.values()) tf.dispose([rows, reduced, targets]);
      tf.dispose(inputs);
      kept.clear();
      inputs.length = 0;
    },
    get spentMs() {
      return spentMs;
    },
  };
}

/** [batch, 2]: the answer, and its probability where the outputs are known to be probabilities or logits. */
function reduce(tf: TensorFlow, output: Tensor2D, { meaning }: ClassOutput): Tensor {
  return tf.tidy(() => {
    const shown = meaning === 'logits' ? tf.softmax(output) : output;
    const top = tf.max(shown, 1);
    return tf.stack(
      [tf.argMax(output, 1).cast('float32'), meaning === 'unknown' ? tf.fill(top.shape, NaN) : top],
      1,
    );
  });
}

function joined(tf: TensorFlow, parts: Tensor[], width: number): Float32Array {
  if (parts.length === 0) return new Float32Array(0);
  return tf.tidy(() => {
    const flat = parts.map((part) => part.cast('float32').reshape([-1, width]));
    return new Float32Array(tf.concat(flat, 0).dataSync());
  });
}

function read(
  tf: TensorFlow,
  { rows, reduced, targets }: Kept,
  output: ClassOutput,
  knownTruth: Uint16Array | undefined,
): Answers | undefined {
  const samples = [...rows, ...reduced].reduce((sum, part) => sum + part.shape[0], 0);
  const [first] = targets;
  const width = first ? first.size / Math.max(1, first.shape[0]) : 1;
  const truth = knownTruth ?? truthOf(joined(tf, targets, width), samples, output);
  if (truth?.length !== samples) return undefined;
  const values = joined(tf, rows, output.units);
  const head = answersOf(values, truth.subarray(0, values.length / output.units), output);
  if (reduced.length === 0) return { ...head, truth };
  return withReduced(head, joined(tf, reduced, 2), truth);
}

/** Too many for scores; answers and probabilities are those of the rows and of what was reduced. */
function withReduced(head: Answers, pairs: Float32Array, truth: Uint16Array): Answers {
  const predicted = new Uint16Array(truth.length);
  const confidence = new Float32Array(truth.length);
  predicted.set(head.predicted);
  confidence.set(head.confidence);
  for (let row = 0; row < pairs.length / 2; row++) {
    predicted[head.predicted.length + row] = pairs[row * 2] ?? 0;
    confidence[head.predicted.length + row] = pairs[row * 2 + 1] ?? NaN;
  }
  return { truth, predicted, confidence, accuracy: accuracyOf(truth, predicted) };
}
