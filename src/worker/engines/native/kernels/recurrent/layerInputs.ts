import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentAttrs } from '../../../../fusion/recurrentKernel.ts';
import { attribute, elementType } from '../opAttribute.ts';
import type { TensorFlowOps } from '../tensorFlowOps.ts';
import type { Arena, Operand } from './arena.ts';

/** As src/worker/fusion/recurrentKernel.ts lists them; c0 of an LSTM only. */
export type LayerInputs = Readonly<
  Record<'x' | 'kernel' | 'recurrentKernel' | 'bias' | 'h0' | 'c0', TensorInfo>
>;

export interface LayerGradientInputs extends Omit<LayerInputs, 'bias'> {
  readonly dOutput: TensorInfo;
  /** Absent where nothing depends on the last cell state. */
  readonly dCLast?: TensorInfo;
}

/** [B, T, I] to [T, B, I], the steps in the order in which they are taken. */
export function inStepOrder(arena: Arena, x: Operand, { goBackwards }: RecurrentAttrs): Operand {
  const steps = arena.swapBatchAndTime(x);
  return goBackwards ? arena.reverse(steps, 0) : steps;
}

/** The way back. */
export function inInputOrder(arena: Arena, steps: Operand, { goBackwards }: RecurrentAttrs): Operand {
  const swapped = arena.swapBatchAndTime(steps);
  return goBackwards ? arena.reverse(swapped, 1) : swapped;
}

/** [T, B, U] to the last [B, U]. */
export function lastStep(ops: TensorFlowOps, arena: Arena, steps: Operand, time: number): Operand {
  return arena.run(
    'StridedSlice',
    [
      attribute.type('T', elementType.float32),
      attribute.type('Index', elementType.int32),
      attribute.int('shrink_axis_mask', 1),
    ],
    [steps, ops.ints([time - 1]), ops.ints([time]), ops.ints([1])],
  );
}
