import type { NamedTensorMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

const KERNEL_NAME = 'TrainingAdamStep';

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
export interface AdamFields {
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
  return replaceAdamUpdate(tf, 'wasm', (adam, updates) => {
    const { learningRate: rate, beta1, beta2, epsilon, accBeta1, accBeta2 } = adam;
    const correction1 = 1 - scalarValue(accBeta1);
    const correction2 = 1 - scalarValue(accBeta2);
    const attrs = { rate, beta1, beta2, epsilon, correction1, correction2 };
    return updates.map((update) => tf.engine().runKernel<Tensor[]>(KERNEL_NAME, { ...update }, attrs));
  });
}

/** What one variable's update needs; all of the same shape. */
export interface AdamUpdate {
  readonly value: Tensor;
  readonly first: Tensor;
  readonly second: Tensor;
  readonly gradient: Tensor;
}

/** New value, first and second moment of each variable. `adam.accBeta1` is beta1^t of this update, the t-th. */
export type ComputeAdam = (adam: AdamFields, updates: readonly AdamUpdate[]) => Tensor[][];

/**
 * Lets tf.train.adam compute its updates of float32 variables by `compute` on one backend.
 *
 * @returns A function that puts the published update back.
 */
export function replaceAdamUpdate(tf: TensorFlowCore, backendName: string, compute: ComputeAdam): () => void {
  const prototype = tf.AdamOptimizer.prototype as unknown as AdamPrototype;
  const published = prototype.applyGradients;
  prototype.applyGradients = function (gradients) {
    const updates = listUpdates(tf, gradients);
    const isOurs = tf.getBackend() === backendName && updates.every(({ value }) => value.dtype === 'float32');
    if (isOurs) applyGradients(tf, this, updates, compute);
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

function applyGradients(
  tf: TensorFlowCore,
  adam: AdamFields,
  updates: readonly Update[],
  compute: ComputeAdam,
): void {
  const { beta1, beta2, accBeta1, accBeta2 } = adam;
  tf.tidy(() => {
    const states: Variable[][] = [];
    const given: AdamUpdate[] = [];
    updates.forEach(({ name, value, gradient }, i) => {
      const zeros = () => tf.tidy(() => tf.zerosLike(value).variable(false));
      const first = (adam.accumulatedFirstMoment[i] ??= { originalName: `${name}/m`, variable: zeros() });
      const second = (adam.accumulatedSecondMoment[i] ??= { originalName: `${name}/v`, variable: zeros() });
      if (!gradient) return;
      states.push([value, first.variable, second.variable]);
      given.push({ value, first: first.variable, second: second.variable, gradient });
    });
    compute(adam, given).forEach((results, i) => {
      results.forEach((result, k) => states[i]?.[k]?.assign(result));
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
  native.module.adam_step(
    ...([
      native.addressOf(value),
      native.addressOf(first),
      native.addressOf(second),
      native.addressOf(gradient),
    ] as const),
    ...([newValue, newFirst, newSecond] as const),
    value.shape.reduce((product, length) => product * length, 1),
    ...([rate, beta1, beta2, epsilon, correction1, correction2] as const),
  );
  return results;
}
