import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentAttrs } from '../../../fusion/recurrentKernel.ts';
import type { KernelRegistry } from '../../../kernels/kernelRegistry.ts';
import { attribute, elementType } from './opAttribute.ts';
import type { RawTensor, TensorFlowOps } from './tensorFlowOps.ts';

type ForwardInputs = Readonly<Record<'x' | 'kernel' | 'recurrentKernel' | 'bias' | 'h0' | 'c0', TensorInfo>>;

interface BackwardInputs extends Omit<ForwardInputs, 'bias'> {
  readonly dOutput: TensorInfo;
  /** Absent where nothing depends on the last cell state. */
  readonly dCLast?: TensorInfo;
  readonly [reserve: `reserve${number}`]: TensorInfo;
}

const floats = attribute.type('T', elementType.float32);
const noPeephole = attribute.bool('use_peephole', false);

/** i, cs, f, o, ci, co, h of every step, each [T, B, U]. */
const STEP_OUTPUTS = 7;

/**
 * Registers FusedLstm and FusedLstmGrad (src/worker/fusion/recurrentKernel.ts) through TensorFlow's BlockLSTMV2, whose
 * gates are in Keras' order i, f, c, o. It computes tanh with sigmoid gates, time-major, from one matrix of all weights.
 *
 * Reserve: x [T, B, I] in the order of the steps, all weights [I + U, 4U], the bias, and the outputs of BlockLSTMV2.
 */
export function registerLstm(registry: KernelRegistry, ops: TensorFlowOps): void {
  registry.registerRaw('FusedLstm', ({ inputs, attrs }) =>
    forward(ops, inputs as ForwardInputs, attrs as unknown as RecurrentAttrs),
  );
  registry.registerRaw('FusedLstmGrad', ({ inputs, attrs }) =>
    backward(ops, inputs as unknown as BackwardInputs, attrs as unknown as RecurrentAttrs),
  );
}

function forward(ops: TensorFlowOps, inputs: ForwardInputs, attrs: RecurrentAttrs): TensorInfo[] {
  const { x, kernel, recurrentKernel, bias, h0, c0 } = inputs;
  const [time = 0, units = 0] = [x.shape[1], recurrentKernel.shape[0]];
  const steps = stepsOf(ops, x, attrs);
  const weights = ops.run(
    'ConcatV2',
    [floats, attribute.int('N', 2), attribute.type('Tidx', elementType.int32)],
    [kernel, recurrentKernel, ops.ints(0)],
  );
  const peephole = ops.zeros(units);
  const outputs = ops.execute(
    'BlockLSTMV2',
    [floats, noPeephole, attribute.float('cell_clip', 0)],
    [ops.long(time), steps, c0, h0, weights, peephole, peephole, peephole, bias],
    STEP_OUTPUTS,
  );
  const cells = nth(outputs, 1);
  const hidden = nth(outputs, 6);
  const output = attrs.returnSequences ? swapBatchAndTime(ops, hidden) : lastStep(ops, hidden, time);
  const results = [ops.take(output), ops.take(lastStep(ops, cells, time))];
  if (!attrs.savesForGradient) {
    ops.free(steps, weights, ...outputs);
    return results;
  }
  return [
    ...results,
    ops.take(steps),
    ops.take(weights),
    ops.share(bias),
    ...outputs.map((raw) => ops.take(raw)),
  ];
}

