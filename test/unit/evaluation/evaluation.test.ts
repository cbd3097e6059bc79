import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellSamples } from '../../../src/core/evaluation/cellSamples.ts';
import { classMetrics, metricAverages } from '../../../src/core/evaluation/classMetrics.ts';
import {
  type ConfusionCounts,
  countConfusion,
  shareOf,
  worstCells,
} from '../../../src/core/evaluation/confusionCounts.ts';
import { seededRandom } from '../series/seededRandom.ts';

/*
 * The worked example was counted by hand: truth and prediction of ten samples in three classes.
 *
 *          taken for 0  1  2
 *   is 0             2  1  0     class 0: TP 2, FP 1, FN 1
 *   is 1             0  2  1     class 1: TP 2, FP 1, FN 1
 *   is 2             1  0  3     class 2: TP 3, FP 1, FN 1
 */
const truth = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2];
const predicted = [0, 1, 0, 1, 1, 2, 2, 0, 2, 2];
const counts = countConfusion(truth, predicted, 3);

/** All cells, row-major: row = truth, column = prediction. */
function dense(matrix: ConfusionCounts): number[] {
  return Array.from({ length: matrix.classCount ** 2 }, (_, cell) =>
    matrix.at(Math.floor(cell / matrix.classCount), cell % matrix.classCount),
  );
}

const near = (actual: number | undefined, expected: number): void =>
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) < 1e-12,
    `${String(actual)} is not ${expected}`,
  );

describe('countConfusion', () => {
  it('counts the worked example, row = truth, column = prediction', () => {
    assert.deepEqual(dense(counts), [2, 1, 0, 0, 2, 1, 1, 0, 3]);
    assert.deepEqual([...counts.rows], [3, 3, 4]);
    assert.deepEqual([...counts.columns], [3, 3, 4]);
  });

  it('sums to the number of samples, and its diagonal to the right ones, for random labels', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const classes = 2 + Math.floor(random() * 12);
      const samples = Math.floor(random() * 900);
      const draw = (): Uint16Array =>
        Uint16Array.from({ length: samples }, () => Math.floor(random() * classes));
      const [labels, answers] = [draw(), draw()];
      const matrix = countConfusion(labels, answers, classes);
      assert.equal(
        dense(matrix).reduce((sum, count) => sum + count, 0),
        samples,
      );
      const right = matrix.right.reduce((sum, count) => sum + count, 0);
      assert.equal(right, labels.filter((label, sample) => label === answers[sample]).length);
    }
  });

  it('leaves out samples whose class does not exist', () => {
    const some = countConfusion([0, 5, 1], [0, 1, 7], 2);
    assert.deepEqual([dense(some), some.leftOut], [[1, 0, 0, 0], 2]);
  });

  it('gives shares of rows and columns, and 0 where there is nothing to share', () => {
    near(shareOf(counts, 2, 2, 'row'), 0.75);
    near(shareOf(counts, 0, 0, 'column'), 2 / 3);
    const empty = countConfusion([0], [0], 2);
    for (const mode of ['row', 'column'] as const)
      assert.deepEqual([shareOf(empty, 0, 0, mode), shareOf(empty, 1, 1, mode)], [1, 0]);
  });

  it('lists the worst mistakes first and never the diagonal', () => {
    const samples = [50, 3, 0, 9, 60, 3, 0, 1, 70].flatMap((count, cell) =>
      Array.from({ length: count }, () => [Math.floor(cell / 3), cell % 3] as const),
    );
    const matrix = countConfusion(
      samples.map(([row]) => row),
      samples.map(([, column]) => column),
      3,
    );
    assert.deepEqual(worstCells(matrix, 3), [
      { truth: 1, predicted: 0, count: 9 },
      { truth: 0, predicted: 1, count: 3 },
      { truth: 1, predicted: 2, count: 3 },
    ]);
  });
});

describe('classMetrics', () => {
  it('equals the figures computed by hand', () => {
    const [zero, one, two] = classMetrics(counts);
    near(zero?.precision, 2 / 3);
    near(zero?.recall, 2 / 3);
    near(zero?.f1, 2 / 3);
    assert.equal(zero?.support, 3);
    near(one?.f1, 2 / 3);
    near(two?.precision, 0.75);
    near(two?.recall, 0.75);
    assert.equal(two?.support, 4);
  });

  it('averages like scikit-learn: macro plain, weighted by support', () => {
    const { macro, weighted, accuracy } = metricAverages(counts);
    near(macro.precision, (2 / 3 + 2 / 3 + 3 / 4) / 3);
    near(weighted.f1, (3 * (2 / 3) + 3 * (2 / 3) + 4 * (3 / 4)) / 10);
    near(accuracy, 0.7);
    assert.equal(macro.support, 10);
  });

  it('leaves a ratio undefined when nothing can be said, and counts it as 0 in the mean', () => {
    // Class 1 is never predicted, class 2 neither occurs nor is predicted.
    const lopsided = countConfusion([0, 0, 1], [0, 0, 0], 3);
    const [zero, one, two] = classMetrics(lopsided);
    near(zero?.precision, 2 / 3);
    assert.equal(one?.precision, undefined);
    near(one?.recall, 0);
    near(one?.f1, 0);
    assert.deepEqual(two, { precision: undefined, recall: undefined, f1: undefined, support: 0 });
    near(metricAverages(lopsided).macro.f1, 0.8 / 3);
    assert.equal(metricAverages(countConfusion([], [], 2)).accuracy, undefined);
  });
});

describe('cellSamples', () => {
  const evaluation = {
    truth: Uint16Array.from([7, 7, 7, 1, 7, 7]),
    predicted: Uint16Array.from([1, 1, 7, 1, 1, 1]),
    confidence: Float32Array.from([0.5, 0.75, 1, 1, 0.5, 0.25]),
  };

  it('gives the most confident first and ties by position', () => {
    assert.deepEqual(
      cellSamples(evaluation, 7, 1, 10).samples.map(({ index }) => index),
      [1, 0, 4, 5],
    );
  });

  it('counts all and gives as many as asked', () => {
    const { total, samples } = cellSamples(evaluation, 7, 1, 2);
    assert.equal(total, 4);
    assert.deepEqual(samples, [
      { index: 1, confidence: 0.75 },
      { index: 0, confidence: 0.5 },
    ]);
    assert.deepEqual(cellSamples(evaluation, 3, 3, 5), { total: 0, samples: [] });
  });
});
