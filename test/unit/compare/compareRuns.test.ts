import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseRuns } from '../../../src/core/compare/chooseRuns.ts';
import { compareCsv } from '../../../src/core/compare/compareCsv.ts';
import { compareSentence, type ComparedCurve } from '../../../src/core/compare/compareSentence.ts';
import { commonSettings, differingSettings, usualValue } from '../../../src/core/compare/runSettings.ts';
import { sortRuns } from '../../../src/core/compare/sortRuns.ts';
import { bestValues } from '../../../src/core/run/bestValues.ts';
import { thinBlock } from '../../../src/core/series/thinBlock.ts';
import { compareWords, settingName } from '../../../src/core/words/compare.ts';
import { runListWords } from '../../../src/core/words/runList.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { RunSettings } from '../../../src/protocol/run.ts';
import { seededRandom } from '../series/seededRandom.ts';
import { createHeader } from '../storage/runFixture.ts';

const withSettings = (...all: (RunSettings | undefined)[]) =>
  all.map((settings, index) => createHeader(`run-${index}`, settings ? { settings } : {}));

describe('hyper-parameters of several runs', () => {
  const headers = withSettings(
    { optimizer: 'Adam', learningRate: 0.01, momentum: 0.5, batchSize: 32 },
    { optimizer: 'Adam', learningRate: 0.1, batchSize: 32 },
    undefined,
    { optimizer: 'Adam', learningRate: 0.1, batchSize: 32 },
  );

  it('differ where values do, or where only some have one; a run that told nothing differs in nothing', () => {
    assert.deepEqual(differingSettings(headers), ['learningRate', 'momentum']);
    assert.deepEqual(commonSettings(headers), [
      ['optimizer', 'Adam'],
      ['batchSize', 32],
    ]);
    assert.deepEqual(differingSettings(withSettings({ epochs: 3 }, undefined)), []);
  });

  it('have a usual value only where one is more frequent than any other', () => {
    assert.equal(usualValue(headers, 'learningRate'), 0.1);
    assert.equal(usualValue(withSettings({ epochs: 1 }, { epochs: 2 }), 'epochs'), undefined);
    assert.equal(usualValue([], 'epochs'), undefined);
  });

  it('have words, with the model’s name before those of a second model', () => {
    assert.equal(settingName('learningRate', 'en'), 'Learning rate');
    assert.equal(settingName('critic.v2.learningRate', 'zh-TW'), 'critic.v2 · 學習率');
    assert.equal(settingName('rho', 'en'), 'rho');
  });
});

describe('sortRuns', () => {
  it('is stable, and puts what is missing or not a number last in both directions', () => {
    const rows = [NaN, 3, undefined, 1, '', 3, 'b', 'a10', 'a9'].map((value, place) => ({ value, place }));
    const order = (direction: 'ascending' | 'descending') =>
      sortRuns(rows, ({ value }) => value, direction).map(({ place }) => place);
    assert.deepEqual(order('ascending'), [3, 1, 5, 8, 7, 6, 0, 2, 4]);
    assert.deepEqual(order('descending'), [6, 7, 8, 1, 5, 3, 0, 2, 4]);
  });

  it('agrees with a plain sort of numbers', () => {
    const random = seededRandom(3);
    for (let trial = 0; trial < 100; trial++) {
      const values = Array.from({ length: 40 }, () => Math.round(random() * 20) - 10);
      assert.deepEqual(
        sortRuns(values, (value) => value, 'descending'),
        values.toSorted((a, b) => b - a),
      );
    }
  });
});

describe('the runs that are drawn when nobody has chosen', () => {
  it('are the latest eight of the file that was run last, and all seeds of their groups', () => {
    const runs = Array.from({ length: 30 }, (_, index) =>
      createHeader(`run-${index}`, {
        file: index % 2 === 0 ? 'a.ts' : 'b.ts',
        ...(index >= 12 && index < 20 ? { group: 'seeds' } : {}),
      }),
    );
    const chosen = chooseRuns(runs);
    assert.deepEqual(
      chosen,
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18].map((index) => `run-${index}`),
    );
    assert.deepEqual(chooseRuns([]), []);
  });
});

