import type { BatchMatMulAttrs, TensorInfo, _FusedMatMulAttrs } from '@tensorflow/tfjs-core';
import { describeFinish, NO_FINISH } from './fusedFinish.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import type { Finish } from './trainingModule.ts';
import { cutIntoParts } from './threads/cutIntoParts.ts';

/** Measured: a multiplication and addition of matmul. */
const MULTIPLY_ADD_NS = 0.05;

/** The register tile of gemm.h. */
const TILE_ROWS = 4;
const TILE_COLS = 8;

/** One operand [...batch, rows, cols], seen as matrices whose strides (in elements) undo the transposition. */
interface Operand {
  readonly batch: readonly number[];
  readonly rows: number;
  readonly cols: number;
  readonly rowStride: number;
  readonly colStride: number;
}

/**
 * Registers matMul of float32 and of int32 (which tfjs's wasm kernel refuses; overflow wraps as on the cpu backend), and
 * its fused form with bias and activation. Batch dimensions broadcast.
 */
export function registerMatMul(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  const isFloat32 = (a: TensorInfo, b: TensorInfo) => a.dtype === 'float32' && b.dtype === 'float32';

  registry.register<'a' | 'b', BatchMatMulAttrs>('BatchMatMul', (inputs, attrs, published) => {
    const { a, b } = inputs;
    const isInt32 = a.dtype === 'int32' && b.dtype === 'int32';
    if (!isInt32 && !isFloat32(a, b)) return published(inputs, attrs);
    if (!isInt32 && isThin(a, attrs)) return published(inputs, attrs);
    return multiply(tf, native, a, b, attrs, NO_FINISH);
  });

  registry.register<'a' | 'b' | 'bias', _FusedMatMulAttrs>('_FusedMatMul', (inputs, attrs, published) => {
    const { a, b, bias } = inputs;
    const cols = b.shape.at(attrs.transposeB ? -2 : -1) ?? 0;
    const finish = describeFinish(native, bias, attrs, cols);
    if (finish && isFloat32(a, b) && !isThin(a, attrs)) return multiply(tf, native, a, b, attrs, finish);
    if (a.shape.length !== 2) return published(inputs, attrs);
    // The published kernel takes batches of matrices only, and reads beyond the shape of anything else.
    const y = published({ ...inputs, a: inBatch(a), b: inBatch(b) }, attrs);
    return { ...y, shape: y.shape.slice(1) };
  });
}

/** The same memory as a batch of one matrix. */
function inBatch(matrix: TensorInfo): TensorInfo {
  return { ...matrix, shape: [1, ...matrix.shape] };
}

/** Rows below which copying the right operand into panels costs more than the multiplication gains by it. */
const MIN_ROWS = 4;

/** A prediction for one or a few samples; XNNPACK, which keeps a packed copy of the weights, is faster then. */
function isThin({ shape }: TensorInfo, { transposeA, transposeB }: BatchMatMulAttrs): boolean {
  return !transposeA && !transposeB && (shape.at(-2) ?? 1) < MIN_ROWS;
}

function multiply(
  tf: TensorFlowCore,
  native: NativeKernels,
  a: TensorInfo,
  b: TensorInfo,
  attrs: BatchMatMulAttrs,
  finish: Finish,
): TensorInfo {
  const left = describeOperand(a, attrs.transposeA);
  const right = describeOperand(b, attrs.transposeB);
  if (left.cols !== right.rows) {
    throw new Error(`matMul: the inner sizes of [${a.shape.join(', ')}] and [${b.shape.join(', ')}] differ.`);
  }
  const { rows, cols: depth } = left;
  const { cols } = right;
  const batch = tf.broadcast_util.assertAndGetBroadcastShape([...left.batch], [...right.batch]);
  const out = native.createOutput([...batch, rows, cols], a.dtype);
  const [aAddress, bAddress, outAddress] = [native.addressOf(a), native.addressOf(b), native.addressOf(out)];
  const { rowStride: aRow, colStride: aCol } = left;
  const { rowStride: bRow, colStride: bCol } = right;
  const products = Array.from({ length: tf.util.sizeFromShape(batch) }, (_, index): Product => {
    const from = aAddress + broadcastIndex(index, batch, left.batch) * rows * depth * 4;
    const by = bAddress + broadcastIndex(index, batch, right.batch) * depth * cols * 4;
    return [from, aRow, aCol, by, bRow, bCol, outAddress + index * rows * cols * 4, cols, rows, cols, depth];
  });
  if (a.dtype === 'int32') for (const product of products) native.module.matmul_int32(...product);
  else multiplyAll(native, products, finish);
  return out;
}

