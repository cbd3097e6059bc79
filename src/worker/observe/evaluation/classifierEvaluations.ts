import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { Moment } from '../../../protocol/moment.ts';
import type { Evaluation } from '../../../protocol/run.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import type { TrainingWatcher } from '../trainingWatcher.ts';
import { beginTest } from './beginTest.ts';
import { createFitEvaluations } from './fitEvaluations.ts';
import { createHeldOutRegister, type HeldOut, type KnownData } from './heldOutData.ts';
import type { Test, Testing } from './testing.ts';
import { listenToTests } from './testOutputs.ts';

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
  const setting = {
    tf,
    register,
    now,
    onEvaluation: (evaluation: Evaluation) => options.onEvaluation(evaluation),
    classNames: (count: number) => options.classNames(count),
  };
  const testing: Testing = {
    tests,
    known: (heldOut) => register.of(heldOut),
    begin: (model, heldOut, known) => beginTest(setting, { model, known, ...(heldOut ? { heldOut } : {}) }),
    testAgain: createTester(tf),
  };
  const listen = (model: LayersModel, test: Test | undefined): (() => void) => {
    const before = tests.get(model);
    tests.set(model, test?.listener);
    return () => {
      tests.set(model, before);
      test?.dispose();
    };
  };

  return {
    watcher: createFitEvaluations(testing, now),
    during(model, heldOut, at, run) {
      const test = testing.begin(model, heldOut, register.of(heldOut));
      const stop = listen(model, test);
      try {
        const result = run();
        reportTest(test, at);
        return result;
      } finally {
        stop();
      }
    },
    async duringDataset(model, dataset, at, run) {
      const known = datasets.get(dataset) ?? register.of(undefined);
      datasets.set(dataset, known);
      const test = testing.begin(model, undefined, known);
      const stop = listen(model, test);
      try {
        const result = await run();
        reportTest(test, at);
        return result;
      } finally {
        stop();
      }
    },
  };
}

/** A mistake of ours is no reason to disturb the program, whose figures are there. */
function reportTest(test: Test | undefined, at: Moment): void {
  try {
    test?.report({ split: 'test', at });
  } catch (thrown) {
    if (process.env['DEEP_LEARNING_DEBUG']) process.emitWarning(`evaluations: ${String(thrown)}`);
  }
}

/** Runs tfjs's own evaluate(), as it was before anybody observed it, on held-out tensors. */
function createTester(tf: TensorFlow): Testing['testAgain'] {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { evaluate } = tf.LayersModel.prototype;
  const rest = (value: unknown, from: number): Tensor =>
    tf.tidy(() => {
      const tensor = value as Tensor;
      const size = [tensor.shape[0] - from, ...tensor.shape.slice(1)];
      return tf.slice(tensor, [from, ...tensor.shape.slice(1).map(() => 0)], size);
    });
  return (model, { x, y, from }) => {
    const [inputs, targets] = from === undefined ? [x, y] : [rest(x, from), rest(y, from)];
    tf.dispose(evaluate.call(model, inputs as Tensor, targets as Tensor, { batchSize: testBatchSize }));
    if (from !== undefined) tf.dispose([inputs, targets] as Tensor[]);
  };
}
