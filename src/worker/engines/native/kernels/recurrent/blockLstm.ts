import type { RecurrentAttrs } from '../../../../fusion/recurrentKernel.ts';
import { attribute, elementType } from '../opAttribute.ts';
import type { TensorFlowOps } from '../tensorFlowOps.ts';
import type { Arena, Operand } from './arena.ts';
import {
  inInputOrder,
  inStepOrder,
  lastStep,
  type LayerGradientInputs,
  type LayerInputs,
} from './layerInputs.ts';

const floats = attribute.type('T', elementType.float32);
const noPeephole = attribute.bool('use_peephole', false);

/** i, cs, f, o, ci, co, h of every step, each [T, B, U]. */
const STEP_OUTPUTS = 7;

/** Whether TensorFlow's BlockLSTMV2 computes this layer. Its gates are in Keras' order i, f, c, o. */
export function isBlockLstm({ activation, recurrentActivation }: RecurrentAttrs): boolean {
  return activation === 'tanh' && recurrentActivation === 'sigmoid';
}

/**
 * FusedLstm (src/worker/fusion/recurrentKernel.ts) by BlockLSTMV2, which is time-major and has one matrix of all weights.
 *
 * @returns output, cLast, and as reserve x [T, B, I] in the order of the steps, all weights [I + U, 4U], the bias, and the
 * outputs of BlockLSTMV2.
 */
export function blockLstm(
  ops: TensorFlowOps,
  arena: Arena,
  { x, kernel, recurrentKernel, bias, h0, c0 }: LayerInputs,
  attrs: RecurrentAttrs,
): Operand[] {
  const [time = 0, units = 0] = [x.shape[1], recurrentKernel.shape[0]];
  const steps = inStepOrder(arena, x, attrs);
  const weights = arena.concat([kernel, recurrentKernel], 0);
  const peephole = ops.zeros(units);
  const outputs = arena.runMany(
    'BlockLSTMV2',
    [floats, noPeephole, attribute.float('cell_clip', 0)],
    [ops.long(time), steps, c0, h0, weights, peephole, peephole, peephole, bias],
    STEP_OUTPUTS,
  );
  const [, cells, , , , , hidden] = outputs as [
    Operand,
    Operand,
    Operand,
    Operand,
    Operand,
    Operand,
    Operand,
  ];
  const output = attrs.returnSequences ? arena.swapBatchAndTime(hidden) : lastStep(ops, arena, hidden, time);
  const reserve = attrs.savesForGradient ? [steps, weights, ops.share(bias), ...outputs] : [];
  return [output, lastStep(ops, arena, cells, time), ...reserve];
}

/** FusedLstmGrad by BlockLSTMGradV2. */
export function blockLstmGradient(
  ops: TensorFlowOps,
  arena: Arena,
  { x, kernel, recurrentKernel, h0, c0, dOutput, dCLast }: LayerGradientInputs,
  reserve: readonly Operand[],
  attrs: RecurrentAttrs,
): Operand[] {
  const [time = 0, width = 0, units = 0] = [x.shape[1], x.shape[2], recurrentKernel.shape[0]];
  const [steps, weights, bias, ...outputs] = reserve as [Operand, Operand, Operand, ...Operand[]];
  const dHidden = attrs.returnSequences
    ? arena.swapBatchAndTime(dOutput)
    : atLastStep(ops, arena, dOutput, time);
  const dCells = atLastStep(ops, arena, dCLast ?? arena.run('ZerosLike', [floats], [c0]), time);
  const peephole = ops.zeros(units);
  const gradients = arena.runMany(
    'BlockLSTMGradV2',
    [floats, noPeephole],
    [
      ...[ops.long(time), steps, c0, h0, weights, peephole, peephole, peephole, bias],
      ...[...outputs, dCells, dHidden],
    ],
    8,
  );
  const [dSteps, dC0, dH0, dWeights, , , , dBias] = gradients as [
    ...[Operand, Operand, Operand, Operand],
    ...[Operand, Operand, Operand, Operand],
  ];
  const rows = (from: number, shape: readonly number[]) =>
    arena.run(
      'Slice',
      [floats, attribute.type('Index', elementType.int32)],
      [dWeights, ops.ints([from, 0]), ops.ints(shape)],
    );
  return [
    inInputOrder(arena, dSteps, attrs),
    rows(0, kernel.shape),
    rows(width, recurrentKernel.shape),
    dBias,
    dH0,
    dC0,
  ];
}

/** [B, U] to [T, B, U], zeros but for the last step. */
function atLastStep(ops: TensorFlowOps, arena: Arena, gradient: Operand, time: number): Operand {
  return arena.run(
    'Pad',
    [floats, attribute.type('Tpaddings', elementType.int32)],
    [arena.pack([gradient]), ops.intMatrix([time - 1, 0, 0, 0, 0, 0], 2)],
  );
}
