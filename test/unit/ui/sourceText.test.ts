import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportLine, isTfProgram, lensLine } from '../../../src/ui/editor/sourceText.ts';
import { datasetNameIn } from '../../../src/ui/panels/datasetCard.ts';

const source = [
  "import * as tf from '@tensorflow/tfjs';",
  '',
  '/** export function createModel() in a comment does not count */',
  'function createModels() {}',
  'export async function createModel(): Promise<void> {}',
  'export const rate = 0.1, other = 2;',
  'export { helper as createNet, net$ };',
].join('\n');

describe('where lenses stand', () => {
  it('finds an exported function, constant or listed name', () => {
    assert.equal(exportLine(source, 'createModel'), 4);
    assert.equal(exportLine(source, 'rate'), 5);
    assert.equal(exportLine(source, 'createNet'), 6);
    assert.equal(exportLine(source, 'net$'), 6);
    assert.equal(exportLine(source, 'createModels'), undefined);
    assert.equal(exportLine(source, 'create'), undefined);
  });

  it('takes the first name that is there, else the first line', () => {
    assert.equal(lensLine(source, ['gone', 'rate']), 5);
    assert.equal(lensLine(source, ['gone']), 0);
    assert.equal(lensLine('', ['main']), 0);
  });

  it('knows a TensorFlow.js program by its import', () => {
    for (const program of [
      source,
      "const tf = require('@tensorflow/tfjs-node');",
      'import "@tensorflow/tfjs-node-gpu"',
      "const tf = await import('@tensorflow/tfjs');",
    ])
      assert.ok(isTfProgram(program), program);
    for (const other of ['', "import x from '@tensorflow/tfjs-vis'", '// @tensorflow/tfjs'])
      assert.ok(!isTfProgram(other), other);
  });

  it('reads the name of the dataset', () => {
    assert.equal(datasetNameIn("const mnist = await dataset('mnist', { train: 100 });"), 'mnist');
    assert.equal(datasetNameIn("dataset('../secret')"), undefined);
    assert.equal(datasetNameIn('mydataset("mnist")'), undefined);
  });
});
