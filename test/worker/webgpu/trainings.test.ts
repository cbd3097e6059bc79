import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import type { EngineId } from '../../../src/protocol/run.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { itOnGpu, testGpu } from './softwareGpu.ts';

const gpu = testGpu();
/** Relative: float32 sums in another order, and a graphics card's own exp and tanh, amplified by three updates of Adam. */
const tolerance = 2e-3;
const module = path.join(process.env['DL_ROOT'] ?? process.cwd(), 'test/worker/webgpu/smallTrainings.ts');

let bench: Workbench;
before(async () => {
  bench = await createWorkbench(gpu.env);
});
after(() => bench.dispose());

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

describe('small trainings', () => {
  itOnGpu('learn on the graphics card what they learn in plain JavaScript', async () => {
    const expected = await losses('cpu');
    const actual = await losses('webgpu');
    assert.ok(Object.keys(expected).length >= 12);
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
