import './asInWorker.ts';
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { alarmAdvice, alarmSentence, alarmTitle } from '../../../src/core/words/alarms.ts';
import type { Alarm } from '../../../src/protocol/exhibit.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { TensorFlow } from '../../../src/worker/engines/tensorFlow.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { readTrainingBinary, startWasm } from '../kernels/wasmEngine.ts';
import { healthyTrainings } from './healthyTrainings.ts';
import { alarmsOf, observeHere, type Observed } from './observed.ts';

let tf: TensorFlow;
let observed: Observed;
before(async () => {
  // A copy: the namespace of an ES module cannot be changed, and the observers put themselves around its functions.
  const started = await startWasm();
  await registerTrainingKernels(started, { training: readTrainingBinary() });
  tf = { ...started };
  observed = observeHere(tf);
});

async function alarmsDuring(train: () => Promise<void>): Promise<Alarm[]> {
  observed.take();
  await train();
  assert.deepEqual(observed.failures, []);
  return alarmsOf(observed.take());
}

describe('alarms from inside of the network', () => {
  it('stay silent in 21 healthy trainings', async () => {
    const wrong: string[] = [];
    for (const [index, [name, train]] of Object.entries(healthyTrainings(tf)).entries()) {
      observed.seed(index + 1);
      for (const { code, layer, value } of await alarmsDuring(train))
        wrong.push(`${name}: ${code} ${layer ?? ''} ${String(value)}`);
    }
    assert.deepEqual(wrong, []);
  });

  const dense = (units: number, more: object) => tf.layers.dense({ units, ...more });
  const planted: Record<string, { code: Alarm['code']; train: () => Promise<void> }> = {
    'a learning rate of 100': {
      code: 'large-updates',
      train: async () => {
        const model = tf.sequential({
          layers: [dense(16, { inputShape: [4], activation: 'tanh' }), dense(3, { activation: 'softmax' })],
        });
        model.compile({ optimizer: tf.train.sgd(100), loss: 'categoricalCrossentropy' });
        const labels = tf.oneHot(tf.randomUniform([96], 0, 3, 'int32'), 3).cast('float32');
        await model.fit(tf.randomNormal([96, 4]), labels, { epochs: 4, batchSize: 16 });
      },
    },
    'a learning rate of 1e-9': {
      code: 'small-updates',
      train: async () => {
        const model = tf.sequential({ layers: [dense(8, { inputShape: [4] }), dense(1, {})] });
        model.compile({ optimizer: tf.train.sgd(1e-9), loss: 'meanSquaredError' });
        await model.fit(tf.randomNormal([96, 4]), tf.randomNormal([96, 1]), { epochs: 3, batchSize: 16 });
      },
    },
    'ten layers of sigmoid': {
      code: 'vanishing-gradient',
      train: async () => {
        const hidden = Array.from({ length: 10 }, (_, index) =>
          dense(8, { activation: 'sigmoid', ...(index === 0 ? { inputShape: [4] } : {}) }),
        );
        const model = tf.sequential({ layers: [...hidden, dense(1, {})] });
        model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
        await model.fit(tf.randomNormal([96, 4]), tf.randomNormal([96, 1]), { epochs: 4, batchSize: 16 });
      },
    },
    'a bias of −10 before ReLU': {
      code: 'dead-units',
      train: async () => {
        const biasInitializer = tf.initializers.constant({ value: -10 });
        const model = tf.sequential({
          layers: [dense(16, { inputShape: [4], activation: 'relu', biasInitializer }), dense(1, {})],
        });
        model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
        await model.fit(tf.randomNormal([96, 4]), tf.randomNormal([96, 1]), { epochs: 4, batchSize: 16 });
      },
    },
    'inputs in the thousands before tanh': {
      code: 'saturated-units',
      train: async () => {
        const model = tf.sequential({
          layers: [dense(16, { inputShape: [4], activation: 'tanh' }), dense(1, {})],
        });
        model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
        await model.fit(tf.randomNormal([96, 4], 0, 3000), tf.randomNormal([96, 1]), {
          epochs: 4,
          batchSize: 16,
        });
      },
    },
    'a step beyond what the curvature bears': {
      code: 'exploding-gradient',
      train: () => {
        const w = tf.variable(
          tf.tensor2d([
            [1, 2],
            [3, 4],
          ]),
        );
        const optimizer = tf.train.sgd(1.05);
        for (let step = 0; step < 140; step++) optimizer.minimize(() => w.square().sum().asScalar());
        return Promise.resolve();
      },
    },
  };
  for (const [fault, { code, train }] of Object.entries(planted))
    it(`are raised at ${fault}: ${code}`, async () => {
      observed.seed(5);
      const alarms = await alarmsDuring(train);
      const alarm = alarms.find((one) => one.code === code);
      assert.ok(alarm, JSON.stringify(alarms));
      for (const locale of locales)
        for (const text of [
          alarmTitle(alarm, locale),
          alarmSentence(alarm, locale),
          alarmAdvice(alarm, locale),
        ])
          assert.doesNotMatch(text, /\{\w+\}|NaN|undefined/);
    });
});
