import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunHandle } from '../../../src/runner/runnerTypes.ts';
import { createWorkbench, isRunning, type Workbench } from './workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());
afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

const longFit = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 64, inputShape: [64] }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(tf.randomNormal([256, 64]), tf.randomNormal([256, 1]), { epochs: 1e6, batchSize: 32 });
console.log('after fit');
`;
const syncLoop = `import * as tf from '@tensorflow/tfjs';
const w = tf.variable(tf.zeros([100, 100]));
const optimizer = tf.train.adam(1e-3);
for (let i = 0; i < 1e9; i++) optimizer.minimize(() => w.sub(3).square().mean().asScalar());
`;

function firstMetrics(handle: RunHandle): Promise<void> {
  return new Promise((resolve) => {
    handle.onDidReceiveMetrics(() => resolve());
  });
}

describe('Stop', () => {
  it('ends fit() at the next batch and lets the code after it run', async () => {
    const handle = bench.start(await bench.write('fit.ts', longFit));
    await firstMetrics(handle);
    const asked = Date.now();
    await handle.stop();
    assert.ok(Date.now() - asked < 2500);
    assert.deepEqual(await handle.ended, { kind: 'stopped', forced: false });
    assert.match(
      handle
        .snapshot()
        .console.map(({ text }) => text)
        .join(''),
      /after fit/,
    );
  });

  it('ends a loop that never returns to the event loop, while its curve is alive', async () => {
    const handle = bench.start(await bench.write('loop.ts', syncLoop));
    await firstMetrics(handle);
    await wait(2500);
    const points = handle.snapshot().blocks[0]?.values.length ?? 0;
    assert.ok(points > 100, `${points} points after 2.5 s`);
    await handle.stop();
    assert.deepEqual(await handle.ended, { kind: 'stopped', forced: false });
  });

  it('ends a program that does not train at all, by force', async () => {
    const handle = bench.start(await bench.write('busy.ts', "console.log('on');\nfor (;;);\n"));
    await new Promise<void>((resolve) => {
      handle.onDidWrite(() => resolve());
    }).catch(() => undefined);
    await handle.stop();
    assert.deepEqual(await handle.ended, { kind: 'stopped', forced: true });
  });

  it('ends what the program has started, too', async () => {
    const text =
      "import { spawn } from 'node:child_process';\nconst child = spawn('sleep', ['321']);\nconsole.log('child', child.pid);\nsetInterval(() => {}, 1000);\n";
    const handle = bench.start(await bench.write('spawns.mjs', text));
    const pid = await new Promise<number>((resolve) => {
      handle.onDidWrite(({ text: line }) => resolve(Number(/child (\d+)/.exec(line)?.[1])));
    });
    await handle.stop();
    await wait(100);
    assert.equal(isRunning(pid), false, 'the grandchild is still there');
  });
});

describe('Pause', () => {
  it('holds training between two batches and goes on where it was', async () => {
    const handle = bench.start(await bench.write('fit.ts', longFit));
    await firstMetrics(handle);
    handle.pause();
    await wait(400);
    const held = handle.snapshot().blocks[0]?.values.length ?? 0;
    await wait(600);
    assert.equal(handle.snapshot().blocks[0]?.values.length, held);
    assert.equal(handle.snapshot().header.status, 'paused');
    handle.resume();
    await firstMetrics(handle);
    assert.ok((handle.snapshot().blocks[0]?.values.length ?? 0) > held);
    await handle.stop();
  });

  it('is not mistaken for standing still', async () => {
    const handle = bench.start(await bench.write('fit.ts', longFit), { stallSeconds: 1 });
    await firstMetrics(handle);
    handle.pause();
    await wait(2500);
    assert.equal(handle.snapshot().header.status, 'paused');
    await handle.stop();
    assert.deepEqual(await handle.ended, { kind: 'stopped', forced: false });
  });
});

describe('no orphans', () => {
  it('a busy worker dies with the process that started it', async () => {
    const file = await bench.write('orphan.js', 'for (;;);\n');
    const cli = path.join(process.env['DL_ROOT'] ?? process.cwd(), 'dist', 'cli.cjs');
    // An engine by name: the automatic choice would start processes of its own to look for TensorFlow.
    const options = ['--engine', 'wasm', '--stall', '600'];
    const parent = spawn(process.execPath, [cli, 'run', file, ...options], { stdio: 'ignore' });
    const workers = async (): Promise<string[]> => {
      const children = await readFile(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').catch(
        () => '',
      );
      return children.trim().split(' ').filter(Boolean);
    };
    let started: string[] = [];
    for (let attempt = 0; attempt < 50 && started.length === 0; attempt++) {
      await wait(100);
      started = await workers();
    }
    await wait(800);
    parent.kill('SIGKILL');
    await wait(1500);
    assert.equal(started.length, 1);
    for (const pid of started) assert.equal(isRunning(Number(pid)), false, `worker ${pid} is still there`);
  });

  it('dispose() ends every run', async () => {
    const second = await createWorkbench();
    const handle = second.start(await second.write('fit.ts', longFit));
    await firstMetrics(handle);
    await second.dispose();
    await handle.ended;
    assert.deepEqual(second.workersLeft(), []);
  });
});
