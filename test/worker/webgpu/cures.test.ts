import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { endingSentence } from '../../../src/core/words/endings.ts';
import { locales } from '../../../src/protocol/locale.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { itOnGpu, testGpu } from './softwareGpu.ts';

const gpu = testGpu();
const options = { engines: ['webgpu' as const], stallSeconds: 60 };
const title = (name: string) => `import * as tf from '@tensorflow/tfjs';\n// ${name}\n`;
const numbers = (output: string): number[] =>
  output
    .trim()
    .split(/[\s,]+/)
    .map(Number);

describe('what tfjs and Dawn do badly together', () => {
  let bench: Workbench;
  before(async () => {
    bench = await createWorkbench(gpu.env);
  });
  after(() => bench.dispose());
  afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

  /** What the program writes to its console, less tfjs's greeting. */
  async function output(name: string, text: string): Promise<string> {
    const { ending, snapshot } = await bench.run(`${name}.ts`, title(name) + text, options);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    assert.equal(snapshot.header.engine?.id, 'webgpu');
    return snapshot.console.map((part) => part.text).join('');
  }

  itOnGpu('dataSync, arraySync and print wait for the graphics card', async () => {
    const text = `const x = tf.range(0, 4).add(tf.ones([4]).mul(tf.fill([2000, 4], 1).sum(0)));
      console.log(x.dataSync().join(), JSON.stringify(x.square().arraySync()));
      x.print();`;
    const written = await output('sync', text);
    assert.match(written, /2000,2001,2002,2003 \[4000000,4004001,4008004,4012009\]/);
    assert.match(written, /\[2000, 2001, 2002, 2003\]/);
  });

  itOnGpu('dataSync works while another read is under way, and afterwards', async () => {
    const text = `const x = tf.fill([3000], 2).square();
      const later = x.add(1).data();
      console.log(x.dataSync()[2999], (await later)[0], x.add(2).dataSync()[7]);`;
    assert.match(await output('both', text), /^4 5 6$/m);
  });

  itOnGpu('multinomial draws what the probabilities say', async () => {
    const text = `const p = tf.tile(tf.tensor2d([[0, 0, 1, 0]]), [300, 1]);
      console.log('drawn', [...new Set(tf.multinomial(p.log(), 20).dataSync())].join());`;
    assert.match(await output('multinomial', text), /^drawn 2$/m);
  });

  itOnGpu('integers and booleans are transposed, in every rank', async () => {
    const text = `const n = 1200;
      const i = tf.range(0, n, 1, 'int32').mul(tf.scalar(20011, 'int32'));
      const b = i.mod(tf.scalar(3, 'int32')).equal(tf.scalar(0, 'int32'));
      const same = (x, shape, perm) => {
        const expected = tf.buffer(perm.map((axis) => shape[axis]), 'float32');
        const values = x.dataSync();
        const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, c) => a * c, 1));
        for (let flat = 0; flat < n; flat++) {
          const from = shape.map((size, axis) => Math.floor(flat / strides[axis]) % size);
          expected.set(values[flat], ...perm.map((axis) => from[axis]));
        }
        const got = tf.transpose(x.reshape(shape), perm).dataSync();
        return expected.values.every((value, index) => value === got[index]);
      };
      for (const [shape, perm] of [[[60, 20], [1, 0]], [[6, 10, 20], [2, 0, 1]], [[6, 10, 5, 4], [3, 1, 0, 2]],
        [[6, 10, 5, 2, 2], [3, 1, 0, 4, 2]], [[3, 2, 10, 5, 2, 2], [5, 3, 1, 0, 4, 2]]])
        console.log('same', same(i, shape, perm), same(b, shape, perm), same(b.toFloat(), shape, perm));`;
    const written = await output('transpose', text);
    assert.equal([...written.matchAll(/same true true true/g)].length, 5, written);
  });

  itOnGpu('tensors of rank 5 are computed as their parts of rank 4', async () => {
    const text = `const x = tf.sin(tf.range(0, 1440)).reshape([2, 3, 4, 6, 10]);
      const same = (name, whole, part) => {
        const expected = tf.stack(tf.unstack(x).map(part));
        const difference = whole.sub(expected).abs().max().dataSync()[0];
        console.log(name, difference < 1e-5 && String(whole.shape) === String(expected.shape));
      };
      const [none, some] = [[0, 0], [1, 2]];
      same('pad', tf.pad(x, [none, none, some, none, some], 7), (y) => tf.pad(y, [none, some, none, some], 7));
      same('mirrorPad', tf.mirrorPad(x, [none, none, none, some, some], 'reflect'),
        (y) => tf.mirrorPad(y, [none, none, some, some], 'reflect'));
      same('reverse', tf.reverse(x, [1, -1]), (y) => tf.reverse(y, [0, 3]));
      same('cumsum', tf.cumsum(x, 2, true, true), (y) => tf.cumsum(y, 1, true, true));
      same('stridedSlice', tf.stridedSlice(x, [0, 0, 1, 0, 1], [2, 3, 4, 6, 9], [1, 1, 2, 1, 3]),
        (y) => tf.stridedSlice(y, [0, 1, 0, 1], [3, 4, 6, 9], [1, 2, 1, 3]));
      same('where', tf.where(x.greater(0), x, x.mul(3)), (y) => tf.where(y.greater(0), y, y.mul(3)));
      same('vector', x.mul(tf.range(0, 10)), (y) => y.mul(tf.range(0, 10)));`;
    const written = await output('ranks', text);
    assert.equal([...written.matchAll(/ true$/gm)].length, 7, written);
  });

  itOnGpu('integers raised to integers are whole', async () => {
    const text = `const x = tf.range(0, 1200, 1, 'int32').mod(tf.scalar(12, 'int32'));
      console.log('powers', x.pow(tf.scalar(2, 'int32')).slice(0, 12).dataSync().join());`;
    assert.match(await output('pow', text), /powers 0,1,4,9,16,25,36,49,64,81,100,121/);
  });

  itOnGpu('kernels that WebGPU lacks or gets wrong are computed by the cpu', async () => {
    const text = `const x = tf.range(0, 1200, 1, 'int32').mod(tf.scalar(3, 'int32')).reshape([2, 600]);
      console.log(tf.denseBincount(x, tf.tensor([]), 3).dataSync().join(' '));
      const words = tf.tensor1d(['b', 'a', 'b']);
      console.log(tf.oneHot(tf.tensor1d([1, 0], 'int32'), 2).dataSync().join(' '), words.dataSync().join(' '));`;
    const [bins, rest] = (await output('fallback', text)).trim().split('\n');
    assert.deepEqual(numbers(bins ?? ''), [200, 200, 200, 200, 200, 200]);
    assert.equal(rest, '0 1 1 0 b a b');
  });

  itOnGpu('a tensor that is too large for the card throws at its line', async () => {
    const text = `const x = tf.ones([40000, 1]);\nconst huge = x.matMul(x, false, true);\nhuge.print();`;
    const { ending } = await bench.run('huge.ts', title('huge') + text, options);
    assert.ok(ending.kind === 'threw' && ending.at?.line === 4, JSON.stringify(ending));
    for (const locale of locales) assert.match(endingSentence(ending, locale), /6400 MB/);
  });

  itOnGpu('what WebGPU reports beside the calls ends the run, and says why', async () => {
    const text = `const { device } = tf.backend();
      device.createBuffer({ size: 2 ** 45, usage: 128 });
      for (let i = 0; i < 100; i++) await tf.ones([2000]).add(i).data();
      console.log('went on');`;
    const { ending, snapshot } = await bench.run('report.ts', title('report') + text, options);
    assert.ok(ending.kind === 'device-lost' && ending.failure === 'error', JSON.stringify(ending));
    assert.match(ending.detail, /Buffer size \(35184372088832\) exceeds/);
    assert.doesNotMatch(snapshot.console.map((part) => part.text).join(''), /went on/);
  });

  itOnGpu('a shader that does not compile ends the run', async () => {
    const text = `tf.registerKernel({ kernelName: 'Abs', backendName: 'webgpu', kernelFunc: ({ inputs, backend }) =>
        backend.runWebGPUProgram({ outputShape: [2000], variableNames: ['A'], workgroupSize: [64, 1, 1],
          dispatchLayout: { x: [0] }, dispatch: [32, 1, 1], shaderKey: 'broken',
          getUserCode: () => 'fn main(index : i32) { setOutputAtIndex(index, A[index] + true); }' },
          [inputs.x], 'float32') });
      console.log('result', tf.ones([2000]).add(1).abs().dataSync()[0]);`;
    const { ending } = await bench.run('shader.ts', title('shader') + text, options);
    assert.ok(ending.kind === 'device-lost' && ending.failure === 'error', JSON.stringify(ending));
  });

  itOnGpu('two runs share one card', async () => {
    const text =
      'let x = tf.ones([64, 64]);\nfor (let i = 0; i < 20; i++) x = x.matMul(x).div(64);\nx.sum().print();';
    const files = await Promise.all(
      ['one', 'two'].map((name) => bench.write(`${name}.ts`, title(name) + text)),
    );
    const handles = files.map((file) => bench.start(file, options));
    for (const handle of handles) {
      assert.equal((await handle.ended).kind, 'finished');
      assert.match(
        handle
          .snapshot()
          .console.map((part) => part.text)
          .join(''),
        /4096/,
      );
    }
  });

  itOnGpu('a run that is stopped while the card computes ends', async () => {
    const file = await bench.write(
      'stop.ts',
      `${title('stop')}for (;;) await tf.ones([200]).square().data();`,
    );
    const handle = bench.start(file, options);
    await new Promise<void>((resolve) => {
      handle.onDidChangeHeader(({ status }) => status === 'running' && setTimeout(resolve, 300));
    });
    await handle.stop();
    assert.equal((await handle.ended).kind, 'stopped');
  });
});

