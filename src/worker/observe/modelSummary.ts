import type { layers, LayersModel } from '@tensorflow/tfjs';
import type { ModelSummary } from '../../protocol/run.ts';

type Layer = LayersModel['layers'][number];

/** The name the learner's model goes by: a Sequential keeps its computation in an inner model called `<name>_model`. */
export function modelName(model: LayersModel): string {
  return model.name.replace(/_model$/, '');
}

function firstShape(shape: Layer['outputShape']): (number | null)[] {
  const first = Array.isArray(shape[0]) ? shape[0] : shape;
  return [...(first as (number | null)[])];
}

/** Layers with output shapes ([null, …], null being the batch) and numbers of parameters. */
export function summarizeModel(model: LayersModel): ModelSummary {
  const trainable = model.trainableWeights.reduce((sum, weight) => sum + count(weight.shape), 0);
  return {
    model: modelName(model),
    layers: model.layers.map((layer: layers.Layer) => ({
      name: layer.name,
      type: layer.getClassName(),
      outputShape: firstShape(layer.outputShape),
      parameters: layer.countParams(),
    })),
    parameters: model.countParams(),
    trainableParameters: trainable,
  };
}

function count(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}
