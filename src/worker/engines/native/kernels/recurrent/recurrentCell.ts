import type { RecurrentAttrs } from '../../../../fusion/recurrentKernel.ts';
import type { Arena, Operand } from './arena.ts';

/** Of one layer: U units, its configuration, and the matrices of the states as the cell's `weights` cuts them. */
export interface CellContext {
  readonly arena: Arena;
  readonly units: number;
  readonly weights: readonly Operand[];
  readonly attrs: RecurrentAttrs;
}

export interface CellStep {
  /** h, and c of an LSTM, after the step; each [B, U]. */
  readonly states: Operand[];
  /** What the backward pass needs of this step, each [B, ...]; always the same number. */
  readonly saved: Operand[];
}

export interface CellGradient {
  /** Gradient of the input's part before activation [B, G*U]. */
  readonly dz: Operand;
  /** Gradients of the states before the step. */
  readonly dStates: Operand[];
}

/** One kind of cell in terms of TensorFlow operations (src/worker/fusion/recurrentKernel.ts has the equations). */
export interface ComposedCell {
  readonly gateCount: number;
  readonly stateCount: number;
  readonly savedCount: number;
  /** Cuts the matrix of the states [U, G*U]. */
  weights(arena: Arena, recurrentKernel: Operand, units: number): Operand[];
  /** @param z x K + b of this step [B, G*U] */
  forward(context: CellContext, z: Operand, states: readonly Operand[]): CellStep;
  /**
   * Everything about the backward pass that needs no recurrence, for all steps at once.
   *
   * @param saved what the steps saved, each packed to [T, B, ...]
   * @param before the states before each step, each [T, B, U]
   * @returns factors, each [T, B, ...]
   */
  factors(context: CellContext, saved: readonly Operand[], before: readonly Operand[]): Operand[];
  /** @param factors those of this step, each [B, ...] */
  backward(context: CellContext, factors: readonly Operand[], dStates: readonly Operand[]): CellGradient;
  /**
   * The gradient of the matrix of the states.
   *
   * @param dz of all steps [T*B, G*U]
   * @param h before each step [T*B, U]
   * @param saved each [T*B, ...]
   */
  recurrentGradient(context: CellContext, dz: Operand, h: Operand, saved: readonly Operand[]): Operand;
}

type Several = [Operand, Operand, Operand, Operand, Operand, Operand, Operand];

/** A list to be taken apart; the lists of cells have the lengths that their makers document. */
export function operands(list: readonly Operand[]): Several {
  return list as unknown as Several;
}
