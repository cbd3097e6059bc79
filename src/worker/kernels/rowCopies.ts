import type { ConcatAttrs, SliceAttrs, SplitVAttrs, TensorInfo, UnpackAttrs } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from './kernelRegistry.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** A copy of equally long rows between tensors; offsets, pitches and lengths in elements. */
interface RowCopy {
  readonly rows: number;
  readonly from: number;
  readonly fromPitch: number;
  readonly to: number;
  readonly toPitch: number;
  readonly length: number;
}

/**
 * Registers Slice, SplitV, Unpack and Concat for numeric tensors as copies of rows inside the heap. tfjs's wasm kernels
 * first copy the whole input out of the heap, for every slice: a recurrent layer slices its input once a time step.
 */
export function registerRowCopies(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registerSlice(tf, registry, native);
  registerCuts(tf, registry, native);
  registerConcat(tf, registry, native);
}

function registerSlice(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  registry.register<'x', SliceAttrs>('Slice', (inputs, attrs, published) => {
    const { x } = inputs;
    if (x.dtype === 'string') return published(inputs, attrs);
    const [begin = [], size = []] = tf.slice_util.parseSliceParams(toTensor(x), attrs.begin, attrs.size);
    tf.slice_util.assertParamsValid(toTensor(x), begin, size);
    const rowCopy = sliceAsRows(x.shape, begin, size, tf.util.sizeFromShape);
    if (!rowCopy) return published(inputs, attrs);
    const out = native.createOutput(size, x.dtype);
    copy(tf, native, x, out, rowCopy);
    return out;
  });
}

/** Splits, which keep the axis, and unstacking, which removes it. */
function registerCuts(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  const { sizeFromShape, parseAxisParam } = tf.util;

  /** Cuts x along an axis into parts of the given lengths; `toShape` gives a part's shape. */
  function cut(
    x: TensorInfo,
    axis: number,
    lengths: readonly number[],
    toShape: (length: number) => number[],
  ) {
    const rows = sizeFromShape(x.shape.slice(0, axis));
    const inner = sizeFromShape(x.shape.slice(axis + 1));
    const fromPitch = (x.shape[axis] ?? 0) * inner;
    let from = 0;
    return lengths.map((count) => {
      const part = native.createOutput(toShape(count), x.dtype);
      const length = count * inner;
      copy(tf, native, x, part, { rows, from, fromPitch, to: 0, toPitch: length, length });
      from += length;
      return part;
    });
  }

  registry.registerRaw('SplitV', ({ inputs, attrs }, published) => {
    const { x } = inputs;
    if (!x || x.dtype === 'string') return published();
    const { numOrSizeSplits, axis } = attrs as unknown as SplitVAttrs;
    const [at = 0] = parseAxisParam(axis, x.shape);
    const lengths = tf.backend_util.prepareSplitSize(toTensor(x), numOrSizeSplits, at);
    return cut(x, at, lengths, (length) => x.shape.with(at, length));
  });

  registry.registerRaw('Unpack', ({ inputs, attrs }, published) => {
    const { value } = inputs;
    if (!value || value.dtype === 'string') return published();
    const [at = 0] = parseAxisParam((attrs as unknown as UnpackAttrs).axis, value.shape);
    const lengths = Array.from({ length: value.shape[at] ?? 0 }, () => 1);
    return cut(value, at, lengths, () => value.shape.toSpliced(at, 1));
  });
}

function registerConcat(tf: TensorFlowCore, registry: KernelRegistry, native: NativeKernels): void {
  const { sizeFromShape, parseAxisParam } = tf.util;
  registry.registerRaw('Concat', ({ inputs, attrs }, published) => {
    const parts = Object.values(inputs).filter((part) => part !== undefined);
    const [first] = parts;
    if (!first || parts.some(({ dtype }) => dtype !== first.dtype || dtype === 'string')) return published();
    const [at = 0] = parseAxisParam((attrs as unknown as ConcatAttrs).axis, first.shape);
    const shapes = parts.map(({ shape }) => shape);
    tf.backend_util.assertParamsConsistent(shapes, at);
    const out = native.createOutput(tf.backend_util.computeOutShape(shapes, at), first.dtype);
    const rows = sizeFromShape(first.shape.slice(0, at));
    const toPitch = sizeFromShape(out.shape.slice(at));
    let to = 0;
    for (const part of parts) {
      const length = sizeFromShape(part.shape.slice(at));
      copy(tf, native, part, out, { rows, from: 0, fromPitch: length, to, toPitch, length });
      to += length;
    }
    return out;
  });
}

function copy(
  tf: TensorFlowCore,
  native: NativeKernels,
  source: TensorInfo,
  target: TensorInfo,
  c: RowCopy,
): void {
  const size = tf.util.bytesPerElement(source.dtype);
  const from = native.addressOf(source) + c.from * size;
  const to = native.addressOf(target) + c.to * size;
  native.module.copy_rows(from, to, c.rows, c.fromPitch * size, c.toPitch * size, c.length * size);
}

/** tfjs types its shape checks for tensors; they read nothing but shape and rank. */
function toTensor({ shape }: TensorInfo) {
  return { shape, rank: shape.length } as unknown as Parameters<
    TensorFlowCore['slice_util']['assertParamsValid']
  >[0];
}

/**
 * A slice as a row copy: leading axes of length 1, then whole axes, then one axis cut, then whole axes. Undefined for
 * slices cut along several axes.
 */
function sliceAsRows(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  sizeOf: (shape: number[]) => number,
): RowCopy | undefined {
  const isWhole = (axis: number) => size[axis] === shape[axis];
  let cutAxis = shape.length - 1;
  while (cutAxis > 0 && isWhole(cutAxis)) cutAxis--;
  let firstRowAxis = 0;
  while (firstRowAxis < cutAxis && size[firstRowAxis] === 1) firstRowAxis++;
  for (let axis = firstRowAxis; axis < cutAxis; axis++) if (!isWhole(axis)) return undefined;
  let from = 0;
  begin.forEach((start, axis) => (from += start * sizeOf(shape.slice(axis + 1))));
  const length = sizeOf(size.slice(cutAxis));
  const rows = sizeOf(size.slice(firstRowAxis, cutAxis));
  return { rows, from, fromPitch: sizeOf(shape.slice(cutAxis)), to: 0, toPitch: length, length };
}
