import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs';

export type Layer = LayersModel['layers'][number];

/** One use of a layer in a model. */
export interface LayerNode {
  layer: Layer;
  inputs: SymbolicTensor[];
  /** The layers that give the inputs, in their order. */
  from: Layer[];
  outputs: SymbolicTensor[];
}

/** What tfjs keeps of a node; these fields are not in its published types (4.22). */
interface GraphNode {
  outboundLayer: Layer;
  inboundLayers: Layer[];
  inputTensors: SymbolicTensor[];
  outputTensors: SymbolicTensor[];
}

/**
 * Every use of a layer in a model, from its inputs to its outputs: a layer comes after all that it is computed from. A
 * layer that is used twice comes twice.
 */
export function layerNodes(model: LayersModel): LayerNode[] {
  const { nodesByDepth } = model as unknown as { nodesByDepth?: Record<string, GraphNode[]> };
  return Object.keys(nodesByDepth ?? {})
    .map(Number)
    .sort((a, b) => b - a)
    .flatMap((depth) => nodesByDepth?.[depth] ?? [])
    .map((node) => ({
      layer: node.outboundLayer,
      // tfjs gives an input layer its own output as input.
      inputs: node.inboundLayers.length === 0 ? [] : node.inputTensors,
      from: node.inboundLayers,
      outputs: node.outputTensors,
    }));
}

/** Whether a layer is a model of its own. */
export function isModel(layer: Layer): layer is LayersModel {
  return 'nodesByDepth' in layer;
}
