import type { EarlyStoppingCallbackArgs, LayersModel, Logs } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/** The parts of tfjs's callback that it decides by. */
interface EarlyStopping {
  model: LayersModel;
  best: number;
  onEpochEnd(epoch: number, logs?: Logs): Promise<void>;
  onTrainEnd(logs?: Logs): Promise<void>;
}

interface Callbacks {
  earlyStopping(args?: EarlyStoppingCallbackArgs): EarlyStopping;
}

/**
 * `tf.callbacks.earlyStopping({ restoreBestWeights: true })` throws "not implemented". Here it does what Keras does: when fit()
 * ends, the model has the weights of the epoch whose monitored value was best. Everything else is left to tfjs's own callback.
 */
export function repairEarlyStopping(tf: TensorFlow): void {
  const callbacks = tf.callbacks as unknown as Callbacks;
  const published = callbacks.earlyStopping.bind(callbacks);
  callbacks.earlyStopping = (args = {}) => {
    const { restoreBestWeights, ...others } = args;
    const callback = published(others);
    if (restoreBestWeights) restoreBest(tf, callback);
    return callback;
  };
}

function restoreBest(tf: TensorFlow, callback: EarlyStopping): void {
  // Copies outside of the engine: our optimizers change tensors in place.
  let copies: Float32Array[] = [];
  const onEpochEnd = callback.onEpochEnd.bind(callback);
  const onTrainEnd = callback.onTrainEnd.bind(callback);
  callback.onEpochEnd = async (epoch, logs) => {
    const before = callback.best;
    await onEpochEnd(epoch, logs);
    if (callback.best !== before)
      copies = callback.model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
  };
  callback.onTrainEnd = async (logs) => {
    await onTrainEnd(logs);
    if (copies.length === 0) return;
    tf.tidy(() => {
      const weights = callback.model.getWeights();
      callback.model.setWeights(
        weights.map(({ shape, dtype }, index) => tf.tensor(copies[index] ?? [], shape, dtype)),
      );
    });
  };
}
