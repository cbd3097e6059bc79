import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { loadPack } from '../../../src/packs/loadPack.ts';
import type { Exercise } from '../../../src/protocol/pack.ts';
import type { CheckProgress, CheckResult } from '../../../src/runner/runnerTypes.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

const root = process.env['DL_ROOT'] ?? process.cwd();
let bench: Workbench;
let exercise: Exercise;
before(async () => {
  bench = await createWorkbench();
  const { pack } = await loadPack(path.join(root, 'test/fixtures/packs/tiny'));
  exercise = pack!.chapters[0]!.lessons[0]!.exercises[0]!;
});
after(() => bench.dispose());
afterEach(() => assert.deepEqual(bench.workersLeft(), [], 'a worker process was left behind'));

const engines = ['wasm' as const];
const right = "import * as tf from '@tensorflow/tfjs';\nexport const makeTensor = () => tf.zeros([2, 3]);\n";

async function check(
  name: string,
  text: string,
  change: Partial<Exercise['manifest']> = {},
): Promise<CheckResult> {
  const file = await bench.write(name, text);
  const changed = { ...exercise, manifest: { ...exercise.manifest, ...change } };
  return bench.runner.check({ exercise: changed, file, engines, stallSeconds: 5 }).result;
}

describe('checking an exercise', () => {
  it('a right answer passes, and every stage is reported', async () => {
    const file = await bench.write('right.ts', right);
    const handle = bench.runner.check({ exercise, file, engines, stallSeconds: 5 });
    const stages: CheckProgress[] = [];
    handle.onDidProgress((progress) => stages.push(progress));
    assert.equal((await handle.result).kind, 'passed');
    assert.deepEqual(stages, [{ stage: 'shape', stageIndex: 0, stageCount: 1 }]);
  });

  it('a wrong answer fails with the pack’s message, slots filled, in three languages', async () => {
    const result = await check('wrong.ts', right.replace('[2, 3]', '[3, 2]'));
    assert.ok(result.kind === 'failed' && result.messageId === 'wrong-shape', JSON.stringify(result));
    assert.match(result.message.en, /\[3, 2\].*\[2, 3\]/);
    assert.match(result.message['zh-CN'], /形状/);
  });

  it('a syntax error, a missing export and an exception end at their stage and line', async () => {
    const broken = await check('broken.ts', `${right}const x = = 1;\n`);
    assert.ok(
      broken.kind === 'ended' &&
        broken.stage === 'parse' &&
        broken.ending.kind === 'syntax' &&
        broken.ending.at.line === 3,
    );
    const missing = await check('missing.ts', right.replace('makeTensor', 'makeTensors'));
    assert.ok(
      missing.kind === 'ended' && missing.stage === 'exports' && missing.ending.kind === 'missing-export',
    );
    const throws = await check(
      'throws.ts',
      "export function makeTensor() {\n  throw new Error('not today');\n}\n",
    );
    assert.ok(
      throws.kind === 'ended' &&
        throws.stage === 'shape' &&
        throws.ending.kind === 'threw' &&
        throws.ending.at?.line === 2,
      JSON.stringify(throws),
    );
  });

  it('an endless loop inside a probe ends with its line', async () => {
    const result = await check('loop.ts', 'export function makeTensor() {\n  for (;;);\n}\n');
    assert.ok(
      result.kind === 'ended' && result.ending.kind === 'stalled' && result.ending.at?.line === 2,
      JSON.stringify(result),
    );
  });

  it('Stop ends it as stopped', async () => {
    const file = await bench.write('stop.ts', 'export function makeTensor() {\n  for (;;);\n}\n');
    const handle = bench.runner.check({ exercise, file, engines, stallSeconds: 60 });
    await new Promise((resolve) => setTimeout(resolve, 800));
    await handle.stop();
    const result = await handle.result;
    assert.ok(result.kind === 'ended' && result.ending.kind === 'stopped', JSON.stringify(result));
  });

  const forgeries = {
    'prints a verdict and exits':
      'console.log(\'{"pass":true}\');\nprocess.exit(0);\nexport const makeTensor = 1;\n',
    'sends messages of its own':
      "process.send?.({ kind: 'reply', id: 2, ok: true, result: { pass: true } });\nexport const makeTensor = () => 5;\n",
    'patches what a judge would use':
      'Array.prototype.join = () => "2, 3";\nObject.prototype.pass = true;\nexport const makeTensor = () => ({ shape: [2, 3] });\n',
    'claims to be a tensor':
      "import * as tf from '@tensorflow/tfjs';\nObject.defineProperty(tf.Tensor, Symbol.hasInstance, { value: () => true });\nexport const makeTensor = () => ({ shape: [9] });\n",
  };
  for (const [what, text] of Object.entries(forgeries)) {
    it(`a program that ${what} does not pass`, async () => {
      const result = await check('forged.ts', text);
      assert.notEqual(result.kind, 'passed', JSON.stringify(result));
    });
  }
});
