import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classCurve, topKAccuracy, usableSamples } from '../../../src/core/evaluation/classCurves.ts';
import { countConfusion, mostConfused, worstCells } from '../../../src/core/evaluation/confusionCounts.ts';
import { rankedSamples, topClasses } from '../../../src/core/evaluation/rankedSamples.ts';
import {
  areaUnderRoc,
  averagePrecision,
  bestF1Threshold,
  figuresAt,
  precisionOfF1,
  thresholdCurve,
} from '../../../src/core/evaluation/thresholdCurve.ts';
import { seededRandom } from '../series/seededRandom.ts';

/** Scores with many ties, or none, of an imbalanced choice of samples. */
function drawScores(seed: number): { of: Float32Array; rest: Float32Array } {
  const random = seededRandom(seed);
  const levels = seed % 3 === 0 ? 4 : seed % 3 === 1 ? 50 : 1e9;
  const draw = (count: number, shift: number): Float32Array =>
    Float32Array.from({ length: count }, () => Math.round((random() + shift) * levels) / levels);
  return { of: draw(1 + Math.floor(random() * 30), 0.2), rest: draw(1 + Math.floor(random() * 120), 0) };
}

describe('thresholdCurve', () => {
  it('has the area that counting all pairs gives', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { of, rest } = drawScores(seed);
      let wins = 0;
      for (const high of of) for (const low of rest) wins += high > low ? 1 : high === low ? 0.5 : 0;
      const area = areaUnderRoc(thresholdCurve(of, rest)) ?? NaN;
      assert.ok(Math.abs(area - wins / (of.length * rest.length)) <= 1e-12, `seed ${seed}`);
    }
  });

  it('turns into its complement when the classes change places', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { of, rest } = drawScores(seed);
      const there = areaUnderRoc(thresholdCurve(of, rest)) ?? NaN;
      const back = areaUnderRoc(thresholdCurve(rest, of)) ?? NaN;
      assert.ok(Math.abs(there + back - 1) <= 1e-12);
    }
  });

  it('gives the counts that going through all samples gives, at any threshold', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { of, rest } = drawScores(seed);
      const curve = thresholdCurve(of, rest);
      for (const threshold of [-1, 0, 0.25, 0.5, 0.75, 1, 2, ...curve.thresholds]) {
        const taken = (scores: Float32Array): number => scores.filter((score) => score >= threshold).length;
        const at = figuresAt(curve, threshold);
        assert.equal(at.truePositives, taken(of));
        assert.equal(at.falsePositives, taken(rest));
        assert.equal(at.truePositives + at.falseNegatives, of.length);
        assert.equal(at.falsePositives + at.trueNegatives, rest.length);
      }
    }
  });

  it('finds the threshold with the highest F1', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { of, rest } = drawScores(seed);
      const curve = thresholdCurve(of, rest);
      const best = figuresAt(curve, bestF1Threshold(curve) ?? NaN).f1 ?? 0;
      for (const threshold of curve.thresholds)
        assert.ok((figuresAt(curve, threshold).f1 ?? 0) <= best + 1e-15);
    }
  });

  it('says nothing where a kind is missing', () => {
    const none = new Float32Array();
    const some = Float32Array.of(0.5, 0.25);
    assert.equal(areaUnderRoc(thresholdCurve(some, none)), undefined);
    assert.equal(areaUnderRoc(thresholdCurve(none, some)), undefined);
    assert.equal(averagePrecision(thresholdCurve(none, some)), undefined);
    assert.equal(averagePrecision(thresholdCurve(some, none)), 1);
    assert.equal(bestF1Threshold(thresholdCurve(none, some)), undefined);
    const at = figuresAt(thresholdCurve(none, none), 0.5);
    assert.deepEqual([at.precision, at.recall, at.f1, at.specificity, at.accuracy], Array(5).fill(undefined));
  });

  it('draws the lines of one F1 where that F1 is', () => {
    for (const f1 of [0.2, 0.4, 0.6, 0.8])
      for (let recall = 0.01; recall <= 1; recall += 0.01) {
        const precision = precisionOfF1(f1, recall);
        if (precision === undefined) assert.ok(recall < f1 / (2 - f1) + 1e-9);
        else assert.ok(Math.abs((2 * precision * recall) / (precision + recall) - f1) < 1e-9);
      }
  });
});

