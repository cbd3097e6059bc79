import { operands, type ComposedCell } from './recurrentCell.ts';

/** Gates z, r and candidate g. Saves z and r side by side [B, 2U], g [B, U] and r h [B, U]. */
export const gruCell: ComposedCell = {
  gateCount: 3,
  stateCount: 1,
  savedCount: 3,
  weights: (arena, recurrentKernel, units) => [
    arena.columns(recurrentKernel, 0, 2 * units),
    arena.columns(recurrentKernel, 2 * units, units),
  ],
  forward({ arena, units, weights, attrs }, x, states) {
    const [h] = operands(states);
    const [gateMatrix, candidateMatrix] = operands(weights);
    const gateSum = arena.add(arena.columns(x, 0, 2 * units), arena.matMul(h, gateMatrix));
    const gates = arena.activate(gateSum, attrs.recurrentActivation);
    const [z, r] = operands(arena.split(gates, 2));
    const reset = arena.multiply(r, h);
    const sum = arena.add(arena.columns(x, 2 * units, units), arena.matMul(reset, candidateMatrix));
    const g = arena.activate(sum, attrs.activation);
    return {
      states: [arena.add(g, arena.multiply(z, arena.subtract(h, g)))],
      saved: [gates, g, reset],
    };
  },
  factors({ arena, attrs }, saved, before) {
    const [gates, g] = operands(saved);
    const [h] = operands(before);
    const [z, r] = operands(arena.split(gates, 2));
    const slope = arena.derivative(g, attrs.activation);
    const dhToSum = arena.subtract(slope, arena.multiply(z, slope));
    const slopes = arena.derivative(gates, attrs.recurrentActivation);
    return [arena.subtract(h, g), dhToSum, z, h, r, slopes];
  },
  backward({ arena, weights }, factors, dStates) {
    const [difference, dhToSum, z, h, r, slopes] = operands(factors);
    const [gateMatrix, candidateMatrix] = operands(weights);
    const [dh] = operands(dStates);
    const dSum = arena.multiply(dh, dhToSum);
    const dReset = arena.matMul(dSum, candidateMatrix, false, true);
    const both = arena.concat([arena.multiply(dh, difference), arena.multiply(dReset, h)], 1);
    const dGates = arena.multiply(both, slopes);
    const direct = arena.add(arena.multiply(dh, z), arena.multiply(dReset, r));
    return {
      dz: arena.concat([dGates, dSum], 1),
      dStates: [arena.add(direct, arena.matMul(dGates, gateMatrix, false, true))],
    };
  },
  recurrentGradient({ arena, units }, dz, h, saved) {
    const [, , reset] = operands(saved);
    const ofGates = arena.matMul(h, arena.columns(dz, 0, 2 * units), true);
    const ofCandidate = arena.matMul(reset, arena.columns(dz, 2 * units, units), true);
    return arena.concat([ofGates, ofCandidate], 1);
  },
};
