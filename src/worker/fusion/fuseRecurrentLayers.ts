import type * as tfjs from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from '../kernels/tensorFlowCore.ts';
import { canFuse } from './canFuse.ts';
import { createDescribeCell } from './recurrentCell.ts';
import type { CellDescription, DescribeCell, RecurrentCell } from './recurrentCell.ts';
import { gradientKernelOf } from './recurrentKernel.ts';
import type { RecurrentAttrs } from './recurrentKernel.ts';
import { runRecurrentKernel } from './runRecurrentKernel.ts';
import type { GradientEngine } from './runRecurrentKernel.ts';

/** The fields of tfjs's RNN layer (4.22) that its call() reads. */
interface RecurrentLayer {
  readonly cell: RecurrentCell & { readonly cells?: readonly RecurrentCell[] };
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly stateful: boolean;
  /** Of a stateful layer: the states the last batch ended with. */
  readonly states_: Tensor[] | null;
  resetStates(states: Tensor[], training: unknown): void;
}

interface CallOptions {
  readonly mask?: unknown;
  readonly training?: unknown;
  readonly initialState?: Tensor[] | null;
}

type Call = (
  this: RecurrentLayer,
  inputs: Tensor | Tensor[],
  kwargs: CallOptions | null | undefined,
) => Tensor | Tensor[];

/** One cell of the layer with everything its kernel needs. States are listed as tfjs lists them: h, or h and c. */
interface FusedCell {
  readonly cell: RecurrentCell;
  readonly description: CellDescription;
  readonly attrs: RecurrentAttrs;
  readonly initialStates: Tensor[] | undefined;
}

/**
 * Lets tf.layers.lstm, gru, simpleRNN and rnn (of those cells, also stacked) run as one kernel a cell forward and one
 * backward, where the backend in use has that kernel and it computes what the layer is configured for. With a mask, with
 * dropout in training, inside a gradient of a gradient, with cells or activations of the learner's own, and on other
 * backends the published code runs, unchanged.
 *
 * All those layers end in RNN.prototype.call, the one method that is replaced; building, weights, saving and shapes stay
 * tfjs's own.
 *
 * @returns A function that puts the published call back.
 */
export function fuseRecurrentLayers(tf: TensorFlowCore): () => void {
  const { RNN } = tf as Partial<Pick<typeof tfjs, 'RNN'>>;
  const engine = tf.engine() as unknown as Partial<GradientEngine>;
  // Bundled without layers, or another version of tfjs that lacks what we build on: nothing to fuse.
  if (!RNN || typeof engine.runKernelFunc !== 'function') return () => undefined;
  const prototype = RNN.prototype as unknown as { call: Call };
  const published = prototype.call;
  const describeCell = createDescribeCell(tf);
  prototype.call = function (inputs, kwargs) {
    const x = onlyTensor(inputs);
    const cells = x && planCells(tf, describeCell, this, x, kwargs ?? {});
    if (!cells) return published.call(this, inputs, kwargs);
    return tf.tidy(() => callFused(tf, this, x, cells, kwargs?.training));
  };
  return () => {
    prototype.call = published;
  };
}

function onlyTensor(inputs: Tensor | Tensor[]): Tensor | undefined {
  if (!Array.isArray(inputs)) return inputs;
  return inputs.length === 1 ? inputs[0] : undefined;
}

const stateCountOf = ({ stateSize }: Pick<RecurrentCell, 'stateSize'>) =>
  typeof stateSize === 'number' ? 1 : stateSize.length;

