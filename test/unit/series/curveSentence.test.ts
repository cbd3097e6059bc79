import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeriesInfo } from '../../../src/protocol/run.ts';
import { curveSentence } from '../../../src/core/series/curveSentence.ts';
import { formatDuration, formatValue } from '../../../src/core/series/formatValue.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { largerIsBetter, metricName, seriesName } from '../../../src/core/series/metricName.ts';

function curve(values: number[], over: Partial<SeriesInfo> = {}): LineSeries {
  const series = new LineSeries({
    id: 1,
    metric: 'loss',
    split: 'validation',
    scale: 'epoch',
    model: 'cnn',
    ...over,
  });
  series.append({ steps: Float64Array.from(values, (_, index) => index), values: Float32Array.from(values) });
  return series;
}

describe('curveSentence', () => {
  it('tells where a loss was lowest when that was not the end', () => {
    const series = curve([0.75, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.0625, 0.125]);
    assert.equal(
      curveSentence(series, 'en'),
      'Validation loss fell from 0.7500 to 0.1250 and was lowest at epoch 6 (0.03125).',
    );
    assert.equal(curveSentence(series, 'zh-TW'), '驗證損失從 0.7500 降到 0.1250，第 6 輪最低（0.03125）。');
    assert.equal(curveSentence(series, 'zh-CN'), '验证损失从 0.7500 降到 0.1250，第 6 轮最低（0.03125）。');
  });

  it('looks for the highest accuracy, and for places in batches', () => {
    const series = curve([0.25, 0.875, 0.75], { metric: 'acc', split: 'train', scale: 'batch' });
    assert.equal(
      curveSentence(series, 'en'),
      'Training accuracy rose from 0.2500 to 0.7500 and was highest at batch 2 (0.8750).',
    );
  });

  it('is short when the best is the last or the first', () => {
    assert.equal(curveSentence(curve([0.5, 0.25]), 'en'), 'Validation loss fell from 0.5000 to 0.2500.');
    assert.equal(curveSentence(curve([0.25, 0.5]), 'en'), 'Validation loss rose from 0.2500 to 0.5000.');
    assert.equal(curveSentence(curve([0.5, 0.5, 0.5]), 'en'), 'Validation loss stayed near 0.5000.');
  });

  it('speaks of no point, one point and points that are not numbers', () => {
    assert.equal(curveSentence(curve([]), 'en'), 'No values of validation loss yet.');
    assert.equal(curveSentence(curve([0.5]), 'en'), 'Validation loss is 0.5000 at epoch 1.');
    assert.equal(
      curveSentence(curve([0.5, 0.25, NaN, NaN]), 'en'),
      'Validation loss fell from 0.5000 to 0.2500. 2 values were not numbers, first at epoch 3.',
    );
    assert.equal(
      curveSentence(curve([0.5, NaN, 0.25]), 'en'),
      'Validation loss fell from 0.5000 to 0.2500. 1 value was not a number, at epoch 2.',
    );
    assert.equal(curveSentence(curve([NaN]), 'en'), 'Validation loss has no value that is a number.');
  });
});

describe('formatValue', () => {
  it('keeps four significant digits', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [0.5, '0.5000'],
      [0.0913, '0.09130'],
      [12.345678, '12.35'],
      [-3.5, '−3.500'],
      [99999, '99999'],
      [1234567, '1.23e6'],
      [0.00001234, '1.23e−5'],
      [NaN, 'NaN'],
      [-Infinity, '−∞'],
    ];
    for (const [value, text] of cases) assert.equal(formatValue(value), text);
  });

  it('writes times like a clock', () => {
    assert.deepEqual([0, 41_000, 725_000, 3_723_000, -5].map(formatDuration), [
      '0:00',
      '0:41',
      '12:05',
      '1:02:03',
      '0:00',
    ]);
  });
});

describe('metricName', () => {
  it('says the usual ones in words and keeps the learner’s own', () => {
    assert.equal(metricName('acc', 'zh-TW'), '準確率');
    assert.equal(metricName('toString', 'en'), 'toString');
    assert.equal(seriesName({ metric: 'perplexity', split: 'test' }, 'en'), 'test perplexity');
  });

  it('knows which way is better', () => {
    assert.deepEqual(['loss', 'acc', 'mse', 'valAccuracy', 'accuracyLoss'].map(largerIsBetter), [
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});
