import type { EngineProbe } from '../../protocol/engine.ts';
import {
  convolutionByHand,
  largestErrorOf,
  matMulByHand,
  smallNumbers,
  type ConvolutionSize,
} from './knownNumbers.ts';
import type { SelectedEngine } from './selectEngine.ts';
import type { TensorFlow } from './tensorFlow.ts';

/** Times are taken until so much is spent on them, so that both with their warm-ups stay below half a second. */
const smallBudgetMs = 80;
const largeBudgetMs = 150;
/** Enough for a median. */
const mostSteps = 15;

/** Pictures of one update of the large network, and of the update that finds out whether so many are affordable. */
const largeBatch = 64;
const trialBatch = 1;
/** An engine that takes longer for the trial would take seconds for all of them. */
const longestTrialMs = 80;
const longestUpdateMs = 1000;

/** Starts an engine, checks its numbers and takes its time. What `start` throws goes to the caller. */
export async function measureEngine(start: () => Promise<SelectedEngine>): Promise<EngineProbe> {
  const startedAt = performance.now();
  const { tf, report } = await start();
  const startMs = performance.now() - startedAt;
  const largestError = await checkNumbers(tf);
  return {
    report,
    startMs,
    largestError,
    smallStepMs: await timeSmallNetwork(tf),
    largeStepMs: await timeLargeNetwork(tf),
  };
}

async function checkNumbers(tf: TensorFlow): Promise<number> {
  return Math.max(await checkMatMul(tf), await checkConvolution(tf));
}

/** Sizes that fit no tile, vector or workgroup evenly: edges are where kernels go wrong. */
async function checkMatMul(tf: TensorFlow): Promise<number> {
  const size = { rows: 17, inner: 37, columns: 19 };
  const a = smallNumbers(size.rows * size.inner, 1);
  const b = smallNumbers(size.inner * size.columns, 2);
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d(a, [size.rows, size.inner]), tf.tensor2d(b, [size.inner, size.columns])),
  );
  const error = largestErrorOf(await product.data(), matMulByHand(a, b, size));
  product.dispose();
  return error;
}

async function checkConvolution(tf: TensorFlow): Promise<number> {
  const size: ConvolutionSize = { batch: 2, size: 9, channels: 3, kernel: 3, filters: 5 };
  const xShape = [size.batch, size.size, size.size, size.channels] as const;
  const filterShape = [size.kernel, size.kernel, size.channels, size.filters] as const;
  const outShape = [size.batch, size.size, size.size, size.filters] as const;
  const countOf = (shape: readonly number[]): number => shape.reduce((product, edge) => product * edge, 1);
  const x = smallNumbers(countOf(xShape), 3);
  const filter = smallNumbers(countOf(filterShape), 4);
  const dy = smallNumbers(countOf(outShape), 5);
  const tensors = tf.tidy(() => {
    const convolve = (xs: ReturnType<typeof tf.tensor>, filters: ReturnType<typeof tf.tensor>) =>
      tf.conv2d(xs.as4D(...xShape), filters.as4D(...filterShape), 1, 'same');
    const xs = tf.tensor(x, [...xShape]);
    const filters = tf.tensor(filter, [...filterShape]);
    return [convolve(xs, filters), ...tf.grads(convolve)([xs, filters], tf.tensor(dy, [...outShape]))];
  });
  const { output, inputGradient, filterGradient } = convolutionByHand(x, filter, dy, size);
  const expected = [output, inputGradient, filterGradient];
  const errors = await Promise.all(
    tensors.map(async (tensor, index) => largestErrorOf(await tensor.data(), expected[index] ?? output)),
  );
  tf.dispose(tensors);
  return Math.max(...errors);
}

/** Two dense layers of 16 on 32 rows: next to no arithmetic, so what is measured is the cost of each operation. */
async function timeSmallNetwork(tf: TensorFlow): Promise<number> {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 16, activation: 'relu', inputShape: [8] }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const xs = tf.randomNormal([32, 8], 0, 1, 'float32', 1);
  const ys = tf.randomNormal([32, 1], 0, 1, 'float32', 2);
  const step = (): Promise<unknown> => model.trainOnBatch(xs, ys);
  await step();
  const median = await medianMs(step, smallBudgetMs);
  tf.dispose([xs, ys]);
  model.dispose();
  return median;
}

/** Two convolutions on 28×28 pictures: mostly arithmetic. */
async function timeLargeNetwork(tf: TensorFlow): Promise<number> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const data = (batch: number) => ({
    xs: tf.randomNormal([batch, 28, 28, 1], 0, 1, 'float32', 3),
    ys: tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat(),
  });
  const trial = tf.tidy(() => data(trialBatch));
  const full = tf.tidy(() => data(largeBatch));
  const stepOn = ({ xs, ys }: typeof full) => model.trainOnBatch(xs, ys);
  // The first update compiles shaders and warms code; only the second says how long one takes.
  await stepOn(trial);
  const trialMs = await medianMs(() => stepOn(trial), 0);
  // An engine that slow is bound by arithmetic, which grows with the batch.
  const largeMs =
    trialMs > longestTrialMs ? (trialMs * largeBatch) / trialBatch : await timeFullBatch(() => stepOn(full));
  tf.dispose([trial, full]);
  model.dispose();
  return largeMs;
}

/** The first update of a new size warms up; where one takes a second, it has to do. */
async function timeFullBatch(step: () => Promise<unknown>): Promise<number> {
  const firstMs = await medianMs(step, 0);
  return firstMs > longestUpdateMs ? firstMs : medianMs(step, largeBudgetMs);
}

/** Median time of a step, each waited for until its loss is known. At least one step is taken. */
async function medianMs(step: () => Promise<unknown>, budgetMs: number): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + budgetMs;
  do {
    const startedAt = performance.now();
    await step();
    times.push(performance.now() - startedAt);
  } while (times.length < mostSteps && performance.now() < until);
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)] ?? 0;
}
