import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SampleFrame } from '../../../src/protocol/exhibit.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import * as programs from './samplePrograms.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const framesOf = (snapshot: RunSnapshot, origin?: SampleFrame['origin']): SampleFrame[] =>
  snapshot.exhibits.filter(
    (exhibit) => exhibit.kind === 'samples' && (origin === undefined || exhibit.origin === origin),
  ) as SampleFrame[];

const outputOf = (snapshot: RunSnapshot): string => snapshot.console.map(({ text }) => text).join('');

async function run(name: string, text: string, options = {}) {
  const { ending, snapshot } = await bench.run(`${name}.js`, text, options);
  assert.equal(ending.kind, 'finished', `${name}: ${JSON.stringify(ending)} ${outputOf(snapshot)}`);
  return { snapshot, frames: framesOf(snapshot), output: outputOf(snapshot) };
}

function isWellFormed(frame: SampleFrame): void {
  assert.equal(frame.bytes.length, frame.count * frame.width * frame.height * frame.channels);
  assert.ok(frame.at.elapsedMs > 0 && (frame.at.updates ?? 0) > 0, JSON.stringify(frame.at));
  assert.equal(frame.at.model, frame.name);
}

/** The first and the last epoch always, and those between as far as the budget of time goes: all of them on an idle machine. */
function everyEpoch(frames: readonly SampleFrame[], epochs: number): void {
  const seen = frames.map(({ at }) => at.epoch ?? 0);
  assert.deepEqual([seen[0], seen.at(-1)], [1, epochs]);
  assert.deepEqual(
    seen,
    [...new Set(seen)].sort((a, b) => a - b),
  );
}

describe('samples of generators', () => {
  it('a GAN in a combined model: in the loop, at its end, and a walk; with the curves of both players', async () => {
    const { snapshot, frames } = await run('keras', programs.kerasGan(4500));
    const samples = framesOf(snapshot, 'generator');
    assert.ok(samples.length >= 2, `${samples.length} frames`);
    for (const frame of frames) isWellFormed(frame);
    for (const frame of samples) {
      assert.deepEqual([frame.name, frame.width, frame.columns], ['generator', 8, 8]);
      assert.equal(frame.count, samples[0]?.count, 'the same noise in every frame');
      assert.deepEqual(frame.players, { generator: 'gan', discriminator: 'discriminator' });
    }
    const counts = samples.map(({ at }) => at.updates ?? 0);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    const steps = snapshot.blocks.find(
      ({ id }) => snapshot.series.find((series) => series.id === id)?.model === 'gan',
    )?.values.length;
    assert.equal(counts.at(-1), steps, 'the last frame shows the last weights');
    assert.equal(framesOf(snapshot, 'latent-walk').at(-1)?.count, 64);
  });

  it('a GAN of two optimizers, found by the calls in minimize()', async () => {
    const { snapshot, frames } = await run('minimize', programs.minimizeGan);
    // On a slow machine the loop takes longer than a second, and has frames of its own.
    assert.deepEqual(
      frames.slice(-2).map(({ origin, name, at }) => [origin, name, at.updates]),
      [
        ['generator', 'painter', 40],
        ['latent-walk', 'painter', 40],
      ],
    );
    assert.deepEqual(framesOf(snapshot, 'generator').at(-1)?.players, {
      generator: 'Adam 2',
      discriminator: 'Adam',
    });
  });
});

describe('samples of autoencoders', () => {
  it('a dense one with fit(): every epoch, held-out inputs above their reconstructions, and a walk', async () => {
    const { snapshot, output } = await run('dense', programs.denseAutoencoder);
    const frames = framesOf(snapshot, 'autoencoder');
    everyEpoch(frames, 5);
    assert.deepEqual([frames[0]?.name, frames[0]?.count], ['autoencoder', 32]);
    for (const { at } of frames) assert.equal(at.updates, (at.epoch ?? 0) * 3);
    const inputRows = ({ bytes }: SampleFrame) => [
      ...bytes.subarray(0, 8 * 64),
      ...bytes.subarray(16 * 64, 24 * 64),
    ];
    for (const frame of frames) {
      isWellFormed(frame);
      assert.deepEqual(inputRows(frame), inputRows(frames[0]!), 'the same inputs in every frame');
    }
    assert.notDeepEqual(frames[0]?.bytes, frames.at(-1)?.bytes, 'and other reconstructions');
    assert.equal(framesOf(snapshot, 'generator').length, 0, 'its decoder is no generator');
    assert.equal(framesOf(snapshot, 'latent-walk').length, 1);
    const unwatched = await run('dense', programs.denseAutoencoder, { observe: false });
    assert.equal(output, unwatched.output, 'the same weights and automatic names');
    assert.match(output, /next name dense_Dense\d+ ,24/);
  });

  it('a convolutional one, and one whose graph is no chain', async () => {
    const convolutional = await run('convolutional', programs.convolutionalAutoencoder);
    everyEpoch(framesOf(convolutional.snapshot, 'autoencoder'), 3);
    assert.equal(framesOf(convolutional.snapshot, 'latent-walk').length, 1);
    const vae = await run('vae', programs.variational);
    everyEpoch(framesOf(vae.snapshot, 'autoencoder'), 3);
    assert.equal(framesOf(vae.snapshot, 'latent-walk').length, 0);
  });

  it('an encoder and a decoder in a loop of the program’s own', async () => {
    const { frames } = await run('separate', programs.separateAutoencoder);
    assert.deepEqual(
      frames.slice(-2).map(({ origin, name, count }) => [origin, name, count]),
      [
        ['autoencoder', 'decoder', 64],
        ['latent-walk', 'decoder', 64],
      ],
    );
  });
});

