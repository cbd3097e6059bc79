import type { RecurrentAttrs } from '../../../../fusion/recurrentKernel.ts';
import { attribute, elementType } from '../opAttribute.ts';
import type { Arena, Operand } from './arena.ts';
import { inInputOrder, inStepOrder, type LayerGradientInputs, type LayerInputs } from './layerInputs.ts';
import type { CellContext, ComposedCell } from './recurrentCell.ts';

const floats = attribute.type('T', elementType.float32);

interface Sizes {
  batch: number;
  time: number;
  inputs: number;
  units: number;
}

function sizesOf({ x, recurrentKernel }: Pick<LayerInputs, 'x' | 'recurrentKernel'>): Sizes {
  const [batch = 0, time = 0, inputs = 0] = x.shape;
  return { batch, time, inputs, units: recurrentKernel.shape[0] ?? 0 };
}

function contextOf(
  arena: Arena,
  cell: ComposedCell,
  { recurrentKernel }: Pick<LayerInputs, 'recurrentKernel'>,
  attrs: RecurrentAttrs,
): CellContext {
  const units = recurrentKernel.shape[0] ?? 0;
  return { arena, units, attrs, weights: cell.weights(arena, recurrentKernel, units) };
}

/**
 * A recurrent layer step by step: the input's part of all steps is one product, each step is a dozen operations.
 *
 * @returns output, of an LSTM cLast, and as reserve x [T*B, I] in the order of the steps, the states before each step, and
 * what the cell saved, each [T, B, ...].
 */
export function composedLayer(
  arena: Arena,
  cell: ComposedCell,
  inputs: LayerInputs,
  attrs: RecurrentAttrs,
): Operand[] {
  const { time, batch, inputs: width, units } = sizesOf(inputs);
  const context = contextOf(arena, cell, inputs, attrs);
  const x = arena.reshape(inStepOrder(arena, inputs.x, attrs), [time * batch, width]);
  const sums = arena.run('BiasAdd', [floats], [arena.matMul(x, inputs.kernel), inputs.bias]);
  const z = arena.unpack(arena.reshape(sums, [time, batch, cell.gateCount * units]), time);
  let states: Operand[] = [inputs.h0, inputs.c0].slice(0, cell.stateCount);
  const before = states.map((): Operand[] => []);
  const saved = Array.from({ length: cell.savedCount }, (): Operand[] => []);
  const hidden: Operand[] = [];
  for (const step of z) {
    states.forEach((state, i) => before[i]?.push(state));
    const next = cell.forward(context, step, states);
    next.saved.forEach((tensor, i) => saved[i]?.push(tensor));
    states = next.states;
    hidden.push(...states.slice(0, 1));
  }
  const output = attrs.returnSequences ? [arena.swapBatchAndTime(arena.pack(hidden))] : hidden.slice(-1);
  const results = [...output, ...states.slice(1)];
  if (!attrs.savesForGradient) return results;
  return [...results, x, ...[...before, ...saved].map((steps) => arena.pack(steps))];
}

/** The gradients of x, kernel, recurrentKernel, bias, h0 and, of an LSTM, c0. */
export function composedLayerGradient(
  arena: Arena,
  cell: ComposedCell,
  inputs: LayerGradientInputs,
  [x, ...reserve]: readonly Operand[],
  attrs: RecurrentAttrs,
): Operand[] {
  if (!x) throw new Error('The layer saved nothing for its gradient.');
  const { time, batch, inputs: width, units } = sizesOf(inputs);
  const context = contextOf(arena, cell, inputs, attrs);
  const before = reserve.slice(0, cell.stateCount);
  const saved = reserve.slice(cell.stateCount);
  const factors = cell.factors(context, saved, before).map((factor) => arena.unpack(factor, time));
  const dHidden = attrs.returnSequences
    ? arena.unpack(arena.swapBatchAndTime(inputs.dOutput), time)
    : undefined;
  const zeros = () => arena.run('ZerosLike', [floats], [inputs.h0]);
  let dStates = [dHidden ? zeros() : inputs.dOutput, inputs.dCLast ?? zeros()].slice(0, cell.stateCount);
  const dz: Operand[] = [];
  for (let step = time - 1; step >= 0; step--) {
    const dOutput = dHidden?.[step];
    const [dh, ...others] = dStates;
    if (dh && dOutput) dStates = [arena.add(dh, dOutput), ...others];
    const ofStep = factors.flatMap((list) => list.slice(step, step + 1));
    const gradient = cell.backward(context, ofStep, dStates);
    dz.unshift(gradient.dz);
    dStates = gradient.dStates;
  }
  const flatten = (steps: Operand) => arena.reshape(steps, [time * batch, steps.shape[2] ?? 0]);
  const flatDz = flatten(arena.pack(dz));
  const [h, ...flatSaved] = [...before.slice(0, 1), ...saved].map(flatten);
  if (!h) throw new Error('The layer saved no states.');
  const dx = arena.reshape(arena.matMul(flatDz, inputs.kernel, false, true), [time, batch, width]);
  return [
    inInputOrder(arena, dx, attrs),
    arena.matMul(x, flatDz, true),
    cell.recurrentGradient({ ...context, units }, flatDz, h, flatSaved),
    arena.run('BiasAddGrad', [floats], [flatDz]),
    ...dStates,
  ];
}