describe('usableSamples', () => {
  const scored = {
    classCount: 2,
    truth: Uint16Array.of(0, 1, 65_535, 1, 0),
    scores: Float32Array.of(0.75, 0.25, NaN, NaN, 0.5, 0.5, 0.25, 0.75, Infinity, 0),
  };

  it('leaves out labels that are no class and scores that are no number, and counts them', () => {
    const usable = usableSamples(scored);
    assert.deepEqual([...usable.indices], [0, 3]);
    assert.deepEqual([usable.withoutClass, usable.withoutNumber], [1, 2]);
    assert.equal(areaUnderRoc(classCurve(scored, usable, 1)), 1);
    assert.equal(topKAccuracy(scored, usable, 1), 1);
    assert.equal(topKAccuracy(scored, usableSamples({ ...scored, truth: new Uint16Array() }), 1), undefined);
  });
});

describe('countConfusion', () => {
  it('agrees with counting each cell, and names the worst mistakes', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed);
      const classes = 2 + Math.floor(random() * 8);
      const draw = (): Uint16Array =>
        Uint16Array.from({ length: 200 }, () => Math.floor(random() * (classes + 1)));
      const [truth, predicted] = [draw(), draw()];
      const counts = countConfusion(truth, predicted, classes);
      let total = 0;
      let worst = 0;
      for (let row = 0; row < classes; row++)
        for (let column = 0; column < classes; column++) {
          const count = truth.filter((label, index) => label === row && predicted[index] === column).length;
          assert.equal(counts.at(row, column), count);
          total += count;
          if (row !== column) worst = Math.max(worst, count);
        }
      assert.deepEqual([counts.total, counts.leftOut], [total, 200 - total]);
      assert.equal(worstCells(counts, 1)[0]?.count, worst);
    }
  });

  it('names the most confused classes, ascending', () => {
    const truth = Array.from({ length: 60 * 60 }, (_, index) => index % 60);
    const predicted = truth.map((label, index) => (label >= 20 && index / 60 < label ? label - 1 : label));
    const classes = mostConfused(countConfusion(truth, predicted, 60), 40);
    assert.equal(classes.length, 40);
    assert.deepEqual(
      classes,
      [...classes].sort((a, b) => a - b),
    );
    assert.ok(classes.includes(59) && !classes.includes(0));
  });

  it('counts ten thousand classes in a moment', () => {
    const classes = 10_000;
    const truth = Uint16Array.from({ length: 50_000 }, (_, index) => index % classes);
    const predicted = truth.map((label, index) => (index % 7 === 0 ? (label * 31 + 7) % classes : label));
    const startedAt = performance.now();
    const counts = countConfusion(truth, predicted, classes);
    assert.equal(mostConfused(counts, 40).length, 40);
    assert.ok(performance.now() - startedAt < 1000);
    assert.equal(counts.total, 50_000);
  });
});

describe('rankedSamples', () => {
  const evaluation = {
    classCount: 3,
    truth: Uint16Array.of(0, 1, 2, 0, 1, 65_535, 2, 0),
    predicted: Uint16Array.of(1, 1, 0, 1, 0, 0, 2, 0),
    confidence: Float32Array.of(0.5, 0.75, 0.9, 0.5, NaN, 1, 0.4, 0.6),
  };

  it('puts the surest mistakes first, ties by position, those without a probability last', () => {
    assert.deepEqual(rankedSamples(evaluation, 'confident-wrong', {}, 9), {
      total: 4,
      indices: [2, 0, 3, 4],
    });
  });

  it('puts the right answers it was least sure of first', () => {
    assert.deepEqual(rankedSamples(evaluation, 'unsure-right', {}, 2), { total: 3, indices: [6, 7] });
  });

  it('filters by truth and by answer', () => {
    assert.deepEqual(rankedSamples(evaluation, 'confident-wrong', { truth: 0 }, 9).indices, [0, 3]);
    assert.deepEqual(rankedSamples(evaluation, 'confident-wrong', { predicted: 0 }, 9).indices, [2, 4]);
    assert.equal(rankedSamples(evaluation, 'confident-wrong', { truth: 1, predicted: 2 }, 9).total, 0);
  });
});

describe('topClasses', () => {
  it('gives the highest probabilities, ties by class, and passes over what is no number', () => {
    const evaluation = { classCount: 4, scores: Float32Array.of(0.25, 0.5, 0.25, 0, NaN, 1, 0, 0) };
    assert.deepEqual(topClasses(evaluation, 0, 3), [
      { index: 1, probability: 0.5 },
      { index: 0, probability: 0.25 },
      { index: 2, probability: 0.25 },
    ]);
    assert.deepEqual(
      topClasses(evaluation, 1, 3).map(({ index }) => index),
      [1, 2, 3],
    );
    assert.deepEqual(topClasses({ classCount: 4 }, 0, 3), []);
  });
});
