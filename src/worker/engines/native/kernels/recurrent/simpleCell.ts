import { operands, type ComposedCell } from './recurrentCell.ts';

/** Saves the state after the step. */
export const simpleCell: ComposedCell = {
  gateCount: 1,
  stateCount: 1,
  savedCount: 1,
  weights: (_arena, recurrentKernel) => [recurrentKernel],
  forward({ arena, weights, attrs }, z, states) {
    const sum = arena.add(z, arena.matMul(operands(states)[0], operands(weights)[0]));
    const h = arena.activate(sum, attrs.activation);
    return { states: [h], saved: [h] };
  },
  factors: ({ arena, attrs }, saved) => [arena.derivative(operands(saved)[0], attrs.activation)],
  backward({ arena, weights }, factors, dStates) {
    const dz = arena.multiply(operands(dStates)[0], operands(factors)[0]);
    return { dz, dStates: [arena.matMul(dz, operands(weights)[0], false, true)] };
  },
  recurrentGradient: ({ arena }, dz, h) => arena.matMul(h, dz, true),
};
