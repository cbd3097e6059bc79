import type { LayersModel } from '@tensorflow/tfjs';
import type { FullCheckpoint } from '../../core/checkpoints/checkpointFile.ts';
import type { PlainField, StateTensor } from '../../protocol/checkpoint.ts';
import type { ResumeRefusal } from '../../protocol/ending.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { SeededRandom } from '../process/seededRandom.ts';
import { restoreLayers } from './layerState.ts';
import { restoreOptimizer, setLearningRate } from './optimizerState.ts';
import { isPlain } from './plainFields.ts';
import { isSameShape, tensorOf } from './stateTensors.ts';

/** JSON of a weight in a checkpoint. */
export interface WeightSpec {
  name: string;
  shape: number[];
  dtype: StateTensor['dtype'];
}

/** Whether a model is the one that a checkpoint is of, as far as can be told without training it. */
export function refusalOf(model: LayersModel, checkpoint: FullCheckpoint): ResumeRefusal | undefined {
  const specs = checkpoint.weightSpecs as WeightSpec[];
  const isSame =
    model.weights.length === specs.length &&
    model.weights.every((weight, index) => isSameShape(specs[index]?.shape ?? [], weight.shape));
  if (!isSame) return 'model';
  // A model that was never compiled has none, and tfjs says so itself.
  const optimizer = model.optimizer as typeof model.optimizer | undefined;
  const isSameClass = !optimizer || optimizer.getClassName() === checkpoint.training.optimizer.name;
  return isSameClass ? undefined : 'optimizer';
}

export interface RestoreOptions {
  tf: TensorFlow;
  random: SeededRandom;
  model: LayersModel;
  checkpoint: FullCheckpoint;
  learningRate?: number;
  /** Those that the program has given to fit(), in their order. */
  callbacks: readonly object[];
}

/** Puts a model and all that trains it into the state of the checkpoint, in the middle of a fit() that has just begun. */
export function restoreTraining({
  tf,
  random,
  model,
  checkpoint,
  learningRate,
  callbacks,
}: RestoreOptions): void {
  const { training } = checkpoint;
  restoreWeights(tf, model, checkpoint);
  restoreOptimizer(tf, model.optimizer, training.optimizer);
  if (learningRate !== undefined) setLearningRate(model.optimizer, learningRate);
  restoreLayers(tf, model, training.layers);
  callbacks.forEach((callback, index) => restoreFields(callback, training.callbacks[index] ?? {}));
  const { history } = model as unknown as { history: { epoch: number[]; history: Record<string, number[]> } };
  history.epoch = [...training.history.epochs];
  history.history = Object.fromEntries(
    Object.entries(training.history.logs).map(([key, values]) => [key, [...values]]),
  );
  const [a = 0, b = 0, c = 0, counter = 0] = training.random;
  random.restore([a, b, c, counter]);
}

/** Past the constraints of the layers, which have seen these weights already and would round them once more. */
function restoreWeights(tf: TensorFlow, model: LayersModel, { weightSpecs, weights }: FullCheckpoint): void {
  let offset = 0;
  tf.tidy(() => {
    (weightSpecs as WeightSpec[]).forEach(({ shape, dtype }, index) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const type = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype];
      const end = offset + count * type.BYTES_PER_ELEMENT;
      const values = new type(weights.slice(offset, end));
      offset = end;
      const held = model.weights[index] as unknown as { val: { assign(value: unknown): void } };
      held.val.assign(tensorOf(tf, { shape, dtype, values }));
    });
  });
}

/** Only fields that the callback has: a changed program may have other callbacks. */
function restoreFields(callback: object, fields: Record<string, PlainField>): void {
  const own = callback as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) {
    if (Object.hasOwn(own, key) && isPlain(own[key])) own[key] = value;
  }
}
