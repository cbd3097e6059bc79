import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../kernels/kernelRegistry.ts';
import { joinAxes } from './joinAxes.ts';

const pairwise = [
  ...['Add', 'Sub', 'Multiply', 'RealDiv', 'FloorDiv', 'Mod', 'Pow', 'Atan2'],
  ...['Maximum', 'Minimum', 'SquaredDifference', 'LogicalAnd', 'LogicalOr'],
  ...['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'],
];

const highest = 4;

/**
 * Keeps tensors of rank 5 and above on the graphics card: where a kernel of tfjs-backend-webgpu 4.22 fits rank 4 only, axes
 * that it treats alike are seen as one. What is left of a higher rank takes the way to the cpu (see `wrongOnWebgpu`), over
 * which these kernels are registered.
 */
export function registerLowerRanks(registry: KernelRegistry): void {
  for (const name of ['PadV2', 'MirrorPad']) {
    registry.register<'x', { paddings: [number, number][] }>(name, ({ x }, attrs, published) => {
      if (x.shape.length <= highest) return published({ x }, attrs);
      const { shape, axes } = joinAxes(x.shape, (axis) => attrs.paddings[axis]?.some((length) => length > 0));
      const paddings = axes.map((axis) => attrs.paddings[axis] ?? ([0, 0] as [number, number]));
      const padded = published({ x: { ...x, shape } }, { ...attrs, paddings });
      const sum = (axis: number): number => (attrs.paddings[axis] ?? []).reduce((a, b) => a + b, 0);
      return { ...padded, shape: x.shape.map((length, axis) => length + sum(axis)) };
    });
  }
  registry.register<'x', { dims: number | number[] }>('Reverse', ({ x }, attrs, published) => {
    const rank = x.shape.length;
    if (rank <= highest) return published({ x }, attrs);
    const reversed = [attrs.dims].flat().map((axis) => (axis + rank) % rank);
    const { shape, axes } = joinAxes(x.shape, (axis) => reversed.includes(axis));
    const dims = reversed.map((axis) => axes.indexOf(axis));
    return { ...published({ x: { ...x, shape } }, { dims }), shape: x.shape };
  });
  registerSelect(registry);
  for (const name of pairwise) registerPairwise(registry, name);
}

/** The condition has t's shape, or is a vector over t's first axis. */
function registerSelect(registry: KernelRegistry): void {
  registry.register<'condition' | 't' | 'e', object>('Select', (inputs, attrs, published) => {
    const { condition, t, e } = inputs;
    if (t.shape.length <= highest) return published(inputs, attrs);
    const isVector = condition.shape.length < t.shape.length;
    const [first = 1] = isVector ? t.shape : [sizeOf(t)];
    const shape = isVector ? [first, sizeOf(t) / Math.max(first, 1)] : [first];
    const flat = (tensor: TensorInfo, to: number[]): TensorInfo => ({ ...tensor, shape: to });
    const chosen = published(
      { condition: flat(condition, [first]), t: flat(t, shape), e: flat(e, shape) },
      attrs,
    );
    return { ...chosen, shape: t.shape };
  });
}

/** With a short vector tfjs takes a program that indexes coordinates; a vector with as many axes goes another way. */
function registerPairwise(registry: KernelRegistry, name: string): void {
  if (!registry.has(name)) return;
  registry.register<'a' | 'b', object>(name, ({ a, b }, attrs, published) => {
    const rank = Math.max(a.shape.length, b.shape.length);
    if (rank <= highest) return published({ a, b }, attrs);
    const widened = (tensor: TensorInfo): TensorInfo =>
      tensor.shape.length === 1
        ? { ...tensor, shape: [...Array<number>(rank - 1).fill(1), ...tensor.shape] }
        : tensor;
    return published({ a: widened(a), b: widened(b) }, attrs);
  });
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, length) => product * length, 1);
}
