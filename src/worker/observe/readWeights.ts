import type { LayersModel } from '@tensorflow/tfjs';
import type { Checkpoint, StateTensor } from '../../protocol/checkpoint.ts';
import { readTensor } from '../resume/stateTensors.ts';

/** The weights of a model as tfjs saves them: specifications, and the bytes of all values one after the other. */
export async function readWeights(model: LayersModel): Promise<Pick<Checkpoint, 'weightSpecs' | 'weights'>> {
  const tensors = await Promise.all(model.weights.map((weight) => readTensor(weight.read())));
  return {
    weightSpecs: tensors.map(({ shape, dtype }, index) => ({
      name: model.weights[index]?.originalName ?? '',
      shape,
      dtype,
    })),
    weights: joined(tensors),
  };
}

function joined(tensors: readonly StateTensor[]): ArrayBuffer {
  const whole = new Uint8Array(tensors.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of tensors) {
    whole.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return whole.buffer;
}
