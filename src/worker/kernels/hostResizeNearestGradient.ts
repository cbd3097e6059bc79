import type { HostArrays } from './hostArrays.ts';
import type { KernelRegistry } from './kernelRegistry.ts';

/**
 * Registers the gradient of nearest-neighbour resizing, which is what upSampling2d learns by, in TypeScript. The published
 * kernel of the cpu backend (4.22) steps through dy [batch, y, x, depth] with the batch stride of the smaller image, so
 * every picture of a batch but the first gets the gradient of other pixels.
 */
export function registerHostResizeNearestGradient(registry: KernelRegistry, host: HostArrays): void {
  registry.register<'images' | 'dy', { alignCorners: boolean }>(
    'ResizeNearestNeighborGrad',
    ({ images, dy }, { alignCorners }) => {
      const [batch = 0, height = 0, width = 0, depth = 0] = images.shape;
      const [, dyHeight = 0, dyWidth = 0] = dy.shape;
      const rows = sources(height, dyHeight, alignCorners);
      const columns = sources(width, dyWidth, alignCorners);
      return host.create(images.shape, 'float32', (sum) => {
        const values = host.read(dy);
        let from = 0;
        for (let picture = 0; picture < batch; picture++) {
          for (const row of rows) {
            for (const column of columns) {
              const to = ((picture * height + row) * width + column) * depth;
              for (let channel = 0; channel < depth; channel++)
                sum[to + channel] = (sum[to + channel] ?? 0) + (values[from++] ?? 0);
            }
          }
        }
      });
    },
  );
}

/** For each of `large` positions, the one of `small` positions that it was copied from. */
function sources(small: number, large: number, alignCorners: boolean): Int32Array {
  const isAligned = alignCorners && large > 1;
  const scale = isAligned ? (small - 1) / (large - 1) : small / large;
  return Int32Array.from({ length: large }, (_, index) =>
    Math.min(small - 1, alignCorners ? Math.round(index * scale) : Math.floor(index * scale)),
  );
}