describe('where there is no graphics card', () => {
  const program = `${title('any')}console.log(tf.getBackend(), tf.ones([3]).sum().dataSync()[0]);`;
  const run = async (env: Record<string, string>) => {
    const bench = await createWorkbench(env);
    try {
      const { ending, snapshot } = await bench.run('any.ts', program, { engines: ['webgpu', 'wasm'] });
      assert.equal(ending.kind, 'finished', JSON.stringify(ending));
      const { engine } = snapshot.header;
      assert.equal(engine?.id, 'wasm');
      assert.match(snapshot.console.map((part) => part.text).join(''), /^wasm 3$/m);
      return engine?.passedOver[0]?.reason ?? '';
    } finally {
      await bench.dispose();
    }
  };

  itOnGpu('the next engine is used, and the reason told', async () => {
    const none = path.join(process.cwd(), 'no-such-icd.json');
    const reason = await run({ ...gpu.env, VK_ICD_FILENAMES: none, VK_DRIVER_FILES: none });
    assert.match(reason, /no graphics card that WebGPU can use was found/);
  });

  it(
    'a renderer in software is refused, whatever the editor’s environment says',
    { skip: gpu.missing ?? gpu.real },
    async () => {
      const { DEEP_LEARNING_ALLOW_SOFTWARE_GPU: allow, ...env } = gpu.env;
      process.env['DEEP_LEARNING_ALLOW_SOFTWARE_GPU'] = allow;
      try {
        assert.match(await run(env), /no graphics card was found, only SwiftShader/);
      } finally {
        delete process.env['DEEP_LEARNING_ALLOW_SOFTWARE_GPU'];
      }
    },
  );
});
