import { webAssembly } from './webAssembly.ts';
import type { WasmBackend } from './wasmBackend.ts';

/** An address in the tfjs heap. Above 2 GiB it needs no care: WebAssembly takes the low 32 bits. */
type Address = number;

/** The functions of native/training.wasm; their contracts are documented in native/*.c. */
export interface TrainingModule {
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
  segment_sum(x: Address, ids: Address, out: Address, rows: number, width: number, segments: number): void;
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
  gather_rows(x: Address, ids: Address, out: Address, count: number, rows: number, bytes: number): number;
  sgd_step: OptimizerStep;
  momentum_step: OptimizerStep;
  adagrad_step: OptimizerStep;
  rmsprop_step: OptimizerStep;
  centered_rmsprop_step: OptimizerStep;
  adam_step: OptimizerStep;
}

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

/** Why the kernels cannot run here: no SIMD in this runtime, or tfjs runs threaded on a shared heap. */
export type TrainingModuleFailure = 'no-simd' | 'shared-heap';

/** Instantiates native/training.wasm on the heap of the backend. */
export async function loadTrainingModule(
  binary: ArrayBufferLike | Uint8Array,
  backend: WasmBackend,
): Promise<TrainingModule | TrainingModuleFailure> {
  const bytes = binary instanceof Uint8Array ? binary : new Uint8Array(binary);
  const { memory } = backend.wasm.asm;
  if (!webAssembly.validate(bytes)) return 'no-simd';
  if (typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer)
    return 'shared-heap';
  const { instance } = await webAssembly.instantiate(bytes, { env: { memory } });
  return instance.exports as unknown as TrainingModule;
}
