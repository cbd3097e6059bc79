import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countConfusion } from '../../../src/core/evaluation/confusionCounts.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Ending } from '../../../src/protocol/ending.ts';
import type { Evaluation, MetricsBatch, Progress, SeriesInfo } from '../../../src/protocol/run.ts';
import type { RunView } from '../../../src/protocol/runSurface.ts';
import { cellSentence } from '../../../webview/run/evaluation/cellSentence.ts';
import { ConsoleLines, withoutEscapes } from '../../../webview/run/output/consoleLines.ts';
import { curveCharts } from '../../../webview/run/curves/curveCharts.ts';
import { curveFigures, epochCurves, epochRows, figureCurves } from '../../../webview/run/epochs/epochRows.ts';
import { matrixCells } from '../../../webview/run/evaluation/matrixCells.ts';
import { pictureScale, toRgba } from '../../../webview/run/evaluation/pictureTile.ts';
import { doneShare } from '../../../webview/run/header/progressView.ts';
import { fileNameOf } from '../../../webview/run/curves/fileNameOf.ts';
import { placeOfEnding } from '../../../webview/run/header/runStatus.ts';
import { RunState } from '../../../webview/run/runState.ts';

const training = (over: Partial<Progress> = {}): Progress => ({
  phase: 'training',
  batch: 1,
  elapsedMs: 0,
  ...over,
});

const series: SeriesInfo[] = [
  { id: 0, metric: 'loss', split: 'train', scale: 'batch', model: 'm' },
  { id: 1, metric: 'loss', split: 'train', scale: 'epoch', model: 'm' },
];

function view(over: Partial<RunView['snapshot']> = {}): RunView {
  return {
    locale: 'en',
    snapshot: {
      header: {
        formatVersion: 1,
        id: 'a',
        number: 3,
        title: 'cnn',
        file: 'cnn.ts',
        startedAt: '2026-01-01T00:00:00Z',
        wallMs: 0,
        seed: 1,
        status: 'running',
      },
      seq: 4,
      series,
      blocks: [],
      models: [],
      evaluations: [],
      exhibits: [],
      console: [],
      ...over,
    },
  };
}

const block = (id: number, values: number[], first = 0) => ({
  id,
  steps: Float64Array.from(values, (_, index) => first + index),
  values: Float32Array.from(values),
});

const batch = (seq: number, over: Partial<MetricsBatch> = {}): MetricsBatch => ({
  seq,
  newSeries: [],
  blocks: [block(0, [1], seq)],
  progress: training(),
  ...over,
});

describe('RunState', () => {
  it('adds the next batch, passes over known ones and notices a gap', () => {
    const state = new RunState(view());
    assert.equal(state.addMetrics(batch(4)), 'known');
    assert.equal(state.addMetrics(batch(5)), 'added');
    assert.equal(state.addMetrics(batch(7)), 'missed');
    assert.equal(state.series.all()[0]?.length, 1);
  });

  it('shows the latest evaluation of each model and split under the number the host knows it by', () => {
    const evaluation = (model: string, split: Evaluation['split']): Evaluation => ({
      model,
      split,
      classCount: 2,
      classNames: [],
      truth: new Uint16Array(),
      predicted: new Uint16Array(),
      confidence: new Float32Array(),
      accuracy: 0,
    });
    const state = new RunState(
      view({ evaluations: [evaluation('m', 'validation'), evaluation('m', 'test')] }),
    );
    state.addEvaluation(evaluation('m', 'validation'));
    assert.deepEqual(
      state.latestEvaluations().map(({ number }) => number),
      [1, 2],
    );
  });
});

