import type { LayersModel } from '@tensorflow/tfjs';
import { elementsPerSample, multiplications, optimizerNumbers } from '../../core/model/layerCost.ts';
import type { LayerSummary, ModelSummary } from '../../protocol/run.ts';
import { isModel, layerNodes, type Layer, type LayerNode } from './layers/layerNodes.ts';

/** The name the learner's model goes by: a Sequential keeps its computation in an inner model called `<name>_model`. */
export function modelName(model: LayersModel): string {
  return model.name.replace(/_model$/, '');
}

type Shape = (number | null)[];

function shapes(of: Layer['outputShape']): Shape[] {
  return Array.isArray(of[0]) ? (of as Shape[]) : [of as Shape];
}

/** Layers with their edges, output shapes ([null, …], null being the batch), parameters, multiplications and outputs. */
export function summarizeModel(model: LayersModel): ModelSummary {
  const numbers = optimizerNumbersOf(model);
  return {
    model: modelName(model),
    layers: summarizeLayers(model),
    parameters: model.countParams(),
    trainableParameters: count(model.trainableWeights),
    ...(numbers === undefined ? {} : { optimizerNumbers: numbers }),
  };
}

function summarizeLayers(model: LayersModel): LayerSummary[] {
  const nodes = layerNodes(model);
  return model.layers.map((layer) => {
    const uses = nodes.filter((node) => node.layer === layer);
    const [outputShape = []] = shapes(outputShapeOf(layer, uses));
    const macs = sumOf(uses.map((use) => macsOf(use)));
    const activations = sumOf(uses.map((use) => activationsOf(use)));
    return {
      name: layer.name,
      type: layer.getClassName(),
      outputShape: [...outputShape],
      parameters: layer.countParams(),
      trainableParameters: count(layer.trainableWeights),
      inputs: uses.flatMap(({ from, inputs }) =>
        inputs.map((symbol, index) => ({ from: from[index]?.name ?? '', shape: [...symbol.shape] })),
      ),
      ...(macs === undefined ? {} : { macs }),
      ...(activations === undefined ? {} : { activations }),
    };
  });
}

/** tfjs refuses to tell the one output shape of a layer that is used several times with different shapes. */
function outputShapeOf(layer: Layer, uses: readonly LayerNode[]): Layer['outputShape'] {
  return uses[0]?.outputs[0]?.shape ?? layer.outputShape;
}

function macsOf({ layer, inputs, outputs }: LayerNode): number | undefined {
  if (isModel(layer)) return sumOf(layerNodes(layer).map((node) => macsOf(node)));
  const { axes } = layer.getConfig();
  const axis: unknown = Array.isArray(axes) ? axes[0] : axes;
  return multiplications({
    type: layer.getClassName(),
    input: inputs[0]?.shape ?? [],
    inputs: inputs.map(({ shape }) => shape),
    output: outputs[0]?.shape ?? [],
    weights: layer.weights.map(({ originalName, shape }) => ({
      name: originalName,
      shape: shape.map((size) => size ?? 1),
    })),
    ...(typeof axis === 'number' ? { dotAxis: axis } : {}),
  });
}

function activationsOf({ layer, inputs, outputs }: LayerNode): number | undefined {
  if (isModel(layer)) return sumOf(layerNodes(layer).map((node) => activationsOf(node)));
  // The input is the data itself.
  return inputs.length === 0 ? 0 : sumOf(outputs.map(({ shape }) => elementsPerSample(shape)));
}

/** Undefined as soon as one is unknown: half a sum would look like a whole one. */
function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

function optimizerNumbersOf(model: LayersModel): number | undefined {
  const optimizer = (model as Partial<LayersModel>).optimizer;
  const isCentered = Boolean((optimizer as { centered?: boolean } | undefined)?.centered);
  return optimizer && optimizerNumbers(optimizer.getClassName(), isCentered);
}

function count(weights: readonly { shape: readonly (number | null)[] }[]): number {
  return weights.reduce(
    (sum, { shape }) => sum + shape.reduce<number>((product, size) => product * (size ?? 1), 1),
    0,
  );
}