function backward(ops: TensorFlowOps, inputs: BackwardInputs, attrs: RecurrentAttrs): TensorInfo[] {
  const { x, kernel, recurrentKernel, h0, c0, dOutput, dCLast } = inputs;
  const [time = 0, width = 0, units = 0] = [x.shape[1], x.shape[2], recurrentKernel.shape[0]];
  const { reserve0: steps, reserve1: weights, reserve2: bias } = inputs;
  const outputs = Array.from({ length: STEP_OUTPUTS }, (_, i) => inputs[`reserve${3 + i}`]);
  const dHidden = attrs.returnSequences ? swapBatchAndTime(ops, dOutput) : atLastStep(ops, dOutput, time);
  const noCellGradient = dCLast ? undefined : ops.run('ZerosLike', [floats], [c0]);
  const dCells = atLastStep(ops, dCLast ?? (noCellGradient as RawTensor), time);
  const peephole = ops.zeros(units);
  const gradients = ops.execute(
    'BlockLSTMGradV2',
    [floats, noPeephole],
    [
      ...[ops.long(time), steps, c0, h0, weights, peephole, peephole, peephole, bias],
      ...[...outputs, dCells, dHidden],
    ] as (TensorInfo | RawTensor)[],
    8,
  );
  const [dC0, dH0, dWeights] = [1, 2, 3].map((i) => nth(gradients, i)) as [RawTensor, RawTensor, RawTensor];
  const results = [
    inputOrder(ops, nth(gradients, 0), attrs),
    rows(ops, dWeights, 0, kernel.shape),
    rows(ops, dWeights, width, recurrentKernel.shape),
    nth(gradients, 7),
    dH0,
    dC0,
  ];
  // What was turned into something else, and the gradients of peepholes that are not there.
  ops.free(dHidden, dCells, dWeights, ...[0, 4, 5, 6].map((i) => nth(gradients, i)));
  if (noCellGradient) ops.free(noCellGradient);
  return results.map((raw) => ops.take(raw));
}

function nth(raws: readonly RawTensor[], index: number): RawTensor {
  const raw = raws[index];
  if (!raw) throw new Error(`TensorFlow returned ${raws.length} tensors.`);
  return raw;
}

/** [B, T, ...] to [T, B, ...], or back. */
function swapBatchAndTime(ops: TensorFlowOps, tensor: TensorInfo | RawTensor): RawTensor {
  return ops.run(
    'Transpose',
    [floats, attribute.type('Tperm', elementType.int32)],
    [tensor, ops.ints([1, 0, 2])],
  );
}

/** [B, T, I] to [T, B, I], the steps in the order in which they are taken. */
function stepsOf(ops: TensorFlowOps, x: TensorInfo, { goBackwards }: RecurrentAttrs): RawTensor {
  const steps = swapBatchAndTime(ops, x);
  return goBackwards ? turnRound(ops, steps) : steps;
}

/** The way back: [T, B, I] in the order of the steps to [B, T, I]. `steps` stays the caller's. */
function inputOrder(ops: TensorFlowOps, steps: RawTensor, { goBackwards }: RecurrentAttrs): RawTensor {
  if (!goBackwards) return swapBatchAndTime(ops, steps);
  const swapped = swapBatchAndTime(ops, steps);
  return turnRound(ops, swapped, 1);
}

/** Reverses the steps, and frees what it was given. */
function turnRound(ops: TensorFlowOps, steps: RawTensor, axis = 0): RawTensor {
  const turned = ops.run(
    'ReverseV2',
    [floats, attribute.type('Tidx', elementType.int32)],
    [steps, ops.ints([axis])],
  );
  ops.free(steps);
  return turned;
}

/** [T, B, U] to the last [B, U]. */
function lastStep(ops: TensorFlowOps, steps: RawTensor, time: number): RawTensor {
  return ops.run(
    'StridedSlice',
    [floats, attribute.type('Index', elementType.int32), attribute.int('shrink_axis_mask', 1)],
    [steps, ops.ints([time - 1]), ops.ints([time]), ops.ints([1])],
  );
}

/** [B, U] to [T, B, U], zeros but for the last step. */
function atLastStep(ops: TensorFlowOps, gradient: TensorInfo | RawTensor, time: number): RawTensor {
  const oneStep = ops.run(
    'ExpandDims',
    [floats, attribute.type('Tdim', elementType.int32)],
    [gradient, ops.ints(0)],
  );
  const padded = ops.run(
    'Pad',
    [floats, attribute.type('Tpaddings', elementType.int32)],
    [oneStep, ops.intMatrix([time - 1, 0, 0, 0, 0, 0], 2)],
  );
  ops.free(oneStep);
  return padded;
}

/** Rows of a matrix, as many as `shape` says. */
function rows(ops: TensorFlowOps, matrix: RawTensor, from: number, shape: readonly number[]): RawTensor {
  return ops.run(
    'Slice',
    [floats, attribute.type('Index', elementType.int32)],
    [matrix, ops.ints([from, 0]), ops.ints(shape)],
  );
}