describe('curveCharts', () => {
  const settings = { isLog: false, showsPrevious: true };

  it('puts batches between the epochs they belong to', () => {
    const blocks = [block(0, [9, 8, 7, 6, 5, 4]), block(1, [8, 5])];
    const progress = training({ epoch: 2, epochs: 4, batch: 3, batches: 3 });
    const [chart] = curveCharts(new RunState(view({ blocks, progress })), settings);
    assert.equal(chart?.model.axis, 'epoch');
    assert.deepEqual(
      chart?.model.lines.map(({ role, scale, offset }) => [role, scale, offset]),
      [
        ['batch', 1 / 3, 1 / 3],
        ['main', 1, 1],
      ],
    );
    assert.deepEqual([chart?.model.from, chart?.model.to], [0, 4]);
  });

  it('counts batches when nothing knows epochs', () => {
    const [chart] = curveCharts(
      new RunState(view({ blocks: [block(0, [3, 2])], progress: training() })),
      settings,
    );
    assert.equal(chart?.model.axis, 'batch');
    assert.equal(chart?.model.lines[0]?.role, 'main');
  });

  it('finds epochs from the curves when the announced batches are those of another model', () => {
    const blocks = [block(0, [4, 3, 2, 1]), block(1, [3, 1])];
    const progress = training({ epoch: 1, epochs: 1, batches: 500 });
    const [chart] = curveCharts(new RunState(view({ blocks, progress })), settings);
    assert.equal(chart?.model.lines[0]?.scale, 1 / 2);
  });

  it('speaks about the curve with values that are not numbers first', () => {
    const blocks = [block(0, [3, NaN]), block(1, [2])];
    const [chart] = curveCharts(new RunState(view({ blocks })), settings);
    assert.match(chart?.model.sentence ?? '', /1 value was not a number, at batch 2\.$/);
  });

  it('draws the run before along the same axis', () => {
    const previous = { ...view({ blocks: [block(1, [5, 4])] }).snapshot };
    const now = { ...view({ blocks: [block(1, [3, 2])] }), previous };
    const [chart] = curveCharts(new RunState(now), settings);
    assert.equal(chart?.model.lines.filter(({ role }) => role === 'previous').length, 1);
    const [without] = curveCharts(new RunState(now), { ...settings, showsPrevious: false });
    assert.equal(without?.model.lines.filter(({ role }) => role === 'previous').length, 0);
  });
});

describe('epochRows', () => {
  it('has a row per epoch, a gap where a curve has no point, and leaves out the first of very many', () => {
    const state = new RunState(
      view({
        series: [...series, { id: 2, metric: 'loss', split: 'validation', scale: 'epoch', model: 'm' }],
        blocks: [block(1, [3, 2]), block(2, [1], 1)],
      }),
    );
    assert.deepEqual(epochRows(epochCurves(state.series)), {
      rows: [
        { epoch: 1, values: [3, undefined] },
        { epoch: 2, values: [2, 1] },
      ],
      leftOut: 0,
    });
    const long = new RunState(
      view({
        blocks: [
          block(
            1,
            Array.from({ length: 700 }, () => 1),
          ),
        ],
      }),
    );
    const { rows, leftOut } = epochRows(epochCurves(long.series));
    assert.deepEqual([rows.length, rows[0]?.epoch, leftOut], [500, 201, 200]);
  });
});

describe('figureCurves', () => {
  it('are the epoch curves, and batch curves of what has none, with the places of their extremes', () => {
    const blocks = [block(0, [5, 1, 9]), block(1, [3])];
    const names = (state: RunState): string[] => figureCurves(state.series).map(({ info }) => info.scale);
    assert.deepEqual(names(new RunState(view({ blocks }))), ['epoch']);
    const byHand = new RunState(view({ blocks: blocks.slice(0, 1) }));
    assert.deepEqual(names(byHand), ['batch']);
    const [series] = figureCurves(byHand.series);
    assert.deepEqual(series && curveFigures(series), {
      last: 9,
      lowest: { value: 1, index: 1 },
      highest: { value: 9, index: 2 },
    });
  });
});

describe('matrixCells', () => {
  // 90, 10 of class 0 and 5, 45 of class 1.
  const truth = Array.from({ length: 150 }, (_, index) => (index < 100 ? 0 : 1));
  const predicted = truth.map((_, index) => (index < 90 ? 0 : index < 100 ? 1 : index < 105 ? 0 : 1));
  const counts = countConfusion(truth, predicted, 2);

  it('shades mistakes against the worst and right answers against their row', () => {
    const [[right, worst] = [], [other] = []] = matrixCells(counts, [0, 1], 'counts', true);
    assert.deepEqual([right?.shade, worst?.shade, other?.shade], [0.9, 1, 0.5]);
    assert.equal(matrixCells(counts, [0, 1], 'counts', false)[0]?.[0]?.shade, 0);
  });

  it('writes percent with one decimal', () => {
    const texts = matrixCells(counts, [0, 1], 'column', true)
      .flat()
      .map(({ text }) => text);
    assert.deepEqual(texts, ['94.7', '18.2', '5.3', '81.8']);
  });
});

