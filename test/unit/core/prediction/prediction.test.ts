import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparePrediction, predictedAt } from '../../../../src/core/prediction/comparePrediction.ts';
import {
  keepPrediction,
  predictionsOf,
  type PredictedRun,
} from '../../../../src/core/prediction/predictionBook.ts';
import { predictionSentence } from '../../../../src/core/prediction/predictionSentence.ts';
import { predictionWords } from '../../../../src/core/words/prediction.ts';
import type { CurvePrediction, PredictionBook } from '../../../../src/protocol/prediction.ts';
import { predictionIn } from '../../../../src/ui/panels/predictionHandlers.ts';
import { createDrawing } from '../../../../webview/run/prediction/drawing.ts';
import { createRandom } from '../createRandom.ts';

const prediction = (values: readonly [number, number][], metric = 'loss'): CurvePrediction => ({
  metric,
  epochs: 10,
  points: values.map(([epoch, value]) => ({ epoch, value })),
});

const decay = (pace: number, end = 0): number[] =>
  Array.from({ length: 20 }, (_, epoch) => end + (2 - end) * Math.exp(-epoch / pace));
const asPoints = (values: readonly number[]): CurvePrediction =>
  prediction(values.map((value, index) => [index + 1, value]));

describe('comparePrediction', () => {
  it('measures the end and the mean difference', () => {
    const compared = comparePrediction(
      prediction([
        [1, 1],
        [3, 0.2],
      ]),
      [1.1, 0.5, 0.09],
    );
    assert.ok(compared);
    assert.equal(compared.expectedEnd, 0.2);
    assert.equal(compared.actualEnd, 0.09);
    assert.ok(Math.abs(compared.meanDifference - (0.1 + 0.1 + 0.11) / 3) < 1e-12);
  });

  it('says whether the curve was faster or slower than drawn, and when it went another way', () => {
    const pace = (drawn: number[], real: number[]) => comparePrediction(asPoints(drawn), real)?.pace;
    assert.equal(pace(decay(8), decay(2)), 'faster');
    assert.equal(pace(decay(2), decay(9)), 'slower');
    assert.equal(pace(decay(4), decay(4.4)), 'alike');
    assert.equal(pace([...decay(4)].reverse(), decay(4)), 'other-way');
    const rising = decay(2).map((value) => 1 - value / 3);
    const slowlyRising = decay(9).map((value) => 1 - value / 3);
    assert.equal(comparePrediction(asPoints(slowlyRising), rising)?.direction, 'rose');
    assert.equal(pace(slowlyRising, rising), 'faster');
  });

  it('passes over what is no number, and has nothing to say without points', () => {
    assert.equal(comparePrediction(prediction([]), [1, 2]), undefined);
    assert.equal(comparePrediction(prediction([[1, 1]]), [NaN, Infinity]), undefined);
    assert.equal(
      comparePrediction(
        prediction([
          [1, 1],
          [3, 0],
        ]),
        [1, NaN, 0],
      )?.meanDifference,
      0,
    );
  });

  it('is level beyond the drawn ends and straight between points', () => {
    const { points } = prediction([
      [2, 1],
      [4, 0],
    ]);
    assert.deepEqual(
      [1, 2, 3, 4, 9].map((epoch) => predictedAt(points, epoch)),
      [1, 1, 0.5, 0, 0],
    );
  });

  it('is said in a sentence', () => {
    const compared = {
      expectedEnd: 0.2,
      actualEnd: 0.09,
      meanDifference: 0.12,
      direction: 'fell',
      pace: 'faster',
    } as const;
    assert.equal(
      predictionSentence('loss', compared, 'en'),
      'Loss: you expected 0.2000 at the end; it is 0.09000. You were off by 0.1200 on average; the curve fell faster than you thought.',
    );
    assert.match(
      predictionSentence('acc', { ...compared, direction: 'rose', pace: 'slower' }, 'zh-TW'),
      /^準確率：你預期最後是 .*，曲線升得比你想的慢。$/,
    );
  });

  it('has the same slots in every language', () => {
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const text of Object.values(predictionWords)) {
      assert.equal(slots(text['zh-TW']), slots(text.en), text.en);
      assert.equal(slots(text['zh-CN']), slots(text.en), text.en);
    }
  });
});

