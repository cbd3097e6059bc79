import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  areasOf,
  classCurve,
  macroAreas,
  microCurve,
  topKAccuracy,
  usableSamples,
} from '../../../src/core/evaluation/classCurves.ts';
import { metricAverages, classMetrics } from '../../../src/core/evaluation/classMetrics.ts';
import { countConfusion } from '../../../src/core/evaluation/confusionCounts.ts';
import {
  areaUnderRoc,
  averagePrecision,
  figuresAt,
  thresholdCurve,
} from '../../../src/core/evaluation/thresholdCurve.ts';

interface Report {
  name: string;
  classes: number;
  truth: number[];
  predicted: number[];
  matrix: number[];
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
  accuracy: number;
  micro: number[];
  macro: number[];
  weighted: number[];
}

interface Binary {
  name: string;
  truth: number[];
  scores: number[];
  auc: number;
  ap: number;
  fpr: number[];
  tpr: number[];
  rocThresholds: number[];
  precision: number[];
  recall: number[];
  prThresholds: number[];
  threshold: number;
  matrix: number[];
  f1: number;
}

interface Several {
  name: string;
  classes: number;
  truth: number[];
  scores: number[];
  auc: (number | null)[];
  ap: (number | null)[];
  macroAuc: number;
  microAuc: number;
  microAp: number;
  topK: number[];
}

/** Written by makeFixtures.py beside it, with scikit-learn 1.9.1. Tests run from the root of the project. */
const fixtures = JSON.parse(readFileSync('test/unit/evaluation/fixtures/scikitLearn.json', 'utf8')) as {
  reports: Report[];
  binary: Binary[];
  several: Several[];
};

function near(actual: number | undefined, expected: number, what = ''): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= 1e-12,
    `${what} ${String(actual)} is not ${expected}`,
  );
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, index) => near(actual[index], value, `${what} ${index}`));
}

describe('class figures equal scikit-learn’s', () => {
  for (const report of fixtures.reports)
    it(report.name, () => {
      const counts = countConfusion(report.truth, report.predicted, report.classes);
      const cells = Array.from({ length: report.classes ** 2 }, (_, cell) =>
        counts.at(Math.floor(cell / report.classes), cell % report.classes),
      );
      assert.deepEqual(cells, report.matrix);
      classMetrics(counts).forEach((metrics, index) => {
        // scikit-learn writes 0 (and warns) where we say that nothing can be said.
        near(metrics.precision ?? 0, report.precision[index] ?? NaN, 'precision');
        near(metrics.recall ?? 0, report.recall[index] ?? NaN, 'recall');
        near(metrics.f1 ?? 0, report.f1[index] ?? NaN, 'f1');
        assert.equal(metrics.support, report.support[index]);
      });
      const averages = metricAverages(counts);
      near(averages.accuracy, report.accuracy);
      for (const kind of ['micro', 'macro', 'weighted'] as const) {
        const { precision, recall, f1 } = averages[kind];
        allNear([precision ?? NaN, recall ?? NaN, f1 ?? NaN], report[kind], kind);
      }
    });
});

describe('curves of two classes equal scikit-learn’s', () => {
  for (const fixture of fixtures.binary)
    it(fixture.name, () => {
      const of = (label: number): Float32Array =>
        Float32Array.from(fixture.scores.filter((_, index) => fixture.truth[index] === label));
      const curve = thresholdCurve(of(1), of(0));
      near(areaUnderRoc(curve), fixture.auc, 'auc');
      near(averagePrecision(curve), fixture.ap, 'ap');
      const { truePositives: tp, falsePositives: fp, positives, negatives } = curve;
      allNear(
        Array.from(tp, (count) => count / positives),
        fixture.tpr,
        'tpr',
      );
      allNear(
        Array.from(fp, (count) => count / negatives),
        fixture.fpr,
        'fpr',
      );
      allNear(curve.thresholds, fixture.rocThresholds, 'thresholds');
      // scikit-learn's precision–recall curve runs from the lowest threshold up.
      const upwards = <T>(values: T[]): T[] => values.reverse();
      allNear(upwards([...curve.thresholds]), fixture.prThresholds, 'pr thresholds');
      allNear(upwards(Array.from(tp, (count) => count / positives)), fixture.recall, 'recall');
      allNear(
        upwards(Array.from(tp, (count, index) => count / (count + (fp[index] ?? 0)))),
        fixture.precision,
        'precision',
      );
      const at = figuresAt(curve, fixture.threshold);
      assert.deepEqual(
        [at.trueNegatives, at.falsePositives, at.falseNegatives, at.truePositives],
        fixture.matrix,
      );
      near(at.f1 ?? 0, fixture.f1);
    });
});

describe('curves of several classes equal scikit-learn’s', () => {
  for (const fixture of fixtures.several)
    it(fixture.name, () => {
      const scored = {
        classCount: fixture.classes,
        truth: Uint16Array.from(fixture.truth),
        scores: Float32Array.from(fixture.scores),
      };
      const usable = usableSamples(scored);
      const areas = fixture.auc.map((_, index) => areasOf(classCurve(scored, usable, index)));
      areas.forEach(({ auc, ap }, index) => {
        const [expectedAuc, expectedAp] = [fixture.auc[index], fixture.ap[index]];
        if (typeof expectedAuc === 'number') near(auc, expectedAuc);
        else assert.equal(auc, undefined);
        if (typeof expectedAp === 'number') near(ap, expectedAp);
        else assert.equal(ap, undefined);
      });
      near(macroAreas(areas).auc, fixture.macroAuc);
      const micro = areasOf(microCurve(scored, usable));
      near(micro.auc, fixture.microAuc);
      near(micro.ap, fixture.microAp);
      fixture.topK.forEach((value, index) => near(topKAccuracy(scored, usable, index + 1), value));
    });
});
