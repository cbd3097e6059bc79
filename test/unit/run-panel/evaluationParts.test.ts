import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { figuresAt } from '../../../src/core/evaluation/thresholdCurve.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { formatRatio, formatShare } from '../../../webview/run/evaluation/formatRatio.ts';
import { allAreas, placeOf, thresholdModel } from '../../../webview/run/evaluation/thresholdModel.ts';
import { RunState } from '../../../webview/run/runState.ts';
import { createHeader, createSnapshot } from '../storage/runFixture.ts';

const scored = {
  classCount: 2,
  classNames: [],
  truth: Uint16Array.of(1, 0, 1, 0, 1),
  scores: Float32Array.of(0.25, 0.75, 0.5, 0.5, 0.5, 0.5, 0.75, 0.25, 0.125, 0.875),
};

describe('thresholdModel', () => {
  it('puts the handle on both curves where the figures are', () => {
    const model = thresholdModel(scored, 1);
    for (const threshold of [0, 0.3, 0.5, 0.8]) {
      const { roc, pr, figures } = placeOf(model, threshold);
      assert.deepEqual(figures, figuresAt(model.curve, threshold));
      assert.equal(roc.x, 1 - (figures.specificity ?? NaN));
      assert.equal(roc.y, figures.recall);
      assert.deepEqual(pr, { x: figures.recall, y: figures.precision });
    }
    // Nothing is taken for the class: there is no precision, and the handle stays where the curve begins.
    assert.deepEqual(placeOf(model, 1).pr, { x: 0, y: 1 });
    assert.equal(model.prevalence, 0.6);
  });

  it('has the areas of all classes, and those of two classes are the same', () => {
    const { classes, macro } = allAreas(scored);
    assert.equal(classes[0]?.auc, classes[1]?.auc);
    assert.equal(macro.classes, 2);
    assert.equal(classes[1]?.auc, 5.5 / 6);
  });
});

describe('the shown moment', () => {
  const evaluation = (elapsedMs: number): Evaluation => ({
    model: 'm',
    split: 'validation',
    classCount: 2,
    classNames: [],
    at: { elapsedMs },
    truth: scored.truth,
    predicted: scored.truth,
    confidence: new Float32Array(5),
    scores: scored.scores,
    accuracy: 1,
  });

  it('shows the evaluation of that moment; class probabilities are those of the latest only', () => {
    const snapshot = createSnapshot(createHeader('run'), 8);
    const state = new RunState({
      locale: 'en',
      snapshot: { ...snapshot, evaluations: [evaluation(100), evaluation(200)] },
    });
    state.addEvaluation(evaluation(300));
    const shown = () =>
      state.latestEvaluations().map(({ number, evaluation: one }) => [number, !!one.scores]);
    assert.deepEqual(shown(), [[2, true]]);
    state.shownMs = 250;
    assert.deepEqual(shown(), [[1, false]]);
    state.shownMs = 50;
    assert.deepEqual(shown(), []);
  });
});

describe('figures in words', () => {
  it('never says all or nothing of something that is not quite', () => {
    assert.deepEqual([1, 0.9999, 0.997, 0.5, 0.003, 0.0001, 0, NaN].map(formatShare), [
      '100 %',
      '> 99.9 %',
      '99.7 %',
      '50 %',
      '0.3 %',
      '< 0.1 %',
      '0 %',
      'NaN',
    ]);
    assert.deepEqual([undefined, NaN, 0.12345].map(formatRatio), ['–', '–', '0.123']);
  });

  it('has the same slots in every language', () => {
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const [key, text] of Object.entries(evaluationWords)) {
      assert.ok(text.en && text['zh-TW'] && text['zh-CN'], key);
      assert.equal(slots(text['zh-TW']), slots(text.en), key);
      assert.equal(slots(text['zh-CN']), slots(text.en), key);
    }
  });
});
