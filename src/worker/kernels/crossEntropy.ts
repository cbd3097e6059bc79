import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type * as tfjs from '@tensorflow/tfjs';
import type { GradientRegistry } from './gradientRegistry.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

const FORWARD = 'TrainingCrossEntropy';
const BACKWARD = 'TrainingCrossEntropyGrad';
const LOSS_NAME = 'categoricalCrossentropy';

type LossFunction = (target: Tensor, output: Tensor) => Tensor;

/** The fields of tfjs's LayersModel (4.22) that compile() fills and a step reads. */
interface CompiledModel {
  readonly outputNames: readonly string[];
  /** One for each output, read at every step. What checks the targets' shapes has a list of its own. */
  lossFunctions: LossFunction[];
  compile: (this: CompiledModel, args: Readonly<{ loss: unknown }>) => void;
}

type Inputs = Readonly<Record<'target' | 'output' | 'dLoss', TensorInfo>>;

/**
 * Lets the loss 'categoricalCrossentropy' of tf.layers run as one kernel forward and one backward; tfjs computes it in
 * about eight operations forward and fourteen backward. Inside a gradient of a gradient, for other ranks and dtypes and on
 * other backends the published function runs, and a loss that is a function of the program's own is not touched.
 *
 * @returns A function that puts the published compile() back and returns compiled models to the published loss.
 */
export function registerCrossEntropy(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  gradients: GradientRegistry,
  native: NativeKernels,
): () => void {
  registry.registerRaw(FORWARD, ({ inputs, attrs }) =>
    crossEntropy(native, inputs as unknown as Inputs, Number(attrs?.['epsilon'])),
  );
  registry.registerRaw(BACKWARD, ({ inputs, attrs }) =>
    crossEntropyGradient(native, inputs as unknown as Inputs, Number(attrs?.['epsilon'])),
  );
  gradients.replace(FORWARD, () => ({
    kernelName: FORWARD,
    inputsToSave: ['target', 'output'],
    gradFunc: (dy, saved, attrs) => {
      const dLoss = dy as Tensor;
      const [target, output] = saved as [Tensor, Tensor];
      const epsilon = Number(attrs['epsilon']);
      return {
        target: () => targetGradient(tf, output, dLoss, epsilon),
        output: () => tf.engine().runKernel<Tensor>(BACKWARD, { target, output, dLoss }, { epsilon }),
      };
    },
  }));
  let isActive = true;
  const restoreCompile = wrapCompile(tf, (published) => (target, output) => {
    if (!isActive || !isOurs(tf, target, output)) return published(target, output);
    return tf.engine().runKernel<Tensor>(FORWARD, { target, output }, { epsilon: tf.backend().epsilon() });
  });
  return () => {
    isActive = false;
    restoreCompile();
  };
}

function isOurs(tf: TensorFlowCore, target: Tensor, output: Tensor): boolean {
  return (
    tf.getBackend() === 'wasm' &&
    tf.engine().state.gradientDepth <= 1 &&
    target.dtype === 'float32' &&
    output.dtype === 'float32' &&
    output.rank === 2 &&
    output.size > 0 &&
    tf.util.arraysEqual(target.shape, output.shape)
  );
}

/** Has compile() replace the published loss of every output that names it. */
function wrapCompile(tf: TensorFlowCore, wrap: (published: LossFunction) => LossFunction): () => void {
  const { LayersModel } = tf as Partial<Pick<typeof tfjs, 'LayersModel'>>;
  if (!LayersModel) return () => undefined;
  const prototype = LayersModel.prototype as unknown as CompiledModel;
  const { compile } = prototype;
  prototype.compile = function (args) {
    compile.call(this, args);
    // tfjs does not export the function, so that whoever uses it gives its name.
    this.lossFunctions = this.lossFunctions.map((published, i) =>
      lossOfOutput(args.loss, i, this.outputNames[i]) === LOSS_NAME ? wrap(published) : published,
    );
  };
  return () => {
    prototype.compile = compile;
  };
}

/** What compile() was given for an output: one loss for all, a list of them, or losses by the outputs' names. */
function lossOfOutput(loss: unknown, index: number, name: string | undefined): unknown {
  if (typeof loss !== 'object' || loss === null) return loss;
  return Array.isArray(loss) ? (loss as unknown[])[index] : (loss as Record<string, unknown>)[name ?? ''];
}

/** The loss of each row. */
function crossEntropy(native: NativeKernels, { target, output }: Inputs, epsilon: number): TensorInfo {
  const [rows, cols] = output.shape as [number, number];
  const loss = native.createOutput([rows], 'float32');
  const [t, y, l] = [native.addressOf(target), native.addressOf(output), native.addressOf(loss)] as const;
  native.module.cross_entropy(t, y, l, rows, cols, epsilon);
  return loss;
}

function crossEntropyGradient(
  native: NativeKernels,
  { target, output, dLoss }: Inputs,
  epsilon: number,
): TensorInfo {
  const [rows, cols] = output.shape as [number, number];
  const dOutput = native.createOutput(output.shape, 'float32');
  native.module.cross_entropy_gradient(
    native.addressOf(target),
    native.addressOf(output),
    native.addressOf(dLoss),
    native.addressOf(dOutput),
    ...([rows, cols, epsilon] as const),
  );
  return dOutput;
}

/** -log(q) of each class; rarely asked for, hence of published operations. */
function targetGradient(tf: TensorFlowCore, output: Tensor, dLoss: Tensor, epsilon: number): Tensor {
  const p = tf.div(output, tf.sum(output, -1, true));
  const logarithms = tf.log(tf.clipByValue(p, epsilon, 1 - epsilon));
  return tf.neg(tf.mul(logarithms, tf.expandDims(dLoss, -1)));
}
