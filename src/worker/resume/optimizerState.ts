import type { Optimizer, Tensor, Variable } from '@tensorflow/tfjs';
import type { OptimizerState, PlainField, StateTensor } from '../../protocol/checkpoint.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { isPlain, plainFieldsOf } from './plainFields.ts';
import { isTensor, readTensor, tensorOf } from './stateTensors.ts';

interface Slot {
  originalName: string;
  variable: Variable;
}

type Fields = Record<string, unknown>;

/**
 * Everything an optimizer of tf.train (4.22) carries from one update to the next, read from its own fields: learning rate, step
 * count, moments, and the running powers of Adam's betas. tfjs's own getWeights() lacks some of them, and setWeights()
 * recomputes the powers, which rounds differently.
 */
export async function readOptimizer(optimizer: Optimizer): Promise<OptimizerState> {
  const fields = Object.entries(optimizer as unknown as Fields);
  const tensors: Promise<[string, StateTensor]>[] = [];
  const lists: Promise<[string, OptimizerState['lists'][string]]>[] = [];
  for (const [key, value] of fields) {
    if (isTensor(value)) tensors.push(readTensor(value).then((tensor) => [key, tensor]));
    if (Array.isArray(value)) lists.push(readSlots(value).then((slots) => [key, slots]));
  }
  return {
    name: optimizer.getClassName(),
    plain: plainFieldsOf(optimizer),
    tensors: Object.fromEntries(await Promise.all(tensors)),
    lists: Object.fromEntries(await Promise.all(lists)),
  };
}

/** Lists may have holes: a slot is made when its variable first has a gradient. */
function readSlots(list: readonly unknown[]): Promise<OptimizerState['lists'][string]> {
  const slots = Array.from(list, (slot) => slot as Slot | undefined);
  return Promise.all(
    slots.map(async (slot) =>
      slot ? { name: slot.originalName, tensor: await readTensor(slot.variable) } : null,
    ),
  );
}

/** Puts back what `readOptimizer` read. The optimizer must be of the same class. */
export function restoreOptimizer(tf: TensorFlow, optimizer: Optimizer, state: OptimizerState): void {
  const fields = optimizer as unknown as Fields;
  for (const [key, value] of Object.entries(state.plain)) if (isPlain(fields[key])) fields[key] = value;
  for (const [key, tensor] of Object.entries(state.tensors)) {
    fields[key] = replaced(tf, fields[key], tensor);
  }
  for (const [key, slots] of Object.entries(state.lists)) {
    const before = Array.isArray(fields[key]) ? (fields[key] as (Slot | undefined)[]) : [];
    for (const slot of before) slot?.variable.dispose();
    // A hole stays a hole: tfjs fills it when its turn comes.
    fields[key] = slots.map(
      (slot) => slot && { originalName: slot.name, variable: newVariable(tf, slot.tensor) },
    );
  }
}

/** A variable keeps its identity, since others may hold it; a plain tensor is replaced by another. */
function replaced(tf: TensorFlow, before: unknown, state: StateTensor): unknown {
  if (isVariable(before)) {
    const { dtype, shape } = before;
    if (dtype === state.dtype && shape.join() === state.shape.join()) {
      tf.tidy(() => before.assign(tensorOf(tf, state)));
      return before;
    }
  }
  if (isTensor(before)) before.dispose();
  return tf.keep(tensorOf(tf, state));
}

function newVariable(tf: TensorFlow, state: StateTensor): Variable {
  return tf.tidy(() => tensorOf(tf, state).variable(false));
}

function isVariable(value: unknown): value is Variable {
  return isTensor(value) && 'assign' in (value as Tensor & { assign?: unknown });
}

/** Sets the rate that the next update uses. SGD and Momentum compute with a tensor of it, which only their setter renews. */
export function setLearningRate(optimizer: Optimizer, rate: number): void {
  const adjustable = optimizer as unknown as {
    learningRate: PlainField;
    setLearningRate?(rate: number): void;
  };
  adjustable.learningRate = rate;
  adjustable.setLearningRate?.(rate);
}

/** Absent for an optimizer without one. */
export function learningRateOf(optimizer: Optimizer): number | undefined {
  const { learningRate } = optimizer as unknown as { learningRate?: unknown };
  return typeof learningRate === 'number' ? learningRate : undefined;
}
