import { createSingleThread, startKernelThreads, type KernelThreads } from './threads/kernelThreads.ts';
import type { WasmBackend } from './wasmBackend.ts';
import { webAssembly, type WebAssemblyMemory, type WebAssemblyModule } from './webAssembly.ts';

/** An address in the tfjs heap. Above 2 GiB it needs no care: WebAssembly takes the low 32 bits. */
type Address = number;

/** The functions of native/training.wasm; their contracts are documented in native/*.c. */
export interface TrainingModule extends RecurrentFunctions {
  matmul_scratch_bytes(rows: number, cols: number, depth: number): number;
  matmul(...args: MatMulArgs<[scratch: Address, ...finish: Finish]>): void;
  matmul_int32(...args: MatMulArgs<[]>): void;
  conv2d_scratch_bytes(geometry: Address): number;
  conv2d(geometry: Address, x: Address, w: Address, y: Address, scratch: Address, ...finish: Finish): void;
  conv2d_filter_gradient_scratch_bytes(geometry: Address): number;
  conv2d_filter_gradient(geometry: Address, x: Address, dy: Address, dw: Address, scratch: Address): void;
  conv2d_input_gradient_scratch_bytes(geometry: Address): number;
  conv2d_input_gradient(geometry: Address, dy: Address, w: Address, dx: Address, scratch: Address): void;
  depthwise_filter_gradient(geometry: Address, x: Address, dy: Address, dw: Address): void;
  depthwise_input_gradient(geometry: Address, dy: Address, w: Address, dx: Address): void;
  max_pool_gradient(geometry: Address, x: Address, dy: Address, dx: Address): void;
  average_pool_gradient(geometry: Address, dy: Address, dx: Address): void;
  elementwise(f: number, x: Address, y: Address, count: number, alpha: number): void;
  activation_gradient(
    f: number,
    dy: Address,
    saved: Address,
    dx: Address,
    count: number,
    alpha: number,
  ): void;
  sum_rows(x: Address, out: Address, rows: number, cols: number): void;
  segment_sum(
    x: Address,
    ids: Address,
    out: Address,
    rows: number,
    width: number,
    pitch: number,
    segments: number,
  ): void;
  copy_rows(
    from: Address,
    to: Address,
    rows: number,
    fromPitch: number,
    toPitch: number,
    bytes: number,
  ): void;
  repeat_blocks(from: Address, to: Address, blocks: number, bytes: number, times: number): void;
  layer_norm(
    ...args: [
      ...inputs: [x: Address, gamma: Address, beta: Address],
      ...outputs: [y: Address, moments: Address],
      rows: number,
      cols: number,
      epsilon: number,
    ]
  ): void;
  layer_norm_gradient(
    ...args: [
      ...inputs: [x: Address, gamma: Address, moments: Address, dy: Address],
      ...outputs: [dx: Address, dGamma: Address, dBeta: Address],
      rows: number,
      cols: number,
    ]
  ): void;
  cross_entropy(
    ...args: [
      ...tensors: [target: Address, output: Address, loss: Address],
      rows: number,
      cols: number,
      epsilon: number,
    ]
  ): void;
  cross_entropy_gradient(
    ...args: [
      ...tensors: [target: Address, output: Address, dLoss: Address, dOutput: Address],
      rows: number,
      cols: number,
      epsilon: number,
    ]
  ): void;
  gather_rows(x: Address, ids: Address, out: Address, count: number, rows: number, bytes: number): number;
  sgd_step: OptimizerStep;
  momentum_step: OptimizerStep;
  adagrad_step: OptimizerStep;
  rmsprop_step: OptimizerStep;
  centered_rmsprop_step: OptimizerStep;
  adam_step: OptimizerStep;
}

type RecurrentFunctions = Record<
  `${RecurrentName}_pack_${'forward' | 'backward'}`,
  (recurrence: Address) => void
> &
  Record<
    `${RecurrentName}_forward`,
    (recurrence: Address, sample: number, samples: number, scratch: Address) => void
  > &
  Record<`${RecurrentName}_backward`, (...args: RecurrentBackwardArgs) => void> & {
    recurrent_packed_bytes(inputs: number, units: number, gates: number): number;
    recurrent_scratch_bytes(batch: number, inputs: number, units: number, gates: number): number;
  };

type RecurrentName = 'lstm' | 'gru' | 'simple_rnn';

type RecurrentBackwardArgs = [
  recurrence: Address,
  sample: number,
  samples: number,
  dKernel: Address,
  dRecurrentKernel: Address,
  dBias: Address,
  scratch: Address,
];

/** What is done to a finished sum: a bias is added (0: none), then the activation (enum of tile.h) applied. */
export type Finish = [bias: Address, activation: number, alpha: number];

type MatMulArgs<Rest extends number[]> = [
  a: Address,
  aRow: number,
  aCol: number,
  b: Address,
  bRow: number,
  bCol: number,
  out: Address,
  pitch: number,
  rows: number,
  cols: number,
  depth: number,
  ...rest: Rest,
];

/** Old weights and state, gradient, new weights and state, their length, then the optimiser's numbers. */
export type OptimizerStep = (...args: number[]) => void;

/** A function of the training module. */
export type TrainingKernel = keyof TrainingModule;

/** Why the kernels cannot run here: no SIMD in this runtime, or a binary for the other kind of heap (shared or not). */
export type TrainingModuleFailure = 'no-simd' | 'other-heap';

/** How to start the threads of the kernels: at most `count`, the calling one included, from kernelThread.cjs. */
export interface ThreadOptions {
  readonly count: number;
  readonly file: string;
}

/**
 * Instantiates a training module on the heap of the backend.
 *
 * @param binary native/training.wasm, or native/training-shared.wasm where the heap is shared
 * @param options threads, which need the shared heap
 */
export async function loadTrainingModule(
  binary: ArrayBufferLike | Uint8Array,
  backend: WasmBackend,
  options?: ThreadOptions,
): Promise<{ module: TrainingModule; threads: KernelThreads } | TrainingModuleFailure> {
  const bytes = binary instanceof Uint8Array ? binary : new Uint8Array(binary);
  const memory = backend.wasm.wasmMemory ?? backend.wasm.asm.memory;
  if (!webAssembly.validate(bytes)) return 'no-simd';
  const compiled = await webAssembly.compile(bytes);
  const exports = instantiate(compiled, memory);
  if (!exports || !memory) return 'other-heap';
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const threads =
    isShared && options && options.count > 1
      ? startKernelThreads({ ...options, module: compiled, memory }, exports)
      : createSingleThread(exports);
  return { module: exports as unknown as TrainingModule, threads };
}

function instantiate(module: WebAssemblyModule, memory: WebAssemblyMemory | undefined) {
  try {
    return new webAssembly.Instance(module, { env: { memory } }).exports;
  } catch (thrown) {
    if (thrown instanceof webAssembly.LinkError) return undefined;
    throw thrown;
  }
}
