import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { isModel, layerNodes, type Layer } from '../layers/layerNodes.ts';

/** A weight that is trained, and the names it is shown under. */
export interface WatchedVariable {
  /** tfjs's name of the variable, by which gradients are given. */
  name: string;
  layer: string;
  /** `kernel`, `bias`, … */
  tensor: string;
  read: () => Tensor;
}

/** The layers of a model that can have weights, from the first to the last; of a model within the model, its own. */
export function flatLayers(model: LayersModel, prefix = ''): { name: string; layer: Layer }[] {
  const layers = [...new Set(layerNodes(model).map(({ layer }) => layer))];
  return layers.flatMap((layer) =>
    isModel(layer) ? flatLayers(layer, `${prefix}${layer.name}/`) : [{ name: prefix + layer.name, layer }],
  );
}

export function variablesOfModel(model: LayersModel): WatchedVariable[] {
  return flatLayers(model).flatMap(({ name: layerName, layer }) =>
    layer.trainableWeights.map((weight) => ({
      name: weight.name,
      layer: layerName,
      tensor: lastPart(weight.originalName),
      read: () => weight.read(),
    })),
  );
}

/** Of a loop without a model: whatever has a gradient. A layer's variables are called `<layer>/kernel`. */
export function variablesByName(tf: TensorFlow, names: readonly string[]): WatchedVariable[] {
  const { registeredVariables } = tf.engine();
  return names.flatMap((name) => {
    const variable = registeredVariables[name];
    if (!variable) return [];
    const cut = name.lastIndexOf('/');
    return [
      {
        name,
        layer: cut > 0 ? name.slice(0, cut) : name,
        tensor: cut > 0 ? lastPart(name) : 'variable',
        read: () => variable,
      },
    ];
  });
}

/** `dense_Dense1/kernel_1` is a `kernel`: tfjs numbers names that were taken. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/_\d+$/, '');
}