describe('ConsoleLines', () => {
  const linesOf = (...texts: string[]): string[] => {
    const output = new ConsoleLines();
    for (const text of texts) output.add({ stream: 'stdout', text });
    return output.lines.map(({ text }) => text);
  };

  it('joins pieces of lines and keeps empty lines', () => {
    assert.deepEqual(linesOf('a', 'b\nc\n', '\nd'), ['ab', 'c', '', 'd']);
    assert.deepEqual(linesOf('a\r\nb'), ['a', 'b']);
  });

  it('shows what a progress bar left standing', () => {
    assert.deepEqual(linesOf('10 %\r20 %\r', '30 %\rdone\n'), ['done']);
  });

  it('removes colours, cursor movements and titles', () => {
    assert.equal(withoutEscapes('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u001b[2K'), 'red x');
  });

  it('keeps the streams apart, limits lines and their length, and counts what it dropped', () => {
    const output = new ConsoleLines();
    output.add({ stream: 'stdout', text: 'a' });
    output.add({ stream: 'stderr', text: 'b\n' });
    assert.deepEqual(output.lines, [
      { stream: 'stdout', text: 'a' },
      { stream: 'stderr', text: 'b' },
    ]);
    output.add({ stream: 'stdout', text: 'x\n'.repeat(2500) });
    assert.equal(output.lines.length, 2000);
    assert.equal(output.droppedCharacters, 502 * 2);
    output.add({ stream: 'stdout', text: 'y'.repeat(5000), droppedCharacters: 7 });
    assert.equal(output.lines.at(-1)?.text.length, 4001);
  });
});

describe('small parts', () => {
  it('knows how much is done', () => {
    assert.equal(doneShare(training({ epoch: 3, epochs: 4, batch: 5, batches: 10 })), 0.625);
    assert.equal(doneShare(training({ batch: 5, batches: 10 })), 0.5);
    assert.equal(doneShare(training({ batch: 5 })), undefined);
    assert.equal(doneShare(undefined), undefined);
  });

  it('says a cell in words', () => {
    const cell = { truth: '7', predicted: '1', count: 14 };
    assert.equal(cellSentence(cell, false, 'en'), '7 taken for 1: 14 mistakes');
    assert.equal(cellSentence({ ...cell, count: 1 }, false, 'en'), '7 taken for 1: 1 mistake');
    assert.equal(cellSentence(cell, false, 'zh-TW'), '把 7 當成 1：14 個錯誤');
    assert.equal(cellSentence({ ...cell, predicted: '7', count: 0 }, true, 'en'), '7 was never recognised.');
  });

  it('turns grey and colour bytes into RGBA', () => {
    assert.deepEqual(
      [...toRgba({ width: 2, height: 1, channels: 1 }, Uint8Array.of(9, 8))],
      [9, 9, 9, 255, 8, 8, 8, 255],
    );
    assert.deepEqual(
      [...toRgba({ width: 1, height: 1, channels: 3 }, Uint8Array.of(1, 2, 3))],
      [1, 2, 3, 255],
    );
    assert.deepEqual([28, 32, 64, 300].map(pictureScale), [3, 3, 1, 1]);
  });

  it('makes file names that every system takes', () => {
    assert.equal(fileNameOf('my run', 7, 'a/b:c', 'loss'), 'my-run-7-a-b-c-loss');
  });

  it('finds the place of an ending', () => {
    const at = { file: 'a.ts', line: 3 };
    const threw: Ending = { kind: 'threw', name: 'Error', message: 'x', at };
    assert.deepEqual(placeOfEnding(threw), at);
    assert.equal(placeOfEnding({ kind: 'stopped', forced: false }), undefined);
  });

  it('has the same slots in every language', () => {
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const [key, text] of Object.entries(runWords)) {
      assert.ok(text.en && text['zh-TW'] && text['zh-CN'], key);
      assert.equal(slots(text['zh-TW']), slots(text.en), key);
      assert.equal(slots(text['zh-CN']), slots(text.en), key);
    }
  });
});
