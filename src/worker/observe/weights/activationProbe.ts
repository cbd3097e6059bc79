import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { deadShare, saturatedShare, type ActivationShape } from '../../../core/weights/activationUnits.ts';
import type { TensorReport } from '../../../protocol/exhibit.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { isModel, layerNodes, type Layer, type LayerNode } from '../layers/layerNodes.ts';
import { readTensor } from './readTensor.ts';
import { reportOf } from './reportTensors.ts';

const samplesAtMost = 64;
/** Elements of all watched layers together, for all samples. */
const elementsAtMost = 4e6;
/** Of one layer's outputs, in its histogram. */
const readAtMost = 1 << 17;

/** Runs a fixed batch of inputs through a model and reports what its layers give out. */
export interface ActivationProbe {
  report(): TensorReport[];
}

/**
 * Keeps up to 64 of the inputs as plain numbers, so that no tensor is left behind between reports.
 *
 * @param x what fit() was given; anything but tensors that fit the model's inputs gives no probe
 */
export function createActivationProbe(
  tf: TensorFlow,
  model: LayersModel,
  x: unknown,
): ActivationProbe | undefined {
  const nodes = layerNodes(model).filter(({ layer, inputs }) => inputs.length > 0 && isWatched(layer));
  const given = tensorsFor(model, x);
  if (nodes.length === 0 || !given) return undefined;
  const perSample = nodes.reduce((sum, { outputs }) => sum + sizeOf(outputs[0]?.shape ?? []), 0);
  const samples = Math.max(1, Math.min(samplesAtMost, Math.floor(elementsAtMost / Math.max(1, perSample))));
  const inputs = tf.tidy(() =>
    given.map((tensor) => {
      const rows = tensor.slice(0, Math.min(samples, tensor.shape[0]));
      return { shape: rows.shape, dtype: rows.dtype, values: rows.dataSync().slice() };
    }),
  );
  return {
    report() {
      let reports: TensorReport[] = [];
      tf.tidy(() => {
        const tensors = inputs.map(({ values, shape, dtype }) =>
          tf.tensor(values as Float32Array, shape, dtype as 'float32'),
        );
        const outputs = nodes.flatMap(({ outputs: own }) => own.slice(0, 1));
        const name = `deep_learning_activations_of_${model.name}`;
        const probe = tf.model({ inputs: model.inputs, outputs, name });
        const computed = [probe.apply(tensors, { training: false }) as Tensor | Tensor[]].flat();
        reports = nodes.flatMap((node, index) => {
          const output = computed[index];
          return output ? [reportNode(tf, node, output)] : [];
        });
      });
      return reports;
    },
  };
}

function reportNode(tf: TensorFlow, { layer }: LayerNode, output: Tensor): TensorReport {
  const units = output.shape.at(-1) ?? 1;
  const shape = activationOf(layer);
  const report = reportOf(
    { layer: layer.name, tensor: 'output' },
    'activation',
    output.shape,
    readTensor(tf, output, readAtMost),
  );
  if (shape === 'relu') {
    // Over all samples and places of a unit, also of those that are not in the histogram.
    const largest = output.abs().reshape([-1, units]).max(0).dataSync();
    return { ...report, dead: deadShare(largest, units) };
  }
  if (shape)
    return { ...report, saturated: saturatedShare(readTensor(tf, output, readAtMost).values, shape) };
  return report;
}

/** Layers with weights or an activation: what the others give out is only another form of it. */
function isWatched(layer: Layer): boolean {
  return !isModel(layer) && (layer.weights.length > 0 || activationOf(layer) !== undefined);
}

/** Recurrent layers and those with gates give a product of several; their outputs are not judged. */
const judged = /^(Dense|Activation|ReLU|(Separable|Depthwise)?Conv\dD(Transpose)?)$/;

function activationOf(layer: Layer): ActivationShape | undefined {
  const className = layer.getClassName();
  if (!judged.test(className)) return undefined;
  if (className === 'ReLU') return 'relu';
  const { activation } = layer.getConfig();
  if (activation === 'relu' || activation === 'relu6') return 'relu';
  return activation === 'sigmoid' || activation === 'tanh' ? activation : undefined;
}

function sizeOf(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** The tensors among what fit() accepts, in the order of the model's inputs. */
function tensorsFor(model: LayersModel, x: unknown): Tensor[] | undefined {
  const isTensor = (one: unknown): one is Tensor =>
    typeof one === 'object' && one !== null && 'dataSync' in one && 'slice' in one;
  const list: unknown[] = Array.isArray(x)
    ? (x as unknown[])
    : isTensor(x) || typeof x !== 'object' || x === null
      ? [x]
      : model.inputNames.map((name) => (x as Record<string, unknown>)[name]);
  return list.length === model.inputs.length && list.every(isTensor) ? list : undefined;
}
