import type * as tfjs from '@tensorflow/tfjs';

/** A model with its batch of data, trained step by step. One step sees `samplesPerStep` samples. */
export interface Training {
  readonly samplesPerStep: number;
  /** Trains so many updates; resolves when the last one has been computed, with its loss. */
  train(steps: number): Promise<number>;
}

export type CreateTraining = (tf: typeof tfjs) => Training;

/** Trains a compiled model by `fit`, as a learner does: one epoch of `steps` batches. */
export function byFit(
  tf: typeof tfjs,
  model: tfjs.LayersModel,
  batchSize: number,
  createBatch: () => { xs: tfjs.Tensor; ys: tfjs.Tensor },
): Training {
  return {
    samplesPerStep: batchSize,
    async train(steps) {
      const { xs, ys } = tf.tidy(() => {
        const batch = createBatch();
        const repeat = (tensor: tfjs.Tensor) =>
          tf.tile(tensor, [steps, ...tensor.shape.slice(1).map(() => 1)]);
        return { xs: repeat(batch.xs), ys: repeat(batch.ys) };
      });
      const { history } = await model.fit(xs, ys, { batchSize, epochs: 1, shuffle: false });
      tf.dispose([xs, ys]);
      return Number(history['loss']?.[0]);
    },
  };
}
