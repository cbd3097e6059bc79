import type { LayersModel, Logs, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** Larger models are not copied: the copy would be in the way of training. */
const bytesAtMost = 256e6;

/** The weights of the best epoch of one fit(), as copies outside of the engine: our optimizers change tensors in place. */
export interface BestWeights {
  /** 0-based epoch of the lowest loss so far; undefined before the first, and for models that are too large. */
  readonly epoch: number | undefined;
  /** @param epoch 0-based */
  offer(epoch: number, logs: Logs): void;
  /** Puts the best weights into the model. */
  restore(tf: TensorFlow): void;
}

/** Judged by the validation loss where there is one, else by the training loss; lower is better, NaN never is. */
export function createBestWeights(model: LayersModel): BestWeights {
  const isTooLarge = model.countParams() * Float32Array.BYTES_PER_ELEMENT > bytesAtMost;
  let monitor: 'val_loss' | 'loss' | undefined;
  let best = Infinity;
  let bestEpoch: number | undefined;
  let copies: { values: Float32Array; tensor: Pick<Tensor, 'shape' | 'dtype'> }[] = [];
  return {
    get epoch() {
      return bestEpoch;
    },
    offer(epoch, logs) {
      // An epoch that was cut short has no validation: it is not comparable with the others.
      monitor ??= 'val_loss' in logs ? 'val_loss' : 'loss';
      const loss = logs[monitor] ?? NaN;
      if (isTooLarge || !(loss < best)) return;
      best = loss;
      bestEpoch = epoch;
      copies = model.getWeights().map((weight) => ({
        values: Float32Array.from(weight.dataSync()),
        tensor: { shape: weight.shape, dtype: weight.dtype },
      }));
    },
    restore(tf) {
      if (bestEpoch === undefined) return;
      tf.tidy(() =>
        model.setWeights(copies.map(({ values, tensor }) => tf.tensor(values, tensor.shape, tensor.dtype))),
      );
    },
  };
}
