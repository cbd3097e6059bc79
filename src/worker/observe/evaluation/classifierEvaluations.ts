import type { LayersModel, Scalar, Tensor } from '@tensorflow/tfjs';
import type { Moment } from '../../../protocol/moment.ts';
import type { Evaluation } from '../../../protocol/run.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { modelName } from '../modelSummary.ts';
import { maxPictures } from '../picturesOf.ts';
import type { TrainingWatcher } from '../trainingWatcher.ts';
import { classOutputsOf, type ClassOutput } from './classOutputs.ts';
import { collectOutputs, type OutputCollector } from './collectOutputs.ts';
import { createFitEvaluations } from './fitEvaluations.ts';
import { createHeldOutRegister, firstInputs, type HeldOut, type KnownData } from './heldOutData.ts';
import type { Test, Testing } from './testing.ts';
import { listenToTests, type TestListener } from './testOutputs.ts';

export interface ClassifierEvaluationsOptions {
  tf: TensorFlow;
  onEvaluation(evaluation: Evaluation): void;
  classNames(count: number): string[];
  now?: () => number;
}

/** Turns tests of classifiers into evaluations: during fit(), and when the program calls evaluate(). */
export interface ClassifierEvaluations {
  /** An evaluation after each epoch. */
  readonly watcher: TrainingWatcher;
  /** Calls `test`, which runs tfjs's evaluate(), and reports what the model answered. */
  during<T>(model: LayersModel, heldOut: HeldOut, at: Moment, test: () => T): T;
  /** The same for evaluateDataset(). */
  duringDataset<T>(model: LayersModel, dataset: object, at: Moment, test: () => Promise<T>): Promise<T>;
}

const testBatchSize = 256;

/** Puts its ear to tfjs's tests, below anything that observes the methods of models: make it first. */
export function createClassifierEvaluations(options: ClassifierEvaluationsOptions): ClassifierEvaluations {
  const { tf, now = () => performance.now() } = options;
  const tests = listenToTests(tf);
  const register = createHeldOutRegister(tf);
  const datasets = new WeakMap<object, KnownData>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { evaluate } = tf.LayersModel.prototype;

  const testing: Testing = {
    tests,
    known: (heldOut) => register.of(heldOut),
    begin(model, heldOut, before) {
      const outputs = classOutputsOf(tf, model);
      if (outputs.length === 0) return undefined;
      const known = before ?? register.of(heldOut);
      const truths = heldOut ? known.truths : new Map<number, Uint16Array>();
      const wantsInputs = !heldOut && !known.hasPictures;
      const collector = collectOutputs(tf, outputs, truths, wantsInputs ? maxPictures : 0, now);
      return {
        listener: listenerOf(collector),
        get spentMs() {
          return collector.spentMs;
        },
        report({ split, at, loss }) {
          let samples = 0;
          for (const output of outputs) {
            const answers = collector.answers(output);
            if (!answers) continue;
            samples = answers.truth.length;
            const data = heldOut
              ? known
              : (sameOrder(known, output, answers.truth) ?? register.of(undefined));
            data.truths.set(output.index, answers.truth);
            const pictures = register.picturesFor(data, () =>
              heldOut ? firstInputs(tf, heldOut) : collector.inputs(),
            );
            options.onEvaluation({
              model: modelName(model),
              ...(output.name === undefined ? {} : { output: output.name }),
              split,
              classCount: output.classCount,
              classNames: options.classNames(output.classCount),
              heldOut: data.number,
              at,
              ...answers,
              ...(loss === undefined || outputs.length > 1 ? {} : { loss }),
              ...(pictures ? { pictures } : {}),
            });
          }
          collector.dispose();
          return samples;
        },
        dispose: () => collector.dispose(),
      };
    },
    testAgain(model, { x, y, from }) {
      const [inputs, targets] = from === undefined ? [x, y] : [rest(tf, x, from), rest(tf, y, from)];
      const figures = evaluate.call(model, inputs as Tensor, targets as Tensor, { batchSize: testBatchSize });
      tf.dispose(figures as Scalar | Scalar[]);
      if (from !== undefined) tf.dispose([inputs, targets] as Tensor[]);
    },
  };
  const listening = (model: LayersModel, test: Test | undefined): (() => void) => {
    const before = tests.get(model);
    tests.set(model, test?.listener);
    return () => tests.set(model, before);
  };

  return {
    watcher: createFitEvaluations(testing, now),
    during(model, heldOut, at, run) {
      const test = testing.begin(model, heldOut);
      const stop = listening(model, test);
      try {
        const result = run();
        test?.report({ split: 'test', at });
        return result;
      } finally {
        stop();
        test?.dispose();
      }
    },
    async duringDataset(model, dataset, at, run) {
      const known = datasets.get(dataset) ?? register.of(undefined);
      datasets.set(dataset, known);
      const test = testing.begin(model, undefined, known);
      const stop = listening(model, test);
      try {
        const result = await run();
        test?.report({ split: 'test', at });
        return result;
      } finally {
        stop();
        test?.dispose();
      }
    },
  };
}

function listenerOf(collector: OutputCollector): TestListener {
  return {
    wants: () => true,
    heard: (index, target, output) => collector.add(index, target, output),
    heardInputs: ([input]) => collector.addInputs(input),
  };
}

function rest(tf: TensorFlow, value: unknown, from: number): Tensor {
  return tf.tidy(() => {
    const tensor = value as Tensor;
    const size = [(tensor.shape[0] ?? 0) - from, ...tensor.shape.slice(1)];
    return tf.slice(tensor, [from, ...tensor.shape.slice(1).map(() => 0)], size);
  });
}

/** Data of a dataset, if its labels come in the same order as before; those of one class say nothing about that. */
function sameOrder(known: KnownData, { index }: ClassOutput, truth: Uint16Array): KnownData | undefined {
  const before = known.truths.get(index);
  if (!before) return known;
  const isSame = before.length === truth.length && before.every((label, row) => label === truth[row]);
  return isSame && truth.some((label) => label !== truth[0]) ? known : undefined;
}
