import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markWords } from '../../../src/core/words/marks.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { Exhibit } from '../../../src/protocol/exhibit.ts';
import type { RunView } from '../../../src/protocol/runSurface.ts';
import type { ChartLine, ChartModel } from '../../../webview/lib/chart/chartModel.ts';
import { indexAt, nearestTo, windowOf, xOf } from '../../../webview/lib/chart/chartModel.ts';
import type { ChartTheme } from '../../../webview/lib/chart/chartTheme.ts';
import { clipRange } from '../../../webview/lib/chart/clipRange.ts';
import { drawChart } from '../../../webview/lib/chart/drawChart.ts';
import { createPlotArea } from '../../../webview/lib/chart/plotArea.ts';
import { SvgPen } from '../../../webview/lib/chart/svgPen.ts';
import { timeTicks } from '../../../webview/lib/chart/timeTicks.ts';
import { curveCharts } from '../../../webview/run/curves/curveCharts.ts';
import { RunState } from '../../../webview/run/runState.ts';
import { seededRandom } from '../series/seededRandom.ts';
import { createHeader } from '../storage/runFixture.ts';

const theme: ChartTheme = {
  foreground: '#cccccc',
  muted: 'rgba(200, 200, 200, 0.7)',
  grid: '#cccccc',
  background: '#1f1f1f',
  bad: '#f14c4c',
  focus: '#0078d4',
  split: { train: 'rgb(55, 148, 255)', validation: 'rgb(209, 134, 22)', test: 'rgb(177, 128, 215)' },
  run: [],
  isHighContrast: false,
  font: '11px sans-serif',
};

function line(values: ArrayLike<number>, over: Partial<ChartLine> = {}): ChartLine {
  const series = new LineSeries({ id: 1, metric: 'loss', split: 'train', scale: 'batch', model: 'm' });
  series.append({
    steps: Float64Array.from(values, (_, index) => index),
    values: Float32Array.from(values),
    times: { indices: Uint32Array.of(0, values.length - 1), elapsedMs: Float64Array.of(1000, 9000) },
  });
  return { series, role: 'main', scale: 1, offset: 1, label: 'training', ...over };
}

function svgOf(model: Partial<ChartModel> & Pick<ChartModel, 'lines'>, isLogX = false): string {
  const whole = {
    title: 'loss',
    axis: 'batch' as const,
    from: 0,
    to: 10,
    isLog: false,
    sentence: '',
    ...model,
  };
  const { from, to, isLog, axis } = whole;
  const size = { width: 400, height: 200, min: 0, max: 10 };
  const pen = new SvgPen((text) => text.length * 6);
  drawChart(pen, createPlotArea({ ...size, from, to, isLog, isLogX, axis }), whole, theme);
  return pen.toSvg(400, 200, 'a <title> & "more"');
}

