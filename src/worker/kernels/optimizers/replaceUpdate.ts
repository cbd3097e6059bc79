import type { NamedTensorMap, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from '../tensorFlowCore.ts';

/** A variable of an optimiser's state, as tfjs lists it: one for each weight, under the name it is saved by. */
export interface StateEntry {
  readonly originalName: string;
  readonly variable: Variable;
}

/** State of one kind, by position of the weight; tfjs fills it at the first update. */
export type StateList = (StateEntry | undefined)[];

export interface StateKind<Fields> {
  list(optimizer: Fields): StateList;
  /** What tfjs appends to the weight's name. */
  readonly suffix: string;
  /** The value every element starts with; 0 unless given. */
  initialValue?(optimizer: Fields): number;
}

/** What an optimiser keeps and how its update is computed. Fields are the private ones of tfjs's optimiser (4.22). */
export interface UpdateRule<Fields> {
  readonly state: readonly StateKind<Fields>[];
  /** Whether this rule describes the optimiser as it is configured. */
  accepts?(optimizer: Fields): boolean;
  /**
   * New weight and state of each weight, in the order given.
   *
   * @param updates For each weight: the weight, its state in the order of `state`, its gradient; all of one shape.
   */
  compute(optimizer: Fields, updates: readonly (readonly Tensor[])[]): Tensor[][];
  /** Called when all weights are updated. */
  finish?(optimizer: Fields): void;
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
 * Lets an optimiser of tf.train compute its updates of float32 variables on one backend by the first rule that accepts
 * it. State, its names, iterations and saving stay tfjs's own; other backends and dtypes keep the published update.
 *
 * @returns A function that puts the published update back.
 */
export function replaceUpdate<Fields extends object>(
  tf: TensorFlowCore,
  backendName: string,
  optimizerPrototype: object,
  rules: readonly UpdateRule<Fields>[],
): () => void {
  const prototype = optimizerPrototype as OptimizerPrototype<Fields>;
  const published = prototype.applyGradients;
  prototype.applyGradients = function (gradients) {
    const rule = rules.find((each) => each.accepts?.(this) ?? true);
    const updates = listUpdates(tf, gradients);
    const isOurs =
      tf.getBackend() === backendName && updates?.every(({ value }) => value.dtype === 'float32');
    if (!rule || !updates || !isOurs) {
      published.call(this, gradients);
      return;
    }
    tf.tidy(() => {
      applyUpdates(tf, this, rule, updates);
    });
    this.incrementIterations();
  };
  return () => {
    prototype.applyGradients = published;
  };
}

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
  rule: UpdateRule<Fields>,
  updates: readonly Update[],
): void {
  const variables: Variable[][] = [];
  const given: Tensor[][] = [];
  updates.forEach(({ name, value, gradient }, i) => {
    const state = rule.state.map((kind) => {
      const initial = kind.initialValue?.(optimizer) ?? 0;
      const create = () => tf.tidy(() => tf.fill(value.shape, initial).variable(false));
      const list = kind.list(optimizer);
      return (list[i] ??= { originalName: `${name}/${kind.suffix}`, variable: create() }).variable;
    });
    if (!gradient) return;
    variables.push([value, ...state]);
    given.push([value, ...state, gradient]);
  });
  rule.compute(optimizer, given).forEach((results, i) => {
    results.forEach((result, k) => variables[i]?.[k]?.assign(result));
  });
  rule.finish?.(optimizer);
}