describe('compareSentence', () => {
  const curve = (name: string, metric: string, ...values: number[]): ComparedCurve => ({
    name,
    info: { metric, split: 'validation', scale: 'epoch' },
    stepAt: (index) => index,
    values,
  });

  it('names the best run, its value and where it was', () => {
    const losses = [curve('Run #3', 'loss', 0.5, 0.2, NaN), curve('Run #7', 'loss', 0.4, 0.3, 0.0871)];
    assert.equal(compareSentence(losses, 'en'), 'Run #7 has the lowest validation loss, 0.08710 at epoch 3.');
    const accuracies = [curve('Run #3', 'acc', 0.5, 0.9), curve('Run #7', 'acc', 0.4, 0.8)];
    assert.equal(
      compareSentence(accuracies, 'en'),
      'Run #3 has the highest validation accuracy, 0.9000 at epoch 2.',
    );
  });

  it('says so when it is shared, when there is one run only, and when nothing is a number', () => {
    const same = [curve('a', 'loss', 1, 0.5), curve('b', 'loss', 0.5)];
    assert.equal(compareSentence(same, 'en'), '2 runs share the lowest validation loss, 0.5000.');
    assert.match(compareSentence([curve('Run #1', 'loss', 1)], 'en'), /Choose another run/);
    assert.equal(
      compareSentence([curve('a', 'loss', NaN), curve('b', 'loss')], 'en'),
      'No value of validation loss is a number.',
    );
    assert.equal(compareSentence([], 'en'), '');
  });
});

describe('bestValues', () => {
  it('are the earliest best of the epoch curves, NaN and batches left out', () => {
    const info = (metric: string, scale: 'batch' | 'epoch') =>
      ({ id: 0, metric, scale, split: 'validation', model: 'm' }) as const;
    assert.deepEqual(
      bestValues([
        { info: info('loss', 'epoch'), steps: [4, 5, 6, 7], values: [NaN, 2, 1, 1] },
        { info: info('acc', 'epoch'), steps: [0, 1], values: [0.5, Infinity] },
        { info: info('loss', 'batch'), steps: [0], values: [0] },
        { info: info('mae', 'epoch'), steps: [0], values: [NaN] },
      ]),
      [
        { metric: 'loss', split: 'validation', model: 'm', value: 1, step: 6 },
        { metric: 'acc', split: 'validation', model: 'm', value: 0.5, step: 0 },
      ],
    );
  });
});

describe('thinBlock', () => {
  it('keeps every spike, tells about values that are no numbers, and leaves short curves alone', () => {
    const length = 100_000;
    const block = {
      id: 3,
      steps: Float64Array.from({ length }, (_, step) => step),
      values: Float32Array.from({ length }, (_, step) => Math.sin(step / 500)),
    };
    block.values[31_415] = 50;
    block.values[77_777] = NaN;
    const thin = thinBlock(block, 2000);
    assert.ok(thin.values.length <= 2000 && thin.values.length > 500, `${thin.values.length} points`);
    assert.ok(thin.steps.every((step, index) => index === 0 || step > (thin.steps[index - 1] ?? 0)));
    assert.equal(thin.values[thin.steps.indexOf(31_415)], 50);
    assert.ok(Number.isNaN(thin.values[thin.steps.indexOf(77_777)]));
    assert.equal(thinBlock(block, length), block);
  });
});

describe('compareCsv', () => {
  it('has a row a step and a column a run, with quotes where they are needed', () => {
    const text = compareCsv('epoch', [
      { name: 'cnn #1', steps: [0, 1], values: [0.5, 0.25] },
      { name: 'a "b", c #2', steps: [1, 2], values: [NaN, 4] },
    ]);
    assert.equal(text, 'epoch,cnn #1,"a ""b"", c #2"\r\n1,0.5,\r\n2,0.25,NaN\r\n3,,4\r\n');
  });
});

describe('words', () => {
  it('keep their slots in every language', () => {
    const slots = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
    for (const [key, word] of Object.entries({ ...compareWords, ...runListWords }))
      for (const locale of locales) {
        assert.equal(slots(word[locale]), slots(word.en), `${key} ${locale}`);
        assert.match(word[locale], /^[^!！]+$/, key);
      }
  });
});
