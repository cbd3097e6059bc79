import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deadShare, saturatedShare } from '../../../src/core/weights/activationUnits.ts';
import { createReportSchedule, reportsAtMost } from '../../../src/core/weights/reportSchedule.ts';
import { binCount, changeRatio, tensorStatistics } from '../../../src/core/weights/tensorStatistics.ts';
import { densityGrid, spread, tensorHistories } from '../../../src/core/weights/weightHistory.ts';
import type { TensorReport, WeightReport } from '../../../src/protocol/exhibit.ts';
import { seededRandom } from '../series/seededRandom.ts';

const near = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} ≠ ${expected}`,
  );

function reportOf(values: ArrayLike<number>): TensorReport {
  return {
    layer: 'a',
    tensor: 'kernel',
    role: 'weight',
    shape: [values.length],
    ...tensorStatistics(values),
  };
}

describe('statistics of a tensor', () => {
  it('agree with brute force on random tensors with odd values among them', () => {
    const random = seededRandom(1);
    for (let trial = 0; trial < 100; trial++) {
      const offset = (random() - 0.5) * 10 ** Math.floor(random() * 6);
      const values = Float32Array.from({ length: 1 + Math.floor(random() * 300) }, () => {
        const dice = random();
        return dice < 0.03 ? NaN : dice < 0.05 ? Infinity : dice < 0.2 ? 0 : offset + random() - 0.5;
      });
      const finite = [...values].filter(Number.isFinite);
      const figures = tensorStatistics(values);
      assert.equal(figures.nonFinite, values.length - finite.length);
      assert.equal(figures.counts.length, binCount);
      assert.equal(
        figures.counts.reduce((sum, one) => sum + one, 0),
        finite.length,
      );
      if (finite.length === 0) continue;
      const mean = finite.reduce((sum, one) => sum + one, 0) / finite.length;
      near(figures.mean, mean);
      near(figures.std, Math.sqrt(finite.reduce((sum, one) => sum + (one - mean) ** 2, 0) / finite.length));
      near(figures.norm, Math.hypot(...finite));
      assert.deepEqual([figures.min, figures.max], [Math.min(...finite), Math.max(...finite)]);
      near(figures.zeros, finite.filter((one) => one === 0).length / values.length);
    }
  });

  it('keep a small spread beside a large mean', () => {
    near(tensorStatistics([1e8 + 1, 1e8 - 1, 1e8 + 1, 1e8 - 1]).std, 1);
  });

  it('have no NaN of their own: empty, constant, all odd, the largest floats', () => {
    for (const values of [[], [2, 2, 2], [NaN, Infinity], [3.4e38, -3.4e38]]) {
      const { counts, nonFinite, ...rest } = tensorStatistics(values);
      assert.equal(
        counts.reduce((sum, one) => sum + one, 0),
        values.length - nonFinite,
      );
      for (const [name, value] of Object.entries(rest))
        assert.ok(Number.isFinite(value), `${name} of ${values.join()}`);
    }
  });

  it('scale the norm of a sample to that of the whole', () => near(tensorStatistics([3, 4], 4).norm, 10));

  it('compare a weight with itself one update earlier', () => {
    near(changeRatio([3, 4], [3, 4.5]) ?? NaN, 0.1);
    assert.equal(changeRatio([0, 0], [1, 1]), undefined);
  });
});

describe('units', () => {
  it('are dead when they give 0 for every sample', () => near(deadShare([0, 1, 0, 0, 0, 2], 3), 1 / 3));
  it('are saturated at the ends of their range', () => {
    near(saturatedShare([0.999, 0.5, 0.001, 0.2], 'sigmoid'), 0.5);
    near(saturatedShare([0.5, -0.999, 0, 0], 'tanh'), 0.25);
  });
});

describe('distributions over time', () => {
  it('keep the number of values when they are put onto another range', () => {
    const random = seededRandom(2);
    for (let trial = 0; trial < 50; trial++) {
      const report = reportOf(Array.from({ length: 200 }, () => random() * 3 - 1));
      const total = spread(report, -2, 4, 24).reduce((sum, one) => sum + one, 0);
      near(total, 200, 1e-6);
    }
  });

  it('have a place for each report, also where a tensor was not there or is constant', () => {
    const report = (tensors: TensorReport[]): WeightReport => ({
      kind: 'weights',
      at: { elapsedMs: 0 },
      model: 'm',
      tensors,
    });
    const [history] = tensorHistories(
      [report([]), report([reportOf([1, 1])]), report([reportOf([0, 2])])],
      'weight',
    );
    assert.equal(history?.reports[0], undefined);
    const grid = densityGrid(history?.reports ?? [], 10);
    assert.deepEqual([grid.columns, grid.low, grid.high], [3, 0, 2]);
    assert.ok([...grid.cells].every((cell) => cell >= 0 && cell <= 1));
    assert.equal(Math.max(...grid.cells.slice(10, 20)), 1);
  });
});

describe('when reports are made', () => {
  for (const [tensors, epochs, atMost] of [
    [10, 30, 31],
    [10, 10_000, reportsAtMost + 1],
    [1000, 10_000, 21],
  ] as const)
    it(`${epochs} planned epochs of ${tensors} tensors: at most ${atMost}`, () => {
      const schedule = createReportSchedule(tensors, epochs);
      const made: number[] = [];
      for (let epoch = 1; epoch <= epochs; epoch++) {
        if (!schedule.isEpochDue(epoch)) continue;
        schedule.reported(epoch, epoch);
        made.push(epoch);
      }
      assert.ok(made.length <= atMost, `${made.length}`);
      assert.equal(made[0], 1);
      const gaps = made.slice(2).map((epoch, index) => epoch - (made[index + 1] ?? 0));
      assert.ok(new Set(gaps).size <= 1, 'evenly');
    });

  it('ever more rarely in a loop without an end', () => {
    const schedule = createReportSchedule(10, undefined);
    let made = 0;
    for (let nowMs = 0; nowMs < 24 * 3600_000; nowMs += 500) {
      if (!schedule.isTimeDue(nowMs)) continue;
      schedule.reported(undefined, nowMs);
      made += 1;
    }
    assert.ok(made > 100 && made <= 1100, `${made} in a day`);
  });
});
