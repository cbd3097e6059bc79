import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { registerCpuTrainingKernels } from '../../../src/worker/kernels/registerCpuTrainingKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { differentiate } from './differentiate.ts';
import { assertClose, floats, runKernel } from './kernelRuns.ts';
import { createSeededRandom } from './seededRandom.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';
import type { WindowSetting } from './windowSettings.ts';
import { outputShape, randomWindow, sizeOf } from './windowSettings.ts';

type Geometry = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

const SETTINGS = 10;

/** float32 gradients against central differences of a float64 forward pass. */
const TOLERANCE = 2e-5;

before(async () => {
  await startWasm();
  await registerTrainingKernels(tf, { training: readTrainingBinary() });
});

/** Calls visit with the flat indices of every x, y and filter row that a window connects. */
function forEachTap(g: Geometry, visit: (xPixel: number, yPixel: number, tap: number) => void): void {
  for (let n = 0; n < g.batchSize; n++) {
    for (let i = 0; i < g.outHeight; i++) {
      for (let j = 0; j < g.outWidth; j++) {
        for (let a = 0; a < g.filterHeight; a++) {
          for (let b = 0; b < g.filterWidth; b++) {
            const row = i * g.strideHeight + a * g.dilationHeight - g.padInfo.top;
            const col = j * g.strideWidth + b * g.dilationWidth - g.padInfo.left;
            if (row < 0 || row >= g.inHeight || col < 0 || col >= g.inWidth) continue;
            visit(
              (n * g.inHeight + row) * g.inWidth + col,
              (n * g.outHeight + i) * g.outWidth + j,
              a * g.filterWidth + b,
            );
          }
        }
      }
    }
  }
}

type Forward = (x: Float64Array, w: Float64Array) => Float64Array;

function convolve(g: Geometry): Forward {
  return (x, w) => {
    const y = new Float64Array(sizeOf(g.outShape));
    forEachTap(g, (xPixel, yPixel, tap) => {
      for (let c = 0; c < g.inChannels; c++) {
        for (let o = 0; o < g.outChannels; o++) {
          const weight = w[(tap * g.inChannels + c) * g.outChannels + o]!;
          y[yPixel * g.outChannels + o]! += x[xPixel * g.inChannels + c]! * weight;
        }
      }
    });
    return y;
  };
}

function convolveDepthwise(g: Geometry): Forward {
  const multiplier = g.outChannels / g.inChannels;
  return (x, w) => {
    const y = new Float64Array(sizeOf(g.outShape));
    forEachTap(g, (xPixel, yPixel, tap) => {
      for (let o = 0; o < g.outChannels; o++) {
        const c = Math.floor(o / multiplier);
        y[yPixel * g.outChannels + o]! += x[xPixel * g.inChannels + c]! * w[tap * g.outChannels + o]!;
      }
    });
    return y;
  };
}

function pool(g: Geometry, kind: 'max' | 'average'): Forward {
  return (x) => {
    const y = new Float64Array(sizeOf(g.outShape)).fill(kind === 'max' ? -Infinity : 0);
    const covered = new Float64Array(y.length);
    forEachTap(g, (xPixel, yPixel) => {
      for (let c = 0; c < g.inChannels; c++) {
        const at = yPixel * g.inChannels + c;
        const value = x[xPixel * g.inChannels + c]!;
        y[at] = kind === 'max' ? Math.max(y[at]!, value) : y[at]! + value;
        covered[at]!++;
      }
    });
    return kind === 'max' ? y : y.map((sum, i) => sum / covered[i]!);
  };
}

/** A setting small enough for one forward pass per element. */
function smallSetting(random: ReturnType<typeof createSeededRandom>, dilated: boolean): WindowSetting {
  const setting = randomWindow(random, { explicitPadding: true, dilated });
  const [, height, width, channels] = setting.inputShape;
  return { ...setting, inputShape: [1, height, width, Math.min(channels, 5)] };
}

function geometryOf(setting: WindowSetting, outChannels: number): Geometry {
  const { inputShape, filterSize, strides, dilations, pad, dimRoundingMode } = setting;
  const filterShape: [number, number, number, number] = [...filterSize, inputShape[3], outChannels];
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode);
}

