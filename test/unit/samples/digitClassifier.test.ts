import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { classifyDigits, countDigits } from '../../../src/core/samples/digitClassifier.ts';
import stored from '../../../src/core/samples/digitClassifier.json' with { type: 'json' };
import { hasCollapsed, modeCoverage } from '../../../src/core/samples/modeCoverage.ts';

const root = process.env['DL_ROOT'] ?? process.cwd();
const testCount = 1000;

describe('the digit classifier', () => {
  let pictures: Uint8Array;
  let labels: Uint8Array;
  before(() => {
    const bytes = brotliDecompressSync(readFileSync(path.join(root, 'lessons/datasets/mnist/data.bin.br')));
    // Places of the test split in the data set's manifest.
    pictures = bytes.subarray(3_920_000, 3_920_000 + testCount * 784);
    labels = bytes.subarray(4_709_000, 4_709_000 + testCount);
  });

  it('has the weights its manifest names, in at most 60 kB', () => {
    const bytes = Buffer.from(stored.int8, 'base64');
    assert.equal(createHash('sha256').update(bytes).digest('hex'), stored.sha256);
    assert.equal(
      bytes.length,
      stored.tensors.reduce(
        (sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1),
        0,
      ),
    );
    assert.ok(readFileSync(path.join(root, 'src/core/samples/digitClassifier.json')).length <= 60_000);
  });

  it('is right on at least 97.5 % of the test digits', () => {
    const { digits, confidences } = classifyDigits(pictures);
    const rightOf = Array.from({ length: 10 }, () => 0);
    const all = Array.from({ length: 10 }, () => 0);
    labels.forEach((label, index) => {
      all[label]! += 1;
      if (digits[index] === label) rightOf[label]! += 1;
    });
    const right = rightOf.reduce((sum, count) => sum + count, 0);
    const recalls = rightOf.map((count, digit) => `${digit}: ${((100 * count) / all[digit]!).toFixed(0)} %`);
    console.log(`${right} of ${testCount} test digits are right; recall ${recalls.join(', ')}`);
    assert.ok(right >= 975, `${right} right`);
    // It is surer of what it has right.
    const mean = (isRight: boolean): number => {
      const chosen = [...confidences].filter((_, index) => (digits[index] === labels[index]) === isRight);
      return chosen.reduce((sum, confidence) => sum + confidence, 0) / chosen.length;
    };
    assert.ok(mean(true) > mean(false) + 0.2);
  });

  it('counts the digits of a frame', () => {
    const { counts, meanConfidence } = countDigits(pictures.subarray(0, 64 * 784));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      64,
    );
    assert.ok(meanConfidence > 0.9, `${meanConfidence}`);
    assert.equal(modeCoverage({ counts, meanConfidence }).areDigits, true);
  });

  it('is not fooled by nothing: no pictures, and cut ones', () => {
    assert.deepEqual(countDigits(new Uint8Array(0)), { counts: Array(10).fill(0), meanConfidence: 0 });
    assert.equal(classifyDigits(new Uint8Array(1000)).digits.length, 1);
  });
});

describe('mode coverage', () => {
  const frame = (counts: number[], meanConfidence = 0.9) => ({ counts, meanConfidence });

  it('names what is shown and what is missing', () => {
    const coverage = modeCoverage(frame([8, 8, 8, 0, 8, 8, 8, 8, 0, 8]));
    assert.deepEqual(coverage.missing, [3, 8]);
    assert.equal(coverage.shown.length, 8);
    assert.ok(Math.abs(coverage.effectiveModes - 8) < 1e-9);
    assert.equal(modeCoverage(frame([0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).areDigits, false);
    assert.equal(modeCoverage(frame([32, 32, 0, 0, 0, 0, 0, 0, 0, 0], 0.4)).areDigits, false);
  });

  it('warns of a collapse only after three frames of digits', () => {
    const few = frame([0, 30, 0, 0, 0, 0, 0, 34, 0, 0]);
    const many = frame([6, 6, 7, 6, 6, 7, 6, 6, 7, 7]);
    assert.equal(hasCollapsed([few, few]), false);
    assert.equal(hasCollapsed([many, few, few]), false);
    assert.equal(hasCollapsed([many, few, few, few]), true);
    assert.equal(hasCollapsed([few, few, { ...few, meanConfidence: 0.3 }]), false);
  });

  it('takes 64 honest samples of ten digits for no collapse', () => {
    let state = 7;
    const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    for (let round = 0; round < 500; round++) {
      const counts = Array.from({ length: 10 }, () => 0);
      for (let sample = 0; sample < 64; sample++) counts[Math.floor(random() * 10)]! += 1;
      assert.ok(modeCoverage(frame(counts)).effectiveModes > 6);
    }
  });
});
