import { operands, type ComposedCell } from './recurrentCell.ts';

/** Gates i, f, g, o. Saves all four side by side [B, 4U], and act(c) [B, U]. */
export const lstmCell: ComposedCell = {
  gateCount: 4,
  stateCount: 2,
  savedCount: 2,
  weights: (_arena, recurrentKernel) => [recurrentKernel],
  forward({ arena, units, weights, attrs }, z, states) {
    const [h, c] = operands(states);
    const sum = arena.add(z, arena.matMul(h, operands(weights)[0]));
    // All columns at once and g once more: fewer operations than one for each gate.
    const [i, f, , o] = operands(arena.split(arena.activate(sum, attrs.recurrentActivation), 4));
    const g = arena.activate(arena.columns(sum, 2 * units, units), attrs.activation);
    const newC = arena.add(arena.multiply(f, c), arena.multiply(i, g));
    const activeC = arena.activate(newC, attrs.activation);
    return { states: [arena.multiply(o, activeC), newC], saved: [arena.concat([i, f, g, o], 1), activeC] };
  },
  factors({ arena, attrs }, saved, before) {
    const [gates, activeC] = operands(saved);
    const [, c] = operands(before);
    const [i, f, g, o] = operands(arena.split(gates, 4));
    const slopes = arena.split(arena.derivative(gates, attrs.recurrentActivation), 4);
    slopes[2] = arena.derivative(g, attrs.activation);
    const dhToDc = arena.multiply(o, arena.derivative(activeC, attrs.activation));
    return [g, c, i, activeC, dhToDc, f, arena.concat(slopes, 2)];
  },
  backward({ arena, weights }, factors, dStates) {
    const [g, c, i, activeC, dhToDc, f, slopes] = operands(factors);
    const [dh, dcNext] = operands(dStates);
    const dc = arena.add(dcNext, arena.multiply(dh, dhToDc));
    const dGates = [g, c, i].map((factor) => arena.multiply(dc, factor));
    dGates.push(arena.multiply(dh, activeC));
    const dz = arena.multiply(arena.concat(dGates, 1), slopes);
    return {
      dz,
      dStates: [arena.matMul(dz, operands(weights)[0], false, true), arena.multiply(dc, f)],
    };
  },
  recurrentGradient: ({ arena }, dz, h) => arena.matMul(h, dz, true),
};
