import type { NamedTensorMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../kernelRegistry.ts';
import type { NativeKernels } from '../nativeKernels.ts';
import type { TensorFlowCore } from '../tensorFlowCore.ts';
import type { TrainingModule } from '../trainingModule.ts';

/** A variable of an optimiser's state, as tfjs lists it: one for each weight, under the name it is saved by. */
export interface StateEntry {
  readonly originalName: string;
  readonly variable: Variable;
}

/** State of one kind, by position of the weight; tfjs fills it at the first update. */
export type StateList = (StateEntry | undefined)[];

/** What an update does besides the arithmetic. Fields are the private ones of tfjs's optimiser (4.22). */
export interface OptimizerState<Fields> {
  /** The state of the weight, in the order of the function's arguments. */
  readonly state: readonly StateKind<Fields>[];
  /** Called when all weights are updated. */
  finish?(optimizer: Fields): void;
  /** Whether this family describes the optimiser as it is configured. */
  accepts?(optimizer: Fields): boolean;
}

/** An optimiser whose arithmetic is a function of our WebAssembly. */
export interface OptimizerFamily<Fields> extends OptimizerState<Fields> {
  readonly functionName: Extract<keyof TrainingModule, `${string}_step`>;
  /** The function's last arguments, read once an update. */
  numbers(optimizer: Fields): readonly number[];
}

export interface StateKind<Fields> {
  list(optimizer: Fields): StateList;
  /** What tfjs appends to the weight's name. */
  readonly suffix: string;
  /** The value every element starts with; 0 unless given. */
  initialValue?(optimizer: Fields): number;
}

interface NamedGradient {
  readonly name: string;
  readonly tensor: Tensor | null | undefined;
}

type Gradients = NamedTensorMap | NamedGradient[];

/** An optimiser's prototype, of which one method is replaced. */
interface OptimizerPrototype<Fields> {
  applyGradients: (this: Fields & IterationCounter, gradients: Gradients) => void;
}

interface IterationCounter {
  incrementIterations(): void;
}

interface Update {
  readonly name: string;
  readonly value: Variable;
  readonly gradient: Tensor | undefined;
}

/**
 * Lets an optimiser of tf.train update each float32 variable on the wasm backend by one kernel. State, its names,
 * iterations and saving stay tfjs's own; other backends and dtypes keep the published update.
 *
 * @returns A function that puts the published update back.
 */
export function registerFusedOptimizer<Fields extends object>(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
  optimizerPrototype: object,
  families: readonly OptimizerFamily<Fields>[],
): () => void {
  for (const { functionName } of families) {
    registry.registerRaw(kernelNameOf(functionName), ({ inputs, attrs }) =>
      runStep(native, functionName, Object.values(inputs) as TensorInfo[], attrs?.['numbers'] as number[]),
    );
  }
  const computed = families.map((family) => ({
    ...family,
    compute(optimizer: Fields, weights: readonly Tensor[][]) {
      const numbers = [...family.numbers(optimizer)];
      const kernelName = kernelNameOf(family.functionName);
      return weights.map((tensors) =>
        // A list is what tfjs's own concat passes, too.
        tf.engine().runKernel<Tensor[]>(kernelName, tensors as unknown as NamedTensorMap, { numbers }),
      );
    },
  }));
  return replaceUpdate(tf, 'wasm', optimizerPrototype, computed);
}

/** An optimiser with its arithmetic. */
export interface ComputedOptimizer<Fields> extends OptimizerState<Fields> {
  /**
   * One update of all weights that have a gradient.
   *
   * @param weights for each: the weight, its state and, last, the gradient
   * @returns for each: the new weight and state
   */
  compute(optimizer: Fields, weights: readonly Tensor[][]): Tensor[][];
}

/**
 * Lets an optimiser of tf.train update float32 variables on one backend, by its tfjs name, through the `compute` of the
 * family that accepts it.
 *
 * @returns A function that puts the published update back.
 */
export function replaceUpdate<Fields extends object>(
  tf: TensorFlowCore,
  backendName: string,
  optimizerPrototype: object,
  families: readonly ComputedOptimizer<Fields>[],
): () => void {
  const prototype = optimizerPrototype as OptimizerPrototype<Fields>;
  const published = prototype.applyGradients;
  prototype.applyGradients = function (gradients) {
    const family = families.find((each) => each.accepts?.(this) ?? true);
    const updates = listUpdates(tf, gradients);
    const isOurs =
      tf.getBackend() === backendName && updates?.every(({ value }) => value.dtype === 'float32');
    if (!family || !updates || !isOurs) {
      published.call(this, gradients);
      return;
    }
    tf.tidy(() => {
      applyUpdates<Fields>(tf, this, family, updates);
    });
    this.incrementIterations();
  };
  return () => {
    prototype.applyGradients = published;
  };
}

const kernelNameOf = (functionName: string) => `Training.${functionName}`;

/** Undefined when a variable was disposed: then tfjs has the error message. */
function listUpdates(tf: TensorFlowCore, gradients: Gradients): Update[] | undefined {
  const named: NamedGradient[] = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  const { registeredVariables } = tf.engine();
  const updates: Update[] = [];
  for (const { name, tensor } of named) {
    const value = registeredVariables[name];
    if (!value) return undefined;
    updates.push({ name, value, gradient: tensor ?? undefined });
  }
  return updates;
}

function applyUpdates<Fields>(
  tf: TensorFlowCore,
  optimizer: Fields,
  family: ComputedOptimizer<Fields>,
  updates: readonly Update[],
): void {
  const changing: Variable[][] = [];
  const weights: Tensor[][] = [];
  updates.forEach(({ name, value, gradient }, i) => {
    const state = family.state.map((kind) => {
      const initial = kind.initialValue?.(optimizer) ?? 0;
      const create = () => tf.tidy(() => tf.fill(value.shape, initial).variable(false));
      const list = kind.list(optimizer);
      return (list[i] ??= { originalName: `${name}/${kind.suffix}`, variable: create() }).variable;
    });
    if (!gradient) return;
    changing.push([value, ...state]);
    weights.push([value, ...state, gradient]);
  });
  family.compute(optimizer, weights).forEach((results, i) => {
    results.forEach((result, k) => changing[i]?.[k]?.assign(result));
  });
  family.finish?.(optimizer);
}

/** @param tensors Weights, state and, last, the gradient. The results: new weights and state. */
function runStep(
  native: NativeKernels,
  functionName: OptimizerFamily<never>['functionName'],
  tensors: readonly TensorInfo[],
  numbers: readonly number[],
): TensorInfo[] {
  const results = tensors.slice(0, -1).map(({ shape }) => native.createOutput(shape, 'float32'));
  const count = tensors[0]?.shape.reduce((product, length) => product * length, 1) ?? 0;
  const [from, to] = [tensors, results].map((list) => list.map((tensor) => native.addressOf(tensor)));
  native.module[functionName](...(from ?? []), ...(to ?? []), count, ...numbers);
  return results;
}
