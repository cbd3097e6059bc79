import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GateActivation } from '../../../../fusion/recurrentKernel.ts';
import type { OpAttribute } from '../../loadAddon.ts';
import { attribute, elementType } from '../opAttribute.ts';
import type { RawTensor, TensorFlowOps } from '../tensorFlowOps.ts';

export type Operand = TensorInfo | RawTensor;

const floats = attribute.type('T', elementType.float32);
const index = (name: string) => attribute.type(name, elementType.int32);

export function isRaw(tensor: Operand): tensor is RawTensor {
  return !('dataId' in tensor);
}

/** TensorFlow's operation for each activation; hardSigmoid and linear are none. */
const ACTIVATIONS: Partial<Record<GateActivation, string>> = {
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  relu: 'Relu',
};

/**
 * float32 arithmetic of one kernel. What it makes is freed by `freeAllBut`: a recurrent layer makes a dozen tensors a step.
 */
export interface Arena {
  run(name: string, attributes: readonly OpAttribute[], inputs: readonly Operand[]): RawTensor;
  /** An operation with several outputs. */
  runMany(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Operand[],
    count: number,
  ): RawTensor[];
  add(a: Operand, b: Operand): RawTensor;
  subtract(a: Operand, b: Operand): RawTensor;
  multiply(a: Operand, b: Operand): RawTensor;
  matMul(a: Operand, b: Operand, transposeA?: boolean, transposeB?: boolean): RawTensor;
  /** The same elements in another shape. */
  reshape(x: Operand, shape: readonly number[]): RawTensor;
  concat(parts: readonly Operand[], axis: number): RawTensor;
  /** Columns of a matrix. */
  columns(matrix: Operand, from: number, count: number): RawTensor;
  /** Equal parts along the last axis. */
  split(x: Operand, parts: number): RawTensor[];
  /** [B, T, ...] to [T, B, ...], or back. */
  swapBatchAndTime(x: Operand): RawTensor;
  /** The other way round along an axis. */
  reverse(x: Operand, axis: number): RawTensor;
  /** T tensors of one step to [T, ...], and back. */
  pack(steps: readonly Operand[]): RawTensor;
  unpack(x: Operand, count: number): RawTensor[];
  activate(x: Operand, activation: GateActivation): Operand;
  /** f'(x), from y = f(x). */
  derivative(y: Operand, activation: GateActivation): RawTensor;
  /** Frees everything made so far, but for these. */
  freeAllBut(kept: readonly Operand[]): void;
}

export function createArena(ops: TensorFlowOps): Arena {
  const made = new Map<number, RawTensor>();
  function runMany(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Operand[],
    count: number,
  ): RawTensor[] {
    const outputs = ops.execute(name, attributes, inputs, count);
    for (const output of outputs) made.set(output.id, output);
    return outputs;
  }
  const run: Arena['run'] = (name, attributes, inputs) => {
    const [output] = runMany(name, attributes, inputs, 1);
    if (!output) throw new Error(`${name} has no output.`);
    return output;
  };
  const elementwise: Elementwise = (name, ...inputs) => run(name, [floats], inputs);

  return {
    run,
    runMany,
    add: (a, b) => elementwise('AddV2', a, b),
    subtract: (a, b) => elementwise('Sub', a, b),
    multiply: (a, b) => elementwise('Mul', a, b),
    matMul: (a, b, transposeA = false, transposeB = false) =>
      run(
        'MatMul',
        [floats, attribute.bool('transpose_a', transposeA), attribute.bool('transpose_b', transposeB)],
        [a, b],
      ),
    reshape: (x, shape) => run('Reshape', [floats, index('Tshape')], [x, ops.ints(shape)]),
    concat: (parts, axis) =>
      run('ConcatV2', [floats, index('Tidx'), attribute.int('N', parts.length)], [...parts, ops.ints(axis)]),
    columns: (matrix, from, count) =>
      run('Slice', [floats, index('Index')], [matrix, ops.ints([0, from]), ops.ints([-1, count])]),
    split: (x, parts) =>
      runMany('Split', [floats, attribute.int('num_split', parts)], [ops.ints(-1), x], parts),
    swapBatchAndTime: (x) => run('Transpose', [floats, index('Tperm')], [x, ops.ints([1, 0, 2])]),
    reverse: (x, axis) => run('ReverseV2', [floats, index('Tidx')], [x, ops.ints([axis])]),
    pack: (steps) => run('Pack', [floats, attribute.int('axis', 0), attribute.int('N', steps.length)], steps),
    unpack: (x, count) =>
      runMany('Unpack', [floats, attribute.int('axis', 0), attribute.int('num', count)], [x], count),
    activate: (x, activation) => activate(ops, elementwise, x, activation),
    derivative: (y, activation) => derivative(ops, elementwise, y, activation),
    freeAllBut(kept) {
      // Tensors of tfjs have ids of their own.
      for (const tensor of kept) if (isRaw(tensor)) made.delete(tensor.id);
      ops.free(...made.values());
      made.clear();
    },
  };
}

type Elementwise = (name: string, ...inputs: Operand[]) => RawTensor;

function activate(
  ops: TensorFlowOps,
  elementwise: Elementwise,
  x: Operand,
  activation: GateActivation,
): Operand {
  if (activation === 'linear') return x;
  const name = ACTIVATIONS[activation];
  if (name) return elementwise(name, x);
  const line = elementwise('AddV2', elementwise('Mul', x, ops.float(0.2)), ops.float(0.5));
  return elementwise('ClipByValue', line, ops.float(0), ops.float(1));
}

function derivative(
  ops: TensorFlowOps,
  elementwise: Elementwise,
  y: Operand,
  activation: GateActivation,
): RawTensor {
  const ones = elementwise('OnesLike', y);
  if (activation === 'linear') return ones;
  if (activation === 'relu') return elementwise('ReluGrad', ones, y);
  if (activation === 'hardSigmoid') {
    // Relu6Grad passes on what lies strictly between 0 and 6.
    const inside = elementwise('Relu6Grad', ones, elementwise('Mul', y, ops.float(6)));
    return elementwise('Mul', inside, ops.float(0.2));
  }
  return elementwise(activation === 'tanh' ? 'TanhGrad' : 'SigmoidGrad', y, ones);
}