/** The cells from the input upwards, or undefined when any part of the call needs the published code. */
function planCells(
  tf: TensorFlowCore,
  describeCell: DescribeCell,
  layer: RecurrentLayer,
  x: Tensor,
  { mask, training, initialState }: CallOptions,
): FusedCell[] | undefined {
  const { gradientDepth } = tf.engine().state;
  if (mask || gradientDepth > 1 || x.rank !== 3 || x.size === 0 || x.dtype !== 'float32') return undefined;
  const states = initialState ?? (layer.stateful ? layer.states_ : undefined);
  if (states && states.length !== stateCountOf(layer.cell)) return undefined;
  const cells = layer.cell.cells ?? [layer.cell];
  const plan: FusedCell[] = [];
  let inputWidth = x.shape[2];
  // States are listed from the topmost cell down.
  let end = states?.length ?? 0;
  for (const [i, cell] of cells.entries()) {
    const description = describeCell(cell);
    if (!description || (training && (isActive(cell.dropout) || isActive(cell.recurrentDropout))))
      return undefined;
    const attrs: RecurrentAttrs = {
      activation: description.activation,
      recurrentActivation: description.recurrentActivation,
      goBackwards: layer.goBackwards && i === 0,
      returnSequences: layer.returnSequences || i < cells.length - 1,
      savesForGradient: gradientDepth > 0,
    };
    const start = end - stateCountOf(cell);
    const initialStates = states?.slice(start, end);
    end = start;
    const fused = { cell, description, attrs, initialStates };
    if (!fits(fused, x.shape[0], inputWidth ?? 0) || !hasKernels(tf, fused)) return undefined;
    inputWidth = cell.units;
    plan.push(fused);
  }
  return plan;
}

/** tfjs drops nothing at a rate of exactly 1. */
const isActive = (rate: number) => rate > 0 && rate < 1;

function hasKernels(tf: TensorFlowCore, { description, attrs }: FusedCell): boolean {
  const backendName = tf.getBackend();
  const { kernel } = description;
  return (
    canFuse(backendName, kernel, attrs) &&
    [kernel, gradientKernelOf(kernel)].every(
      (name) => (tf.getKernel(name, backendName) as unknown) !== undefined,
    )
  );
}

/** Shapes and dtypes are as the kernels require; where they are not, tfjs has the better error message. */
function fits({ cell, initialStates = [] }: FusedCell, batch: number, inputWidth: number): boolean {
  const [kernel, recurrentKernel, bias] = [cell.kernel, cell.recurrentKernel, cell.bias].map((w) =>
    w?.read(),
  );
  return (
    [kernel, recurrentKernel, bias, ...initialStates].every(
      (tensor) => !tensor || tensor.dtype === 'float32',
    ) &&
    kernel?.shape[0] === inputWidth &&
    recurrentKernel?.shape[0] === cell.units &&
    initialStates.every(({ shape }) => shape.length === 2 && shape[0] === batch && shape[1] === cell.units)
  );
}

function callFused(
  tf: TensorFlowCore,
  layer: RecurrentLayer,
  x: Tensor,
  cells: readonly FusedCell[],
  training: unknown,
): Tensor | Tensor[] {
  const needsStates = layer.stateful || layer.returnState;
  const lastStates: Tensor[] = [];
  let output = x;
  for (const fused of cells) {
    const [sequence, ...cellStates] = runCell(tf, fused, output);
    if (!sequence) throw new Error(`${fused.description.kernel} returned nothing.`);
    output = sequence;
    if (!needsStates) continue;
    const h = fused.attrs.returnSequences ? lastStep(tf, sequence) : sequence;
    lastStates.unshift(h, ...cellStates);
  }
  if (layer.stateful) layer.resetStates(lastStates, training);
  return layer.returnState ? [output, ...lastStates] : output;
}

function runCell(
  tf: TensorFlowCore,
  { cell, description, attrs, initialStates }: FusedCell,
  x: Tensor,
): Tensor[] {
  const zeroState = () => tf.zeros([x.shape[0], cell.units]);
  const [h0, c0] = initialStates ?? [];
  const kernel = cell.kernel.read();
  return runRecurrentKernel(
    tf,
    description.kernel,
    {
      x,
      kernel,
      recurrentKernel: cell.recurrentKernel.read(),
      bias: cell.bias?.read() ?? tf.zeros([kernel.shape[1] ?? 0]),
      h0: h0 ?? zeroState(),
      ...(description.kernel === 'FusedLstm' ? { c0: c0 ?? zeroState() } : {}),
    },
    attrs,
  );
}

/** [batch, time, units] to [batch, units]. */
function lastStep(tf: TensorFlowCore, sequence: Tensor): Tensor {
  const [batch = 0, time = 0, units = 0] = sequence.shape;
  return tf.slice(sequence, [0, time - 1, 0], [batch, 1, units]).reshape([batch, units]);
}