for (const kind of ['conv2d', 'depthwiseConv2d'] as const) {
  test(`${kind} gradients are the derivatives of a float64 forward pass`, async () => {
    const random = createSeededRandom(kind === 'conv2d' ? 11 : 12);
    for (let i = 0; i < SETTINGS; i++) {
      const setting = smallSetting(random, kind === 'depthwiseConv2d');
      const { inputShape, filterSize, strides, dilations, pad, dimRoundingMode } = setting;
      const multiplier = random.integer(1, 3);
      const outChannels = kind === 'conv2d' ? multiplier : multiplier * inputShape[3];
      const geometry = geometryOf(setting, outChannels);
      const forward = kind === 'conv2d' ? convolve(geometry) : convolveDepthwise(geometry);
      const filterShape = [...filterSize, inputShape[3], multiplier];
      const dyShape = outputShape(tf, setting, outChannels);
      const x = floats(inputShape, random.values(sizeOf(inputShape)));
      const filter = floats(filterShape, random.values(sizeOf(filterShape)));
      const dy = floats(dyShape, random.values(sizeOf(dyShape)));
      const [xs, ws] = [Float64Array.from(x.values), Float64Array.from(filter.values)];
      const weights = dy.values;
      const prefix = kind === 'conv2d' ? 'Conv2D' : 'DepthwiseConv2dNative';
      const attrs = { strides, pad, dimRoundingMode, dilations, dataFormat: 'NHWC' };
      const label = `${kind} ${JSON.stringify({ ...setting, outChannels })}`;
      const dw = await runKernel(tf, 'wasm', `${prefix}BackpropFilter`, { x, dy }, { ...attrs, filterShape });
      const dx = await runKernel(
        tf,
        'wasm',
        `${prefix}BackpropInput`,
        { dy, filter },
        { ...attrs, inputShape },
      );
      assertClose(
        dw,
        floats(
          filterShape,
          differentiate(ws, weights, (w) => forward(xs, w)),
        ),
        TOLERANCE,
        label,
      );
      assertClose(
        dx,
        floats(
          inputShape,
          differentiate(xs, weights, (v) => forward(v, ws)),
        ),
        TOLERANCE,
        label,
      );
    }
  });
}

for (const kind of ['max', 'average'] as const) {
  test(`the gradient of ${kind} pooling is the derivative of a float64 forward pass`, async () => {
    const random = createSeededRandom(kind === 'max' ? 13 : 14);
    for (let i = 0; i < 3 * SETTINGS; i++) {
      const { inputShape, filterSize, strides, pad } = {
        ...smallSetting(random, false),
        pad: random.pick(['same', 'valid'] as const),
      };
      const info = tf.backend_util.computePool2DInfo(inputShape, filterSize, strides, 1, pad);
      const input = floats(inputShape, random.values(sizeOf(inputShape)));
      const dy = floats(info.outShape, random.values(sizeOf(info.outShape)));
      const forward = pool(info, kind);
      const expected = differentiate(Float64Array.from(input.values), dy.values, (x) => forward(x, x));
      const name = kind === 'max' ? 'MaxPoolGrad' : 'AvgPoolGrad';
      const dx = await runKernel(tf, 'wasm', name, { dy, input, output: dy }, { filterSize, strides, pad });
      assertClose(
        dx,
        floats(inputShape, expected),
        TOLERANCE,
        JSON.stringify({ inputShape, filterSize, strides, pad }),
      );
    }
  });
}

/** Each of `to` positions copies one of `from` positions; alignCorners as tfjs rounds it. */
function resizeNearest(
  [batch = 0, height = 0, width = 0, depth = 0]: number[],
  [toHeight = 0, toWidth = 0]: number[],
  alignCorners: boolean,
): Forward {
  const source = (index: number, from: number, to: number): number =>
    alignCorners && to > 1
      ? Math.round((index * (from - 1)) / (to - 1))
      : Math.min(from - 1, Math.floor((index * from) / to));
  return (x) => {
    const y = new Float64Array(batch * toHeight * toWidth * depth);
    y.forEach((_, at) => {
      const [channel, column] = [at % depth, Math.floor(at / depth) % toWidth];
      const row = Math.floor(at / (depth * toWidth)) % toHeight;
      const picture = Math.floor(at / (depth * toWidth * toHeight));
      const fromRow = source(row, height, toHeight);
      const fromColumn = source(column, width, toWidth);
      y[at] = x[((picture * height + fromRow) * width + fromColumn) * depth + channel]!;
    });
    return y;
  };
}

for (const backend of ['wasm', 'cpu'] as const) {
  test(`nearest-neighbour resizing gives every picture of a batch its own gradient on ${backend}`, async () => {
    const restore = registerCpuTrainingKernels(tf);
    const random = createSeededRandom(15);
    for (const alignCorners of [false, true]) {
      for (const to of [
        [8, 10],
        [9, 7],
        [3, 4],
      ]) {
        const shape = [3, 4, 5, 2];
        const images = floats(shape, random.values(sizeOf(shape)));
        const dyShape = [3, ...to, 2];
        const dy = floats(dyShape, random.values(sizeOf(dyShape)));
        const forward = resizeNearest(shape, to, alignCorners);
        const expected = differentiate(Float64Array.from(images.values), dy.values, (x) => forward(x, x));
        const dx = await runKernel(
          tf,
          backend,
          'ResizeNearestNeighborGrad',
          { images, dy },
          { alignCorners },
        );
        assertClose(dx, floats(shape, expected), TOLERANCE, JSON.stringify({ to, alignCorners }));
      }
    }
    restore?.();
  });
}