describe('a chart as SVG', () => {
  it('is well-formed, with lines as paths, words as text, and colours that any program reads', () => {
    const svg = svgOf({ lines: [line([1, 5, NaN, 3, 2])] });
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="400" height="200"/);
    assert.match(svg, /<title>a &lt;title&gt; &amp; &quot;more&quot;<\/title>/);
    assert.match(svg, /<path d="M[\d. ]+L[\d. ]+M[\d. ]+L[\d. ]+" fill="none" stroke-width="2"/);
    assert.match(svg, /<text [^>]*fill="rgb\(200,200,200\)" fill-opacity="0.7">5<\/text>/);
    assert.match(svg, /fill="#f14c4c"/, 'a triangle for the value that is not a number');
    assert.doesNotMatch(svg, /NaN|undefined|rgba/);
    const opened = svg.match(/<(?!\/)\w+/g)?.length;
    const closed = svg.match(/<\/\w+|\/>/g)?.length;
    assert.equal(opened, closed);
  });

  it('draws flags with their numbers, in rows where they meet, and makes faint what comes after the shown moment', () => {
    const mark = (x: number, number: number, isAlarm = false) => ({ x, number, isAlarm, what: '', text: '' });
    const svg = svgOf({ lines: [line([9, 1])], marks: [mark(4, 71), mark(4, 72, true)], shownX: 5 });
    const tops = [71, 72].map((number) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${number}<`).exec(svg)?.[1]));
    assert.equal((tops[1] ?? NaN) - (tops[0] ?? NaN), 16);
    const flag = svg.lastIndexOf('>72<');
    assert.ok(svg.indexOf('fill="#1f1f1f" fill-opacity="0.75"') > flag, 'the veil lies over everything');
    assert.match(svg, /stroke="#0078d4"/);
  });

  it('marks a single point, and points between gaps, with a dot', () => {
    assert.match(svgOf({ lines: [line([NaN, 4, NaN])] }), /a2\.5 2\.5 0 1 0 5 0/);
  });

  it('draws the first points of a long curve along a logarithmic axis', () => {
    const values = Float32Array.from({ length: 100_000 }, (_, step) => (step === 3 ? 9.5 : 1));
    const svg = svgOf({ lines: [line(values)], from: 1, to: 100_000, isLogX: true }, true);
    const path = /<path d="(M[^"]+)" fill="none" stroke-width="2"/.exec(svg)?.[1] ?? '';
    const xs = [...path.matchAll(/[ML]([\d.]+) /g)].map((match) => Number(match[1]));
    assert.ok(xs.length < 900 && xs.filter((x) => x < 52 + 336 / 5).length >= 9, `${xs.length} points`);
    assert.match(path, /L[\d.]+ 16\.4/, 'the spike at the fourth point');
  });
});

describe('curves along time', () => {
  it('lie where their points were made, and are found there', () => {
    const one = line([1, 2, 3, 4, 5], { usesTime: true });
    assert.deepEqual(
      [0, 2, 4].map((index) => xOf(one, index)),
      [1, 5, 9],
    );
    assert.deepEqual(
      [0, 3.9, 4.1, 99].map((x) => nearestTo(one, x)),
      [0, 1, 2, 4],
    );
    assert.deepEqual([indexAt(one, 9.5), indexAt(one, 20)], [4, -1]);
    assert.deepEqual(windowOf(one, 4, 6), { from: 1, to: 4 });
  });

  it('have ticks as clocks have them', () => {
    const labels = (from: number, to: number): string[] => {
      const ticks = timeTicks(from, to, 5);
      return ticks.values.map(ticks.format);
    };
    assert.deepEqual(labels(0, 130), ['0:00', '0:30', '1:00', '1:30', '2:00']);
    assert.deepEqual(labels(0, 2), ['0 s', '0.5 s', '1.0 s', '1.5 s', '2.0 s']);
    assert.deepEqual(labels(0, 18_000), ['0:00', '1:00:00', '2:00:00', '3:00:00', '4:00:00', '5:00:00']);
  });
});

describe('clipRange', () => {
  it('leaves out single outliers and nothing of values that are close together', () => {
    const random = seededRandom(1);
    const values = Float32Array.from({ length: 5000 }, () => 1 + random());
    const whole = { min: 1, max: 2 };
    assert.deepEqual(clipRange([line(values)], 0, 5001, false, whole), whole);
    values[700] = 80;
    const clipped = clipRange([line(values)], 0, 5001, false, { min: 1, max: 80 });
    assert.ok(clipped.max > 1.95 && clipped.max < 2.2 && clipped.min <= 1.05, JSON.stringify(clipped));
    assert.deepEqual(clipRange([line([1, 80])], 0, 3, false, { min: 1, max: 80 }), { min: 1, max: 80 });
  });
});

describe('marks of curves', () => {
  const steps = (count: number) => Float64Array.from({ length: count }, (_, step) => step);
  const times = (count: number, stepMs: number) => ({
    indices: Uint32Array.of(0, count - 1),
    elapsedMs: Float64Array.of(stepMs, count * stepMs),
  });
  const view = (exhibits: Exhibit[], hasTimes = true): RunView => ({
    locale: 'en',
    snapshot: {
      header: createHeader('a', { status: 'ended' }),
      seq: 1,
      series: [
        { id: 0, metric: 'loss', split: 'train', scale: 'batch', model: 'm' },
        { id: 1, metric: 'loss', split: 'train', scale: 'epoch', model: 'm' },
      ],
      blocks: [
        { id: 0, steps: steps(40), values: new Float32Array(40), ...(hasTimes && { times: times(40, 10) }) },
        { id: 1, steps: steps(4), values: new Float32Array(4), ...(hasTimes && { times: times(4, 100) }) },
      ],
      progress: { phase: 'training', batch: 10, batches: 10, epoch: 4, epochs: 4, elapsedMs: 400 },
      models: [],
      evaluations: [],
      exhibits,
      console: [],
    },
  });
  const settings = { isLog: false, showsPrevious: true };
  const rate = (at: Exhibit['at']): Exhibit => ({
    kind: 'mark',
    at,
    code: 'rate-changed',
    from: 0.001,
    to: 3e-5,
  });

  it('stand at their update on every axis, and by their time where no update is told', () => {
    const state = new RunState(
      view([rate({ elapsedMs: 150, model: 'm', updates: 15 }), rate({ elapsedMs: 200 })]),
    );
    for (const [xAxis, places] of [
      ['epoch', [1.5, 2]],
      ['batch', [15, 20]],
      ['time', [0.15, 0.2]],
    ] as const) {
      const [chart] = curveCharts(state, { ...settings, xAxis });
      assert.equal(chart?.model.axis, xAxis);
      assert.deepEqual(
        chart.model.marks?.map(({ x }) => Math.round(x * 1e6) / 1e6),
        places,
        xAxis,
      );
    }
    const [chart] = curveCharts(state, settings);
    assert.equal(chart?.model.marks?.[0]?.text, 'batch 15: the learning rate changed from 0.001 to 0.00003');
  });

  it('are those up to the shown moment, which lies where the curve was then', () => {
    const state = new RunState(view([rate({ elapsedMs: 150, model: 'm', updates: 15 })]));
    state.shownMs = 100;
    const [chart] = curveCharts(state, settings);
    assert.deepEqual([chart?.model.marks?.length, chart?.model.shownX], [0, 1]);
    const old = new RunState(view([], false));
    old.shownMs = 100;
    assert.equal(curveCharts(old, settings)[0]?.model.shownX, 1);
    assert.equal(curveCharts(old, { ...settings, xAxis: 'time' })[0]?.model.axis, 'epoch');
  });

  it('have words for a code of a later version, and the same slots in every language', () => {
    const later = { kind: 'mark', at: { elapsedMs: 1 }, code: 'moon-rose' } as unknown as Exhibit;
    const [chart] = curveCharts(new RunState(view([later])), settings);
    assert.match(chart?.model.marks?.[0]?.text ?? '', /something happened to training/);
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const [key, text] of Object.entries({ ...markWords, ...curveWords })) {
      assert.equal(slots(text['zh-TW']), slots(text.en), key);
      assert.equal(slots(text['zh-CN']), slots(text.en), key);
    }
  });
});