/** The arguments of matmul, less its scratch memory. */
type Product = Parameters<NativeKernels['module']['matmul_int32']>;

/** Multiplies matrices of the same sizes: one by one on all threads, or side by side where there are many. */
function multiplyAll(native: NativeKernels, products: readonly Product[], finish: Finish): void {
  const [, , , , , , , , rows, cols, depth] = products[0] ?? emptyProduct;
  const scratchBytes = native.module.matmul_scratch_bytes(rows, cols, depth);
  const unitNs = rows * cols * depth * MULTIPLY_ADD_NS;
  if (products.length < native.threadCount) {
    for (const product of products) multiplyOne(native, product, scratchBytes, finish);
  } else if (cutIntoParts({ count: products.length, unitNs }, native.threadCount).length > 1) {
    native.runCalls('matmul', { scratchBytes, scratchAt: SCRATCH_AT }, (scratch) =>
      products.map((product) => [...product, scratch, ...finish]),
    );
  } else {
    const scratch = native.reserveScratch(scratchBytes);
    for (const product of products) native.module.matmul(...product, scratch, ...finish);
  }
}
/** Where matmul takes its scratch memory: behind the product. */
const SCRATCH_AT = 11;
const emptyProduct: Product = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** Cut along the longer side of the result: what the parts share, each of them has to pack. */
function multiplyOne(native: NativeKernels, product: Product, scratchBytes: number, finish: Finish): void {
  const [bias, activation, alpha] = finish;
  const scratchAt = SCRATCH_AT;
  const [a, aRow, aCol, b, bRow, bCol, out, pitch, rows, cols, depth] = product;
  const rowNs = cols * depth * MULTIPLY_ADD_NS;
  if (rows >= cols) {
    const work = { count: rows, unitNs: rowNs, step: TILE_ROWS, scratchBytes, scratchAt };
    native.runSplit('matmul', work, ({ first, count }, scratch) => {
      const [from, to] = [a + first * aRow * 4, out + first * pitch * 4];
      return [from, aRow, aCol, b, bRow, bCol, to, pitch, count, cols, depth, scratch, ...finish];
    });
  } else {
    const work = { count: cols, unitNs: (rowNs * rows) / cols, step: TILE_COLS, scratchBytes, scratchAt };
    native.runSplit('matmul', work, ({ first, count }, scratch) => {
      const [by, to] = [b + first * bCol * 4, out + first * 4];
      const biasFrom = bias === 0 ? 0 : bias + first * 4;
      return [
        a,
        aRow,
        aCol,
        by,
        bRow,
        bCol,
        to,
        pitch,
        rows,
        count,
        depth,
        scratch,
        biasFrom,
        activation,
        alpha,
      ];
    });
  }
}

function describeOperand({ shape }: TensorInfo, transposed: boolean): Operand {
  const [height = 1, width = 1] = shape.slice(-2);
  const batch = shape.slice(0, -2);
  return transposed
    ? { batch, rows: width, cols: height, rowStride: 1, colStride: width }
    : { batch, rows: height, cols: width, rowStride: width, colStride: 1 };
}

/** Which matrix of an operand meets matrix `index` of the result: axes of length 1, and missing ones, repeat. */
function broadcastIndex(index: number, resultShape: readonly number[], shape: readonly number[]): number {
  const missing = resultShape.length - shape.length;
  let rest = index;
  let position = 0;
  let stride = 1;
  for (let axis = resultShape.length - 1; axis >= missing; axis--) {
    const length = shape[axis - missing] ?? 1;
    const resultLength = resultShape[axis] ?? 1;
    if (length > 1) position += (rest % resultLength) * stride;
    stride *= length;
    rest = Math.floor(rest / resultLength);
  }
  return position;
}
