import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { histogramBins, histogramStats } from '../../../src/core/plot/histogramBins.ts';
import { addKept, createKeptPlots, keptPerSurface } from '../../../src/core/plot/keptPlots.ts';
import { pictureBytes } from '../../../src/core/plot/pictureBytes.ts';
import { plotAtMoment } from '../../../src/core/plot/plotAtMoment.ts';
import { plotSentence } from '../../../src/core/plot/plotSentence.ts';
import { plotCsv } from '../../../src/core/plot/plotTable.ts';
import { thinBars, thinCloud, thinCurve, thinMatrix } from '../../../src/core/plot/thinPlot.ts';
import { plotProblems } from '../../../src/core/words/plotProblems.ts';
import { plotWords } from '../../../src/core/words/plots.ts';
import type { Exhibit, PlotExhibit } from '../../../src/protocol/exhibit.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { Plot } from '../../../src/protocol/plot.ts';
import { examplePlots } from '../../../webview/run/preview/plots.ts';
import { seededRandom } from '../series/seededRandom.ts';

const text = (said: string): Plot => ({ type: 'text', text: said });
const exhibit = (name: string, plot: Plot, elapsedMs = 0): PlotExhibit => ({
  kind: 'plot',
  at: { elapsedMs },
  surface: { name },
  plot,
});

describe('plots that are kept', () => {
  it('of one surface a few over the whole run, the first and the last among them; numbers never change', () => {
    const kept = createKeptPlots();
    const exhibits: Exhibit[] = [];
    for (let index = 0; index < 1000; index++)
      addKept(exhibits, exhibit('a', text(String(index)), index), kept);
    assert.equal(exhibits.length, 1000);
    const left = exhibits.flatMap((one, index) =>
      one.kind === 'plot' && one.plot.type === 'text' ? [index] : [],
    );
    assert.ok(left.length <= keptPerSurface, `${left.length}`);
    assert.equal(left[0], 0);
    assert.equal(left.at(-1), 999);
    assert.equal(exhibits[500]?.at.elapsedMs, 500);
  });

  it('of a curve that grows the last only, and other surfaces are left alone', () => {
    const kept = createKeptPlots();
    const exhibits: Exhibit[] = [];
    const growing = (length: number): Plot => ({
      type: 'line',
      axes: {},
      series: [
        {
          name: 'loss',
          points: Array.from({ length }, (_, x) => ({ x, y: x })),
          madeMs: Array.from({ length }, (_, x) => x * 100),
        },
      ],
    });
    addKept(exhibits, exhibit('b', text('b')), kept);
    for (let length = 1; length <= 5; length++) addKept(exhibits, exhibit('a', growing(length)), kept);
    const types = exhibits.map((one) => one.kind === 'plot' && one.plot.type);
    assert.deepEqual(types, ['text', 'superseded', 'superseded', 'superseded', 'superseded', 'line']);
    const rewound = plotAtMoment(growing(5), 250);
    assert.equal(rewound.type === 'line' && rewound.series[0]?.points.length, 3);
    assert.equal(plotAtMoment(growing(5), undefined).type, 'line');
  });
});

describe('thinning', () => {
  it('never loses a peak or a point that is no number, whatever the curve', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 40; round++) {
      const length = 3000 + Math.floor(random() * 5000);
      const points = Array.from({ length }, (_, x) => ({ x, y: random() }));
      const peak = Math.floor(random() * length);
      const odd = (peak + 17) % length;
      points[peak] = { x: peak, y: 9 };
      points[odd] = { x: odd, y: NaN };
      const kept = thinCurve(points, 500);
      assert.ok(kept.includes(peak) && kept.includes(odd) && kept.includes(0) && kept.includes(length - 1));
      assert.ok(kept.length <= 502 + 1, `${kept.length}`);
      assert.ok(kept.every((index, at) => at === 0 || index > (kept[at - 1] ?? 0)));
    }
    const cloud = Array.from({ length: 20_000 }, () => ({ x: random(), y: random() }));
    cloud[777] = { x: -5, y: 0.5 };
    assert.ok(thinCloud(cloud, 1000).includes(777));
    const bars = Array.from({ length: 10_000 }, () => random());
    bars[4321] = -7;
    const kept = thinBars(bars, 2000);
    assert.equal(kept.length, 2000);
    assert.ok(kept.includes(4321));
  });

  it('a large matrix becomes means of blocks, and a block with NaN is NaN', () => {
    const side = 10;
    const values = Array.from({ length: 100 }, (_, index) => index);
    values[99] = NaN;
    const small = thinMatrix({ rows: side, columns: side, values }, 5);
    assert.deepEqual([small.rows, small.columns], [5, 5]);
    assert.equal(small.values[0], (0 + 1 + 10 + 11) / 4);
    assert.ok(Number.isNaN(small.values[24]));
  });
});

