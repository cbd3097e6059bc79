import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gradientKernelOf } from '../fusion/recurrentKernel.ts';
import type { GateActivation, RecurrentAttrs, RecurrentKernel } from '../fusion/recurrentKernel.ts';
import type { Inputs, KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { SplitWork } from './threads/kernelRuns.ts';
import type { WasmBackend } from './wasmBackend.ts';

type InputName = 'x' | 'kernel' | 'recurrentKernel' | 'bias' | 'h0' | 'c0' | 'dOutput' | 'dCLast';
type RecurrentTensors = Partial<Inputs<InputName>> & Inputs<'x' | 'kernel' | 'recurrentKernel' | 'h0'>;

/** What the backward pass needs to know again; the order in which the kernels return it. */
const savedByKernel = {
  FusedLstm: ['gateValues', 'hidden', 'cells', 'activatedCells'],
  FusedGru: ['gateValues', 'hidden'],
  FusedSimpleRnn: ['hidden'],
} as const satisfies Record<RecurrentKernel, readonly PointerName[]>;

const moduleFunctions = {
  FusedLstm: 'lstm',
  FusedGru: 'gru',
  FusedSimpleRnn: 'simple_rnn',
} as const satisfies Record<RecurrentKernel, string>;

const gateCounts = { FusedLstm: 4, FusedGru: 3, FusedSimpleRnn: 1 } as const;

/** The order of the enum in native/activation.h. */
const activationCodes: readonly GateActivation[] = ['tanh', 'sigmoid', 'hardSigmoid', 'relu', 'linear'];

/** The pointers of struct Recurrence in native/recurrent.h, in its order. */
const pointerNames = [
  ...(['x', 'kernel', 'recurrentKernel', 'bias', 'h0', 'c0', 'output', 'cLast'] as const),
  ...(['gateValues', 'hidden', 'cells', 'activatedCells', 'dOutput', 'dCLast'] as const),
  ...(['dx', 'dKernel', 'dRecurrentKernel', 'dBias', 'dH0', 'dC0', 'packed'] as const),
] as const;
type PointerName = (typeof pointerNames)[number];
type Pointers = Partial<Record<PointerName, TensorInfo>>;

interface Sizes {
  readonly batch: number;
  readonly time: number;
  readonly inputs: number;
  readonly units: number;
  readonly gates: number;
}

/** Fields of struct Recurrence before its pointers. */
const NUMBER_COUNT = 10;
const RECURRENCE_BYTES = (NUMBER_COUNT + pointerNames.length) * Int32Array.BYTES_PER_ELEMENT;

/** Keeps what follows the struct in scratch memory aligned to a cache line. */
const HEADER_BYTES = Math.ceil(RECURRENCE_BYTES / 64) * 64;

/**
 * Registers the kernels of whole recurrent layers, forward and backward; src/worker/fusion/recurrentKernel.ts has their
 * contract. Each packs the weights once and then walks through the time steps in native/lstm.c, gru.c and simpleRnn.c.
 */
export function registerRecurrentKernels(
  registry: KernelRegistry,
  native: NativeKernels,
  backend: WasmBackend,
): void {
  for (const kernel of ['FusedLstm', 'FusedGru', 'FusedSimpleRnn'] as const) {
    registry.registerRaw(kernel, ({ inputs, attrs }) =>
      forward(native, backend, kernel, inputs as RecurrentTensors, attrs as unknown as RecurrentAttrs),
    );
    registry.registerRaw(gradientKernelOf(kernel), ({ inputs, attrs }) =>
      backward(native, backend, kernel, inputs as RecurrentTensors, attrs as unknown as RecurrentAttrs),
    );
  }
}

function sizesOf(kernel: RecurrentKernel, { x, h0 }: RecurrentTensors): Sizes {
  const [batch = 0, time = 0, inputs = 0] = x.shape;
  return { batch, time, inputs, units: h0.shape[1] ?? 0, gates: gateCounts[kernel] };
}

/** Measured: a multiplication and addition of a recurrent layer. */
const MULTIPLY_ADD_NS = 0.05;

/** Samples as units of work: each walks through all time steps. */
function sampleWork(native: NativeKernels, { batch, time, inputs, units, gates }: Sizes): SplitWork {
  const unitNs = time * (inputs + units) * units * gates * MULTIPLY_ADD_NS;
  return {
    count: batch,
    unitNs,
    scratchBytes: native.module.recurrent_scratch_bytes(batch, inputs, units, gates),
  };
}

function createSaved(native: NativeKernels, kernel: RecurrentKernel, sizes: Sizes): TensorInfo[] {
  const { batch, time, units, gates } = sizes;
  return savedByKernel[kernel].map((name) =>
    native.createOutput([time, batch, name === 'gateValues' ? gates * units : units], 'float32'),
  );
}

function forward(
  native: NativeKernels,
  backend: WasmBackend,
  kernel: RecurrentKernel,
  inputs: RecurrentTensors,
  attrs: RecurrentAttrs,
): TensorInfo[] {
  const sizes = sizesOf(kernel, inputs);
  const { batch, time, units } = sizes;
  const output = native.createOutput(
    attrs.returnSequences ? [batch, time, units] : [batch, units],
    'float32',
  );
  const cLast = kernel === 'FusedLstm' ? [native.createOutput([batch, units], 'float32')] : [];
  const saved = attrs.savesForGradient ? createSaved(native, kernel, sizes) : [];
  const pointers: Pointers = { ...inputs, output, ...nameAll(savedByKernel[kernel], saved) };
  if (cLast[0]) pointers.cLast = cLast[0];
  const recurrence = writeRecurrence(native, backend, sizes, attrs, pointers);
  const name = moduleFunctions[kernel];
  native.module[`${name}_pack_forward`](recurrence);
  native.runSplit(`${name}_forward`, sampleWork(native, sizes), ({ first, count }, scratch) => [
    recurrence,
    first,
    count,
    scratch,
  ]);
  return [output, ...cLast, ...saved];
}

/** Gradients that sum over samples: the kernels add to them, so that samples can be split. */
const sumNames = ['dKernel', 'dRecurrentKernel', 'dBias'] as const;
type GradientName = (typeof sumNames)[number] | 'dx' | 'dH0';

function backward(
  native: NativeKernels,
  backend: WasmBackend,
  kernel: RecurrentKernel,
  inputs: RecurrentTensors & Readonly<Record<string, TensorInfo>>,
  attrs: RecurrentAttrs,
): TensorInfo[] {
  const sizes = sizesOf(kernel, inputs);
  const saved = savedByKernel[kernel].flatMap((_, i) => inputs[`reserve${i}`] ?? []);
  const create = (shape: readonly number[]) => native.createOutput(shape, 'float32');
  const gradients: Pointers & Record<GradientName, TensorInfo> = {
    dx: create(inputs.x.shape),
    dKernel: create(inputs.kernel.shape),
    dRecurrentKernel: create(inputs.recurrentKernel.shape),
    dBias: create([sizes.gates * sizes.units]),
    dH0: create(inputs.h0.shape),
    ...(kernel === 'FusedLstm' ? { dC0: create(inputs.h0.shape) } : {}),
  };
  const pointers: Pointers = { ...inputs, ...gradients, ...nameAll(savedByKernel[kernel], saved) };
  const recurrence = writeRecurrence(native, backend, sizes, attrs, pointers);
  const name = moduleFunctions[kernel];
  const results = sumNames.map((sumName) => {
    const { shape } = gradients[sumName];
    const size = shape.reduce((product, length) => product * length, 1);
    return { address: native.addressOf(gradients[sumName]), size };
  });
  native.module[`${name}_pack_backward`](recurrence);
  native.runSum(
    `${name}_backward`,
    sampleWork(native, sizes),
    results,
    ({ first, count }, targets, scratch) => {
      const { buffer } = backend.wasm.HEAPU8;
      results.forEach(({ size }, i) => new Float32Array(buffer, targets[i], size).fill(0));
      const [dKernel = 0, dRecurrentKernel = 0, dBias = 0] = targets;
      return [recurrence, first, count, dKernel, dRecurrentKernel, dBias, scratch];
    },
  );
  const { dx, dH0, dC0 } = gradients;
  const sums = sumNames.map((sumName) => gradients[sumName]);
  return [dx, ...sums, dH0, ...(dC0 ? [dC0] : [])];
}

function nameAll(names: readonly PointerName[], tensors: readonly TensorInfo[]): Pointers {
  const pointers: Pointers = {};
  names.forEach((name, i) => {
    const tensor = tensors[i];
    if (tensor) pointers[name] = tensor;
  });
  return pointers;
}

/** Writes the struct Recurrence of native/recurrent.h in front of the packed weights. */
function writeRecurrence(
  native: NativeKernels,
  backend: WasmBackend,
  { batch, time, inputs, units, gates }: Sizes,
  attrs: RecurrentAttrs,
  pointers: Pointers,
): number {
  const packedBytes = native.module.recurrent_packed_bytes(inputs, units, gates);
  const recurrence = native.reserveScratch(HEADER_BYTES + packedBytes);
  const packed = recurrence + HEADER_BYTES;
  const numbers = [
    ...[batch, time, inputs, units, gates],
    ...[attrs.activation, attrs.recurrentActivation].map((name) => activationCodes.indexOf(name)),
    ...[attrs.goBackwards, attrs.returnSequences, attrs.savesForGradient].map(Number),
  ];
  const addresses = pointerNames.map((name) => {
    const tensor = pointers[name];
    return tensor ? native.addressOf(tensor) : 0;
  });
  addresses[pointerNames.indexOf('packed')] = packed;
  const fields = new Int32Array(backend.wasm.HEAPU8.buffer, recurrence, NUMBER_COUNT + pointerNames.length);
  fields.set([...numbers, ...addresses]);
  return recurrence;
}
