import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { explainProgramError } from '../../../src/core/words/programErrors.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';

/* What cannot be repaired ends with the line that is meant, and with a way around it in the learner's language. */
let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const programs: { name: string; lines: string[]; line: number; advice: RegExp }[] = [
  {
    name: 'rotating pictures inside the loss',
    lines: [
      `const w = tf.variable(tf.ones([1, 4, 4, 1]));`,
      `function loss() {`,
      `  const turned = tf.image.rotateWithOffset(w, 0.5);`,
      `  return turned.mean();`,
      `}`,
      `tf.train.sgd(0.1).minimize(loss);`,
    ],
    line: 4,
    advice: /RotateWithOffset has no gradient.*before they reach the model/,
  },
  {
    name: 'accuracy as a loss',
    lines: [
      `const w = tf.variable(tf.ones([2, 3]));`,
      `const loss = () => tf.equal(w.argMax(1), tf.tensor1d([0, 1], 'int32')).cast('float32').mean();`,
      `tf.train.sgd(0.1).minimize(loss);`,
    ],
    line: 4,
    advice: /does not depend on the weights in a way that can be trained/,
  },
  {
    name: 'an einsum that does not fit',
    lines: [`const x = tf.ones([2, 3]);`, `tf.einsum('ij,jk->ik', x, x);`],
    line: 3,
    advice: /the axis “j” has 3 elements in one tensor and 2 in another/,
  },
];

for (const { name, lines, line, advice } of programs) {
  test(name, async () => {
    const text = [`import * as tf from '@tensorflow/tfjs';`, ...lines].join('\n');
    const { ending, file } = await bench.run(`${name}.ts`, text);
    assert.equal(ending.kind, 'threw', JSON.stringify(ending));
    assert.deepEqual([ending.at?.file, ending.at?.line], [file, line], ending.stack);
    assert.match(explainProgramError(ending.message, 'en') ?? '', advice);
    for (const locale of ['zh-TW', 'zh-CN'] as const) {
      assert.doesNotMatch(explainProgramError(ending.message, locale) ?? '{', /\{/);
    }
  });
}
