import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { inNativeProcess, startTensorFlow } from './inNativeProcess.ts';
import { trainings } from './trainings.ts';

const UPDATES = 6;

/** Relative difference of a loss: float32 sums in another order, amplified by the optimizer. */
const TOLERANCE = 1e-3;

inNativeProcess(import.meta.filename, (location) => {
  before(() => startTensorFlow(location));

  for (const [name, create] of Object.entries(trainings)) {
    test(`${name}: the losses of the cpu engine`, async () => {
      const losses: Record<string, number[]> = {};
      for (const backend of ['cpu', 'tensorflow']) {
        await tf.setBackend(backend);
        losses[backend] = await train(create);
      }
      losses['cpu']?.forEach((expected, step) => {
        const actual = losses['tensorflow']?.[step] ?? Number.NaN;
        const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
        assert.ok(error <= TOLERANCE, `step ${step}: ${actual} instead of ${expected}`);
      });
    });
  }

  test('an update leaves no tensor behind, in tfjs or in TensorFlow', async () => {
    await tf.setBackend('tensorflow');
    const backend = tf.backend() as unknown as { getNumOfTFTensors(): number };
    for (const create of Object.values(trainings)) {
      const { model, x, y } = create();
      // The first two make the optimizer's state and the constants that are kept.
      await model.trainOnBatch(x, y);
      await model.trainOnBatch(x, y);
      const before = [tf.memory().numTensors, backend.getNumOfTFTensors()];
      await model.trainOnBatch(x, y);
      assert.deepEqual([tf.memory().numTensors, backend.getNumOfTFTensors()], before);
      model.dispose();
      tf.dispose([x, y]);
    }
  });
});

async function train(create: (typeof trainings)[keyof typeof trainings]): Promise<number[]> {
  const { model, x, y } = create();
  const losses: number[] = [];
  for (let step = 0; step < UPDATES; step++) losses.push(Number(await model.trainOnBatch(x, y)));
  model.dispose();
  tf.dispose([x, y]);
  return losses;
}
