import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { EngineId } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { testGpu } from './softwareGpu.ts';

const gpu = testGpu();
/** Relative: float32 sums in another order, and a graphics card's own exp and tanh, amplified by six updates of Adam. */
const tolerance = 2e-3;
const module = path.join(process.env['DL_ROOT'] ?? process.cwd(), 'test/worker/webgpu/smallTrainings.ts');

let bench: Workbench;
let expected: Record<string, number[]>;
let actual: Record<string, number[]>;

async function losses(engine: EngineId): Promise<Record<string, number[]>> {
  const text = `import * as tf from '@tensorflow/tfjs';
    import { createTrainings } from ${JSON.stringify(module)};
    for (const [name, train] of Object.entries(createTrainings(tf))) {
      const losses = await train();
      console.log('losses', JSON.stringify([name, losses]));
    }`;
  const { ending, snapshot } = await bench.run(`all-${engine}.ts`, text, {
    engines: [engine],
    stallSeconds: 120,
    observe: false,
  });
  assert.equal(ending.kind, 'finished', JSON.stringify(ending));
  const output = snapshot.console.map(({ text: part }) => part).join('');
  const lines = [...output.matchAll(/^losses (.*)$/gm)].map(([, json]) => json ?? '');
  return Object.fromEntries(lines.map((json) => JSON.parse(json) as [string, number[]]));
}

describe('small trainings', { skip: gpu.missing ?? false }, () => {
  before(async () => {
    bench = await createWorkbench(gpu.env);
    expected = await losses('cpu');
    actual = await losses('webgpu');
  });
  after(() => bench.dispose());

  it('are a dozen and more', () => assert.ok(Object.keys(expected).length >= 12));

  it('learn on the graphics card what they learn in plain JavaScript', () => {
    const problems: string[] = [];
    for (const [name, curve] of Object.entries(expected)) {
      curve.forEach((loss, step) => {
        const got = actual[name]?.[step] ?? NaN;
        const error = Math.abs(got - loss) / Math.max(Math.abs(loss), 1e-3);
        if (!(error <= tolerance)) problems.push(`${name}, step ${step}: ${got} instead of ${loss}`);
      });
    }
    assert.deepEqual(problems, []);
  });
});
