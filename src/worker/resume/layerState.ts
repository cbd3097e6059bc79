import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { LayerState } from '../../protocol/checkpoint.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { readTensor, tensorOf } from './stateTensors.ts';

/** Fields of tfjs's layers (4.22) that outlive a batch and are no weights. */
interface StatefulLayer {
  stateful?: boolean;
  states_?: Tensor[] | null;
  randomGenerator?: { seed?: number };
  /** Layers inside: of a model that is used as a layer, and of wrappers. */
  layers?: StatefulLayer[];
  layer?: StatefulLayer;
  forwardLayer?: StatefulLayer;
  backwardLayer?: StatefulLayer;
}

/** All layers, those inside of others after them; the order is the same for every model of the same program. */
function allLayers(layers: readonly StatefulLayer[]): StatefulLayer[] {
  return layers.flatMap((layer) => {
    const { forwardLayer, backwardLayer } = layer;
    // tfjs's Bidirectional calls its own first layer `layer` as well.
    const inner = forwardLayer ? [forwardLayer, backwardLayer] : [layer.layer, ...(layer.layers ?? [])];
    return [layer, ...allLayers(inner.filter((each) => each !== undefined))];
  });
}

/** What the layers of a model keep beside weights: states of stateful recurrent layers, and counted seeds. */
export async function readLayers(model: LayersModel): Promise<LayerState[]> {
  const read = allLayers(model.layers as StatefulLayer[]).map(async (layer, index): Promise<LayerState[]> => {
    const seed = layer.randomGenerator?.seed;
    const states =
      layer.stateful && layer.states_ ? await Promise.all(layer.states_.map(readTensor)) : undefined;
    if (seed === undefined && !states) return [];
    return [{ index, ...(states ? { states } : {}), ...(seed === undefined ? {} : { seed }) }];
  });
  return (await Promise.all(read)).flat();
}

export function restoreLayers(tf: TensorFlow, model: LayersModel, states: readonly LayerState[]): void {
  const layers = allLayers(model.layers);
  for (const state of states) {
    const layer = layers[state.index];
    if (!layer) continue;
    if (state.seed !== undefined && layer.randomGenerator) layer.randomGenerator.seed = state.seed;
    if (!state.states) continue;
    for (const tensor of layer.states_ ?? []) tensor.dispose();
    layer.states_ = state.states.map((each) => tf.keep(tensorOf(tf, each)));
  }
}
