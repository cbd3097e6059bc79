import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { beginning, trainingCode, type Training } from './programs.ts';
import { curvesOf, fingerprintsOf, goOn, runKept, type KeptRun } from './resumeRuns.ts';

const training: Training = {
  name: 'net',
  net: 'conv',
  optimizer: 'adam',
  isShuffled: true,
  validates: true,
  epochs: 5,
};
/** A model that is trained twice, and a run that something may befall in epoch 4 of the second time. */
const program = (befalls: string): string => `${beginning}
{
  const warm = tf.sequential({ name: 'net', layers: [tf.layers.dense({ units: 3, inputShape: [6], activation: 'softmax' })] });
  warm.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
  await warm.fit(rows, classes, { epochs: 2 });
  warm.evaluate(rows, classes);
}
${trainingCode(training, befalls)}`;

describe('a run that was interrupted in an epoch goes on as if it had not been', () => {
  let bench: Workbench;
  let whole: KeptRun;
  before(async () => {
    bench = await createWorkbench();
    whole = await runKept(bench, await bench.write('cnn.ts', program('')));
    assert.equal(whole.ending.kind, 'finished', JSON.stringify(whole.ending) + whole.output);
  });
  after(() => bench.dispose());

  const interruptions = {
    'an error': ["throw new Error('mine');", 'threw'],
    'the end of its process': ["process.kill(process.pid, 'SIGKILL');", 'crashed'],
    'a loop that never ends': ['for (;;) ;', 'stalled'],
  } as const;
  for (const [name, [befalls, kind]] of Object.entries(interruptions)) {
    it(name, async () => {
      const broken = await runKept(bench, await bench.write('cnn.ts', program(befalls)), {
        stallSeconds: kind === 'stalled' ? 8 : 60,
      });
      assert.equal(broken.ending.kind, kind, JSON.stringify(broken.ending));
      assert.equal(broken.checkpoints.at(-1)?.epoch, 3);
      await bench.write('cnn.ts', program(''));
      const resumed = await goOn(bench, broken, { model: 'net', epoch: 3 });
      assert.equal(resumed.ending.kind, 'finished', JSON.stringify(resumed.ending));
      assert.equal(fingerprintsOf(resumed)['net'], fingerprintsOf(whole)['net']);
      assert.deepEqual(curvesOf(resumed.snapshot), curvesOf(whole.snapshot));
    });
  }

  it('Stop, and what was cut short by it is no epoch', async () => {
    const broken = await runKept(
      bench,
      await bench.write('cnn.ts', program('await new Promise((resolve) => setTimeout(resolve, 1500));')),
      {},
      (handle, { epoch, training: state }) => {
        if (epoch === 3 && state?.fitCall === 1) void wait(100).then(() => handle.stop());
      },
    );
    assert.equal(broken.ending.kind, 'stopped', JSON.stringify(broken.ending));
    assert.equal(broken.checkpoints.at(-1)?.epoch, 3);
    await bench.write('cnn.ts', program(''));
    const resumed = await goOn(bench, broken, { model: 'net', epoch: 3 });
    assert.deepEqual(curvesOf(resumed.snapshot), curvesOf(whole.snapshot));
  });

  it('and a run that was paused is the same one, too', async () => {
    const paused = await runKept(bench, await bench.write('cnn.ts', program('')), {}, (handle, { epoch }) => {
      if (epoch !== 2) return;
      handle.pause();
      void wait(700).then(() => handle.resume());
    });
    assert.deepEqual(fingerprintsOf(paused), fingerprintsOf(whole));
    assert.deepEqual(curvesOf(paused.snapshot), curvesOf(whole.snapshot));
  });

  it('with another learning rate it is another run from there on, and says so', async () => {
    const resumed = await goOn(bench, whole, { model: 'net', epoch: 3 }, { learningRate: 0.5 });
    assert.equal(resumed.ending.kind, 'finished', JSON.stringify(resumed.ending));
    const [now, before] = [resumed, whole].map(
      ({ snapshot }) => curvesOf(snapshot)['net loss train epoch']?.split(' ') ?? [],
    );
    // The first two points are those of the other model of this name.
    assert.deepEqual(now?.slice(0, 5), before?.slice(0, 5));
    assert.equal(now?.length, before?.length);
    assert.notEqual(now?.[5], before?.[5]);
    const marks = resumed.snapshot.exhibits.filter((exhibit) => exhibit.kind === 'mark');
    assert.deepEqual(
      marks.map(({ code, from, to, at }) => [code, from, to, at.epoch]),
      [
        ['branched', 1, undefined, 3],
        ['rate-changed', 0.01, 0.5, 3],
      ],
    );
    assert.equal(resumed.checkpoints[0]?.training.optimizer.plain['learningRate'], 0.5);
  });

  const changes = {
    model: ['filters: 4', 'filters: 5'],
    optimizer: ['tf.train.adam(0.01)', "'sgd'"],
    data: ['validationSplit: 0.2', 'validationSplit: 0.5'],
    'not-reached': ["name: 'net', layers: [tf.layers.conv2d", "name: 'other', layers: [tf.layers.conv2d"],
  } as const;
  for (const [reason, [from, to]] of Object.entries(changes)) {
    it(`a program that has changed is refused: ${reason}`, async () => {
      const text = program('').replace(from, to);
      assert.notEqual(text, program(''));
      await bench.write('cnn.ts', text);
      const resumed = await goOn(bench, whole, { model: 'net', epoch: 3 });
      assert.equal(resumed.ending.kind, 'not-resumed', JSON.stringify(resumed.ending));
      assert.equal((resumed.ending as { reason?: string }).reason, reason);
    });
  }
});

describe('no checkpoint to go on from is taken', () => {
  let bench: Workbench;
  before(async () => {
    bench = await createWorkbench();
  });
  after(() => bench.dispose());
  const model = `const make = (name: string) => {
    const model = tf.sequential({ name, layers: [tf.layers.dense({ units: 3, inputShape: [6], activation: 'softmax' })] });
    model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    return model;
  };
  const one = make('one'), other = make('other');
  `;
  const bodies = {
    dataset:
      'await one.fitDataset(tf.data.zip({ xs: tf.data.array(tf.unstack(rows)), ys: tf.data.array(tf.unstack(classes)) }).batch(20), { epochs: 2 });',
    mixed:
      'await one.fit(rows, classes, { epochs: 2, callbacks: { onBatchEnd: async () => { await other.trainOnBatch(rows, classes); } } });',
    order: 'Math.random = () => 0.5; await one.fit(rows, classes, { epochs: 2 });',
  } as const;
  for (const [reason, body] of Object.entries(bodies)) {
    it(`where it would not be exact: ${reason}`, async () => {
      const kept = await runKept(bench, await bench.write('none.ts', beginning + model + body));
      assert.equal(kept.ending.kind, 'finished', JSON.stringify(kept.ending));
      assert.deepEqual(kept.checkpoints, []);
      assert.equal(kept.snapshot.header.kept?.find((one) => one.model === 'one')?.fixed, reason);
    });
  }
});
