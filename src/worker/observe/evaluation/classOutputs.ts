import type { LayersModel } from '@tensorflow/tfjs';
import type { TensorFlow } from '../../engines/tensorFlow.ts';

/** An output of a model that tells classes apart: [batch, units]. */
export interface ClassOutput {
  /** Among the model's outputs. */
  index: number;
  /** Where the model has several. */
  name?: string;
  /** 1: the probability of class 1, or its logit. */
  units: number;
  classCount: number;
  /**
   * What the numbers are, as far as the model says: `logits` for a loss that takes them, `probabilities` behind a softmax or
   * sigmoid; else the numbers themselves have to tell.
   */
  meaning: 'probabilities' | 'logits' | 'unknown';
  /** False where only the targets can tell whether this is a classifier: a sigmoid trained with a squared error. */
  isCertain: boolean;
}

/** More are not told apart: truth and prediction are 16-bit numbers, and a row of scores has this many. */
export const classesAtMost = 10_000;

interface SourceLayer {
  activation?: { getClassName(): string };
  /** Of a model within the model. */
  outputs?: { sourceLayer: SourceLayer }[];
  getClassName(): string;
}

function activationOf(layer: SourceLayer | undefined): string {
  const inner = layer?.outputs?.at(-1)?.sourceLayer;
  if (inner) return activationOf(inner);
  return layer?.activation?.getClassName() ?? layer?.getClassName().toLowerCase() ?? '';
}

/** The loss of an output by name; functions of tfjs are called after themselves, others may have no name. */
function lossNameOf(tf: TensorFlow, loss: unknown, index: number, name: string): string {
  if (typeof loss === 'string') return loss;
  // Bundling may rename functions, so tfjs's own are told by what they are.
  if (loss === tf.losses.softmaxCrossEntropy) return 'softmaxCrossEntropy';
  if (loss === tf.losses.sigmoidCrossEntropy) return 'sigmoidCrossEntropy';
  if (typeof loss === 'function') return loss.name;
  if (typeof loss !== 'object' || loss === null) return '';
  const own = Array.isArray(loss) ? (loss as unknown[])[index] : (loss as Record<string, unknown>)[name];
  return typeof own === 'object' ? '' : lossNameOf(tf, own, index, name);
}

function meaningOf(activation: string, loss: string): ClassOutput['meaning'] {
  if (activation === 'softmax' || activation === 'sigmoid') return 'probabilities';
  if (/softmaxCrossEntropy|sigmoidCrossEntropy/i.test(loss)) return 'logits';
  return 'unknown';
}

/** The outputs that look like those of a classifier, by their shape, last activation and loss. */
export function classOutputsOf(tf: TensorFlow, model: LayersModel): ClassOutput[] {
  return model.outputs.flatMap((output, index): ClassOutput[] => {
    const units = output.shape[1] ?? 0;
    if (output.shape.length !== 2 || units < 1 || units > classesAtMost) return [];
    const name = model.outputNames[index] ?? '';
    const activation = activationOf(output.sourceLayer);
    const loss = lossNameOf(tf, model.loss, index, name);
    const isCrossEntropy = /cross_?entropy/i.test(loss);
    if (!isCrossEntropy && activation !== 'softmax' && !(units === 1 && activation === 'sigmoid')) return [];
    return [
      {
        index,
        ...(model.outputs.length > 1 ? { name } : {}),
        units,
        classCount: Math.max(2, units),
        meaning: meaningOf(activation, loss),
        isCertain: isCrossEntropy,
      },
    ];
  });
}