describe('histograms', () => {
  it('count every finite value exactly once, in at most so many equal bins', () => {
    const random = seededRandom(8);
    for (let round = 0; round < 200; round++) {
      const size = 1 + Math.floor(random() * 300);
      const scale = 10 ** Math.floor(random() * 12 - 6);
      const values = Array.from({ length: size }, () => (random() - 0.5) * scale);
      if (round % 3 === 0) values.push(NaN, Infinity);
      const maxBins = 2 + Math.floor(random() * 30);
      const { edges, counts } = histogramBins(values, maxBins);
      assert.equal(
        counts.reduce((a, b) => a + b),
        size,
      );
      assert.ok(counts.length <= maxBins, `${counts.length} bins of at most ${maxBins}`);
      const finite = values.filter(Number.isFinite);
      const [low = 0, high = 0] = [edges[0], edges.at(-1)];
      const slack = (high - low) * 1e-6;
      assert.ok(low <= Math.min(...finite) + slack && high >= Math.max(...finite) - slack);
    }
    assert.deepEqual(histogramBins([], 5), { edges: [], counts: [] });
    assert.equal(
      histogramBins([3, 3, 3], 5).counts.reduce((a, b) => a + b),
      3,
    );
  });

  it('say how many values are 0, NaN and infinite', () => {
    const stats = Object.fromEntries(
      histogramStats([0, 1, NaN, -Infinity, 0]).map(({ name, value }) => [name, value]),
    );
    assert.deepEqual(stats, { numVals: 5, min: -Infinity, max: 1, numZeros: 2, numNans: 1, numInfs: 1 });
  });
});

describe('pictures', () => {
  it('are read in the range of their own numbers', () => {
    assert.deepEqual([...pictureBytes([0, 0.5, 1])], [0, 128, 255]);
    assert.deepEqual([...pictureBytes([-1, 0, 1])], [0, 128, 255]);
    assert.deepEqual([...pictureBytes([0, 128, 255, NaN])], [0, 128, 255, 0]);
  });
});

describe('what is said about plots', () => {
  it('every kind of plot has a sentence in every language, with no slot left open', () => {
    for (const { plot, surface } of examplePlots('cnn.ts'))
      for (const locale of locales) {
        const sentence = plotSentence(plot, locale);
        assert.ok(plot.type === 'text' || sentence.length > 5, `${surface.name} ${locale}`);
        assert.doesNotMatch(sentence, /\{\w+\}|undefined|\[object/, `${surface.name}: ${sentence}`);
      }
  });

  it('all words are there in all languages, with the same slots', () => {
    const slotsOf = (sentence: string): string =>
      [...sentence.matchAll(/\{(\w+)\}/g)]
        .map(([, slot]) => slot)
        .sort()
        .join();
    for (const [key, words] of Object.entries({ ...plotWords, ...plotProblems }))
      for (const locale of locales) {
        assert.notEqual(words[locale], '', key);
        assert.equal(slotsOf(words[locale]), slotsOf(words.en), `${key} ${locale}`);
      }
  });

  it('reads a confusion matrix', () => {
    const plot: Plot = {
      type: 'heatmap',
      axes: {},
      rows: ['cat', 'dog'],
      columns: ['cat', 'dog'],
      values: [8, 2, 1, 9],
      isConfusion: true,
    };
    assert.equal(
      plotSentence(plot, 'en'),
      '17 of 20 are right (85.0 %). The most frequent mistake: cat taken for dog, 2 times.',
    );
    assert.equal(plotCsv(plot, 'en'), ',cat,dog\r\ncat,8,2\r\ndog,1,9\r\n');
  });

  it('quotes what CSV needs quoted', () => {
    const plot: Plot = { type: 'table', headers: ['a,b', 'c'], rows: [['say "hi"', '1']] };
    assert.equal(plotCsv(plot, 'en'), '"a,b",c\r\n"say ""hi""",1\r\n');
  });
});
