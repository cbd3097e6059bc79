import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { Culprit } from '../../../protocol/ending.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { isModel, layerNodes, type LayerNode } from '../layers/layerNodes.ts';
import { nonFinite } from './nonFinite.ts';

/** A batch on its way through a model, as tfjs gives it to the training function. */
export interface ModelBatch {
  model: LayersModel;
  inputs: readonly Tensor[];
  targets: readonly Tensor[];
}

/**
 * Where the first number that is none comes from, in a model whose loss on `batch` is none: looks at the data, then at the
 * weights, then at what each layer gives out for the batch, and blames the loss when all of that is finite.
 *
 * @param loss what the loss is; it names the kind when the loss itself is to blame
 */
export function culpritOfLoss(tf: TensorFlow, batch: ModelBatch, loss: number): Culprit {
  return (
    inData(batch) ??
    inWeights(batch.model) ??
    inOutputs(tf, batch.model, batch.inputs) ?? { in: 'loss', is: Number.isNaN(loss) ? 'nan' : 'infinite' }
  );
}

function inData({ inputs, targets }: ModelBatch): Culprit | undefined {
  const input = firstOf(inputs);
  if (input) return { in: 'input', is: input };
  const target = firstOf(targets);
  return target && { in: 'target', is: target };
}

/** A weight is spoiled by an update whose gradient was none; the error came from the output's side, so that is searched first. */
function inWeights(model: LayersModel): Culprit | undefined {
  for (const { layer } of layerNodes(model).reverse()) {
    for (const weight of layer.getWeights()) {
      const is = nonFinite(weight);
      if (is) return { in: 'weight', layer: layer.name, is };
    }
  }
  return undefined;
}

/** The first layer that makes something that is no number out of finite numbers; inside of a model within the model too. */
function inOutputs(
  tf: TensorFlow,
  model: LayersModel,
  inputs: readonly Tensor[],
  prefix = '',
): Culprit | undefined {
  const nodes = layerNodes(model).filter(({ inputs: given }) => given.length > 0);
  const all = nodes.flatMap(({ outputs }) => outputs);
  if (all.length === 0) return undefined;
  // A name of its own: automatic names are counted, and the program's must not change.
  const probe = tf.model({
    inputs: model.inputs,
    outputs: all,
    name: `deep_learning_probe_of_${model.name}`,
  });
  let found: Culprit | undefined;
  tf.tidy(() => {
    const computed = [probe.apply([...inputs], { training: true }) as Tensor | Tensor[]].flat();
    let at = 0;
    for (const node of nodes) {
      const own = computed.slice(at, at + node.outputs.length);
      at += own.length;
      const is = firstOf(own);
      if (!is) continue;
      const name = prefix + node.layer.name;
      const inner = isModel(node.layer)
        ? inOutputs(tf, node.layer, inputsOf(node, nodes, computed, model, inputs), `${name}/`)
        : undefined;
      found = inner ?? { in: 'output', layer: name, is };
      return;
    }
  });
  return found;
}

function firstOf(tensors: readonly Tensor[]): Culprit['is'] | undefined {
  for (const tensor of tensors) {
    const is = nonFinite(tensor);
    if (is) return is;
  }
  return undefined;
}

/** The tensors that a node was given, of those that were computed or fed. */
function inputsOf(
  node: LayerNode,
  nodes: readonly LayerNode[],
  computed: readonly Tensor[],
  model: LayersModel,
  inputs: readonly Tensor[],
): Tensor[] {
  const symbols = [...model.inputs, ...nodes.flatMap(({ outputs }) => outputs)];
  const tensors = [...inputs, ...computed];
  return node.inputs.flatMap((symbol) => tensors[symbols.indexOf(symbol)] ?? []);
}

/** Of gradients by their variables' names: the one nearest to the output that is none, which the others were computed from. */
export function culpritOfGradients(
  gradients: readonly { name: string; tensor: Tensor }[],
  model: LayersModel | undefined,
): Culprit | undefined {
  const byName = new Map(gradients.map(({ name, tensor }) => [name, tensor]));
  if (!model) {
    for (const [layer, tensor] of byName) {
      const is = nonFinite(tensor);
      if (is) return { in: 'gradient', layer, is };
    }
    return undefined;
  }
  for (const { layer } of layerNodes(model).reverse()) {
    for (const { name } of layer.trainableWeights) {
      const tensor = byName.get(name);
      const is = tensor && nonFinite(tensor);
      if (is) return { in: 'gradient', layer: layer.name, is };
    }
  }
  return culpritOfGradients(gradients, undefined);
}
