import type { NamedTensorMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

const KERNEL_NAME = 'TrainingAdamStep';

/** Measured: updating one weight. */
const FLOAT_NS = 0.8;

/** Floats in a cache line of 64 bytes. */
const LINE_FLOATS = 16;

interface AdamStepAttrs {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 - beta1^t and 1 - beta2^t. */
  readonly correction1: number;
  readonly correction2: number;
}

interface Moment {
  readonly originalName: string;
  readonly variable: Variable;
}

/** The fields of tfjs's AdamOptimizer (4.22), most of them private in its typings. */
interface AdamFields {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: Variable;
  readonly accBeta2: Variable;
  readonly accumulatedFirstMoment: (Moment | undefined)[];
  readonly accumulatedSecondMoment: (Moment | undefined)[];
  incrementIterations(): void;
}

interface NamedGradient {
  readonly name: string;
  readonly tensor: Tensor | null | undefined;
}

type Gradients = NamedTensorMap | NamedGradient[];

/** AdamOptimizer.prototype, of which one method is replaced. */
interface AdamPrototype {
  applyGradients: (this: AdamFields, gradients: Gradients) => void;
}

/**
 * Lets tf.train.adam update each float32 variable on the wasm backend by one kernel instead of a dozen. Moments, their
 * names, iterations and saved state stay tfjs's own; other backends and dtypes keep the published update.
 *
 * @returns A function that puts the published update back.
 */
export function registerFusedAdam(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): () => void {
  registry.registerRaw(KERNEL_NAME, ({ inputs, attrs }) =>
    adamStep(native, inputs as unknown as StepInputs, attrs as unknown as AdamStepAttrs),
  );
  const prototype = tf.AdamOptimizer.prototype as unknown as AdamPrototype;
  const published = prototype.applyGradients;
  prototype.applyGradients = function (gradients) {
    const updates = listUpdates(tf, gradients);
    const isOurs = tf.getBackend() === 'wasm' && updates.every(({ value }) => value.dtype === 'float32');
    if (isOurs) applyGradients(tf, this, updates);
    else published.call(this, gradients);
  };
  return () => {
    prototype.applyGradients = published;
  };
}

interface Update {
  readonly name: string;
  readonly value: Variable;
  readonly gradient: Tensor | undefined;
}

function listUpdates(tf: TensorFlowCore, gradients: Gradients): Update[] {
  const named: NamedGradient[] = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  const { registeredVariables } = tf.engine();
  return named.map(({ name, tensor }) => {
    const value = registeredVariables[name];
    if (!value) throw new Error(`Adam: the variable '${name}' was disposed.`);
    return { name, value, gradient: tensor ?? undefined };
  });
}

function applyGradients(tf: TensorFlowCore, adam: AdamFields, updates: readonly Update[]): void {
  const { learningRate: rate, beta1, beta2, epsilon, accBeta1, accBeta2 } = adam;
  tf.tidy(() => {
    const correction1 = 1 - scalarValue(accBeta1);
    const correction2 = 1 - scalarValue(accBeta2);
    updates.forEach(({ name, value, gradient }, i) => {
      const zeros = () => tf.tidy(() => tf.zerosLike(value).variable(false));
      const first = (adam.accumulatedFirstMoment[i] ??= { originalName: `${name}/m`, variable: zeros() });
      const second = (adam.accumulatedSecondMoment[i] ??= { originalName: `${name}/v`, variable: zeros() });
      if (!gradient) return;
      const results: Tensor[] = tf
        .engine()
        .runKernel(
          KERNEL_NAME,
          { value, first: first.variable, second: second.variable, gradient },
          { rate, beta1, beta2, epsilon, correction1, correction2 },
        );
      [value, first.variable, second.variable].forEach((variable, k) => {
        const result = results[k];
        if (result) variable.assign(result);
      });
    });
    accBeta1.assign(tf.mul(accBeta1, beta1));
    accBeta2.assign(tf.mul(accBeta2, beta2));
  });
  adam.incrementIterations();
}

function scalarValue(variable: Variable): number {
  return variable.dataSync<'float32'>()[0] ?? Number.NaN;
}

type StepInputs = Readonly<Record<'value' | 'first' | 'second' | 'gradient', TensorInfo>>;

/** The new value, first and second moment, each of the value's shape. */
function adamStep(native: NativeKernels, inputs: StepInputs, attrs: AdamStepAttrs): TensorInfo[] {
  const { value, first, second, gradient } = inputs;
  const results = [value, first, second].map(({ shape }) => native.createOutput(shape, 'float32'));
  const [newValue = 0, newFirst = 0, newSecond = 0] = results.map((result) => native.addressOf(result));
  const { rate, beta1, beta2, epsilon, correction1, correction2 } = attrs;
  const [from, firstFrom] = [native.addressOf(value), native.addressOf(first)];
  const [secondFrom, gradientFrom] = [native.addressOf(second), native.addressOf(gradient)];
  const size = value.shape.reduce((product, length) => product * length, 1);
  native.runSplit('adam_step', { count: size, unitNs: FLOAT_NS, step: LINE_FLOATS }, (part) => {
    const skip = part.first * Float32Array.BYTES_PER_ELEMENT;
    return [
      ...([from + skip, firstFrom + skip, secondFrom + skip, gradientFrom + skip] as const),
      ...([newValue + skip, newFirst + skip, newSecond + skip] as const),
      part.count,
      ...([rate, beta1, beta2, epsilon, correction1, correction2] as const),
    ];
  });
  return results;
}