describe('the book of predictions', () => {
  const run = (id: string, startedAt: string, file = 'a.ts'): PredictedRun => ({ id, file, startedAt });
  const drawn = prediction([
    [1, 2],
    [10, 0.1],
  ]);

  it('gives what was drawn for the next run to the next run, once', () => {
    const first = run('1', '2026-01-01T10:00:00Z');
    let book: PredictionBook = keepPrediction({}, first, 'next', drawn, '2026-01-01T11:00:00Z');
    assert.deepEqual(predictionsOf(book, first).predictions, { own: [], next: [drawn] });
    const second = run('2', '2026-01-01T12:00:00Z');
    const claimed = predictionsOf(book, second);
    ({ book } = claimed);
    assert.deepEqual(claimed.predictions, { own: [drawn], next: [] });
    assert.deepEqual(predictionsOf(book, run('3', '2026-01-01T13:00:00Z')).predictions, {
      own: [],
      next: [],
    });
    assert.deepEqual(predictionsOf(book, second).predictions.own, [drawn], 'it is still there later');
    assert.deepEqual(predictionsOf(book, run('9', '2026-01-01T12:00:00Z', 'b.ts')).predictions.own, []);
  });

  it('keeps one curve a metric, and forgets one without points', () => {
    const now = '2026-01-01T11:00:00Z';
    const at = run('1', '2026-01-01T10:00:00Z');
    let book = keepPrediction({}, at, 'own', drawn, now);
    book = keepPrediction(book, at, 'own', prediction([[1, 0.5]], 'acc'), now);
    book = keepPrediction(book, at, 'own', prediction([[1, 3]]), now);
    assert.deepEqual(
      predictionsOf(book, at).predictions.own.map(({ metric, points }) => [metric, points[0]?.value]),
      [
        ['acc', 0.5],
        ['loss', 3],
      ],
    );
    book = keepPrediction(book, at, 'own', prediction([]), now);
    assert.deepEqual(
      predictionsOf(book, at).predictions.own.map(({ metric }) => metric),
      ['acc'],
    );
  });

  it('stays small', () => {
    let book: PredictionBook = {};
    for (let file = 0; file < 200; file++)
      for (let id = 0; id < (file === 199 ? 100 : 1); id++)
        book = keepPrediction(book, run(`r${id}`, '2026-01-01T10:00:00Z', `f${file}.ts`), 'own', drawn, '');
    assert.equal(Object.keys(book).length, 60);
    assert.deepEqual(Object.keys(book['f199.ts']?.runs ?? {}).at(-1), 'r99');
    assert.equal(Object.keys(book['f199.ts']?.runs ?? {}).length, 40);
  });
});

describe('what a panel sends as a prediction', () => {
  it('is read, and everything else refused', () => {
    assert.deepEqual(predictionIn({ ...drawnValue(), extra: 1 }), drawnValue());
    for (const bad of [
      undefined,
      { ...drawnValue(), metric: 'x'.repeat(101) },
      { ...drawnValue(), epochs: 1.5 },
      { ...drawnValue(), points: 'none' },
      { ...drawnValue(), points: [{ epoch: 0, value: 1 }] },
      {
        ...drawnValue(),
        points: [
          { epoch: 2, value: 1 },
          { epoch: 2, value: 1 },
        ],
      },
      { ...drawnValue(), points: [{ epoch: 1, value: Infinity }] },
      {
        ...drawnValue(),
        points: Array.from({ length: 1001 }, (_, index) => ({ epoch: index + 1, value: 0 })),
      },
    ])
      assert.throws(() => predictionIn(bad), { code: 'bad-params' });
  });

  const drawnValue = () =>
    prediction([
      [1, 2],
      [4, 0.5],
    ]);
});

describe('createDrawing', () => {
  it('fills the epochs a stroke passes over, in both directions, and nothing outside', () => {
    const drawing = createDrawing([], 6);
    drawing.stroke({ epoch: 5, value: 0 }, { epoch: 3, value: 2 });
    assert.deepEqual(drawing.points, [
      { epoch: 3, value: 2 },
      { epoch: 4, value: 1 },
      { epoch: 5, value: 0 },
    ]);
    drawing.set(7, 1);
    drawing.set(2, NaN);
    assert.equal(drawing.points.length, 3);
    assert.equal(drawing.valueAt(2), undefined);
  });

  it('takes back whole strokes, one after the other, to where it began', () => {
    const random = createRandom(6);
    const drawing = createDrawing([{ epoch: 1, value: 9 }], 20);
    const states = [JSON.stringify(drawing.points)];
    for (let step = 0; step < 30; step++) {
      const act = random.below(4);
      if (act === 0 && drawing.points.length > 0) drawing.clear();
      else if (act === 1) drawing.remove(1 + random.below(20));
      else
        drawing.stroke(
          { epoch: 1 + random.below(20), value: random.below(100) },
          { epoch: 1 + random.below(20), value: random.below(100) },
        );
      drawing.endStep();
      if (JSON.stringify(drawing.points) !== states.at(-1)) states.push(JSON.stringify(drawing.points));
    }
    for (const state of states.reverse().slice(1)) {
      assert.ok(drawing.undo());
      assert.equal(JSON.stringify(drawing.points), state);
    }
    assert.equal(drawing.undo(), false);
  });
});