describe('what watching leaves behind', () => {
  it('nothing is shown of a classifier, nor of a regression on vectors of a square length', async () => {
    const { frames } = await run('classifier', programs.classifier);
    assert.deepEqual(frames, []);
  });

  it('training is the same number for number as without being watched', async () => {
    const all = [
      programs.kerasGan(0),
      programs.minimizeGan,
      programs.denseAutoencoder,
      programs.variational,
      programs.separateAutoencoder,
    ];
    for (const [index, text] of all.entries()) {
      const weights = async (observe: boolean) =>
        /weights ([0-9a-f]{64})/.exec((await run(`same-${index}`, text, { observe })).output)?.[1];
      const watched = await weights(true);
      assert.equal(watched?.length, 64);
      assert.equal(watched, await weights(false), `program ${index}`);
    }
  });

  it('no tensor', async () => {
    const text = `${programs.minimizeGan.replace('const images', 'let before; const images').replace('noise.dispose();', 'noise.dispose(); if (step === 20) before = tf.memory().numTensors; if (step === 21) await new Promise((done) => setTimeout(done, 1100));')}
      console.log('tensors', tf.memory().numTensors - before);`;
    const { frames, output } = await run('leak', text);
    assert.ok(frames.length >= 3, 'a frame within the loop, one at its end, and a walk');
    assert.match(output, /tensors 0\n/);
    const epochs = programs.convolutionalAutoencoder.replace(
      'await model.fit(real, real, { epochs: 3, batchSize: 16 });',
      `await model.fit(real, real, { epochs: 1, batchSize: 16 });
       const before = tf.memory().numTensors;
       await model.fit(real, real, { epochs: 12, batchSize: 16 });
       console.log('tensors', tf.memory().numTensors - before);`,
    );
    const autoencoder = await run('leak-epochs', epochs);
    assert.ok(autoencoder.frames.length >= 3);
    assert.match(autoencoder.output, /tensors 0\n/);
  });
});

describe('samples() of the program', () => {
  it('shows pictures under a name, in grey and in colour, and keeps them apart', async () => {
    const { frames } = await run(
      'shown',
      `import * as tf from '@tensorflow/tfjs'; import { samples } from 'deep-learning-lessons';
       samples('grey', tf.tensor([0, 0.5, 1, 2], [1, 2, 2]));
       samples('grey', [tf.zeros([2, 2, 1]), tf.ones([2, 2, 1])]);
       samples('colour', tf.tensor([0, 128, 255], [1, 1, 1, 3], 'int32'));
       samples('large', tf.ones([100, 200, 100, 1]));
       samples('array', [[[0, 1], [1, 0]]]);`,
    );
    assert.deepEqual(
      frames.map(({ name, origin, count, height, width, channels }) => [
        name,
        origin,
        count,
        height,
        width,
        channels,
      ]),
      [
        ['grey', 'shown', 1, 2, 2, 1],
        ['grey', 'shown', 2, 2, 2, 1],
        ['colour', 'shown', 1, 1, 1, 3],
        ['large', 'shown', 64, 50, 25, 1],
        ['array', 'shown', 1, 2, 2, 1],
      ],
    );
    assert.deepEqual([...frames[0]!.bytes], [0, 128, 255, 255]);
    assert.deepEqual([...frames[2]!.bytes], [0, 128, 255]);
  });

  it('says what it cannot show, with the line, and never throws', async () => {
    const { frames, output } = await run(
      'refused',
      `import * as tf from '@tensorflow/tfjs'; import { samples } from 'deep-learning-lessons';
       samples('a', tf.zeros([3, 4]));
       samples('b', [tf.zeros([2, 2]), tf.zeros([3, 3])]);
       const gone = tf.zeros([1, 2, 2]); gone.dispose();
       samples('c', gone);
       samples('d', [[[1, 2], [3]]]);
       samples('e', undefined);
       for (let i = 0; i < 100; i++) samples('f', 7);
       console.log('tensors', tf.memory().numTensors);`,
    );
    assert.deepEqual(frames, []);
    assert.match(output, /samples\('a'\) shows nothing \(line 2\): pictures are .* and this is \[3, 4\]\./);
    assert.match(
      output,
      /samples\('b'\) shows nothing \(line 3\): the pictures in the list are not all of one shape\./,
    );
    assert.match(output, /samples\('c'\) shows nothing \(line 5\): the tensor was disposed of before\./);
    assert.match(
      output,
      /samples\('d'\) shows nothing \(line 6\): the rows of the array are not all of one length\./,
    );
    assert.match(output, /samples\('e'\) shows nothing \(line 7\)/);
    assert.doesNotMatch(output, /samples\('f'\)/, 'five complaints are enough');
    assert.match(output, /tensors 3\n/);
  });
});
