import { histogramBins, histogramStats } from '../../../src/core/plot/histogramBins.ts';
import { thinMatrix } from '../../../src/core/plot/thinPlot.ts';
import type { PlotExhibit } from '../../../src/protocol/exhibit.ts';
import type { Plot } from '../../../src/protocol/plot.ts';
import { seededRandom } from './seededRandom.ts';

const digits = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** A plot of each kind, and the ones that go wrong, as a program would draw them. */
export function examplePlots(file: string): PlotExhibit[] {
  const random = seededRandom(5);
  const noise = (): number => random() + random() - 1;
  const plots: PlotExhibit[] = [];
  const add = (tab: string, name: string, plot: Plot, part?: string): void => {
    const at = { elapsedMs: 1000 * (plots.length + 1) };
    plots.push({ kind: 'plot', at, surface: { name, tab, ...(part ? { part } : {}) }, plot });
  };
  addTraining(add, noise);
  addData(add, noise);
  addEvaluation(add, random);
  addEdges(add, random, file);
  return plots;
}

type Add = (tab: string, name: string, plot: Plot, part?: string) => void;

function curve(length: number, noise: () => number, from: number, to: number) {
  return Array.from({ length }, (_, x) => ({
    x,
    y: to + (from - to) * Math.exp((-4 * x) / length) * (1 + noise() * 0.12),
  }));
}

function addTraining(add: Add, noise: () => number): void {
  const growing = (
    metric: string,
    per: 'Epoch' | 'Batch',
    length: number,
    from: number,
    to: number,
  ): Plot => ({
    type: 'line',
    title: `${metric} · on${per}End`,
    axes: {
      xLabel: per,
      yLabel: 'Value',
      ...(metric === 'acc' ? { yDomain: [0, 1] as [number, number] } : {}),
    },
    series: [metric, ...(per === 'Epoch' ? [`val_${metric}`] : [])].map((name, index) => ({
      name,
      points: curve(length, noise, from, to + index * 0.05 * (from > to ? 1 : -1)),
      madeMs: Array.from({ length }, (_, x) => ((x + 1) / length) * 50_000),
    })),
  });
  add('Model', 'Training', growing('loss', 'Epoch', 10, 2.2, 0.15), 'onEpochEnd loss');
  add('Model', 'Training', growing('acc', 'Epoch', 10, 0.2, 0.96), 'onEpochEnd acc');
  add('Model', 'Training', growing('loss', 'Batch', 700, 2.3, 0.12), 'onBatchEnd loss');
  add('Model', 'Training', growing('acc', 'Batch', 700, 0.1, 0.97), 'onBatchEnd acc');
  add('Model', 'Model Architecture', {
    type: 'table',
    headers: ['Layer Name', 'Output Shape', '# Of Params', 'Trainable'],
    rows: [
      ['conv2d', '[batch, 26, 26, 8]', '80', 'true'],
      ['flatten', '[batch, 5408]', '0', 'true'],
      ['dense', '[batch, 10]', '54090', 'true'],
    ],
  });
  const weights = Array.from({ length: 800 }, noise);
  add('Model', 'Kernel', {
    type: 'histogram',
    title: 'conv2d/kernel',
    axes: { xLabel: 'value' },
    ...histogramBins(weights, 24),
    stats: histogramStats([...weights, NaN, NaN]),
  });
}

function addData(add: Add, noise: () => number): void {
  const cars = Array.from({ length: 120 }, (_, index) => ({
    x: 50 + index * 1.5,
    y: 44 - index * 0.22 + noise() * 4,
  }));
  add('Data', 'Original and predicted', {
    type: 'scatter',
    axes: { xLabel: 'Horsepower', yLabel: 'Miles per gallon' },
    series: [
      { name: 'original', points: cars },
      { name: 'predicted', points: cars.map(({ x }) => ({ x, y: 43 - (x - 50) * 0.15 })) },
    ],
  });
  add('Data', 'Six series', {
    type: 'line',
    axes: { xLabel: 'step', yLabel: 'reward' },
    series: Array.from({ length: 7 }, (_, index) => ({
      name: `agent ${index + 1}`,
      points: Array.from({ length: 16 }, (_point, x) => ({ x, y: index * 2 + Math.sin(x / 2 + index) })),
    })),
  });
  const size = 28;
  const bytes = new Uint8Array(12 * size * size);
  for (let index = 0; index < bytes.length; index++) {
    const [picture, pixel] = [Math.floor(index / (size * size)), index % (size * size)];
    const [y, x] = [Math.floor(pixel / size) - 13.5, (pixel % size) - 13.5];
    const distance = Math.abs(Math.hypot(x * (1 + picture * 0.05), y) - 8);
    bytes[index] = Math.max(0, 255 - distance * 90);
  }
  add('Data', 'Input Data Examples', {
    type: 'images',
    width: size,
    height: size,
    channels: 1,
    count: 12,
    bytes,
    thinned: { shown: 12, total: 5000 },
  });
  add('Data', 'Notes', { type: 'text', text: 'Loaded 5000 digits.\nThe classes are balanced.' });
}

function addEvaluation(add: Add, random: () => number): void {
  add('Evaluation', 'Accuracy', {
    type: 'bar',
    axes: { xLabel: 'Class', yLabel: 'Accuracy', yDomain: [0, 1] },
    bars: digits.map((label, index) => ({ label, value: 0.99 - ((index * 7) % 10) / 60 })),
  });
  add('Evaluation', 'Confusion Matrix', {
    type: 'heatmap',
    axes: { xLabel: 'prediction', yLabel: 'label' },
    rows: digits,
    columns: digits,
    values: Array.from({ length: 100 }, (_, index) =>
      Math.floor(index / 10) === index % 10 ? 90 + Math.floor(random() * 9) : Math.floor(random() ** 4 * 9),
    ),
    isConfusion: true,
    shadesDiagonal: false,
  });
  add('Evaluation', 'Attention', {
    type: 'heatmap',
    axes: { xLabel: 'key', yLabel: 'query' },
    rows: ['the', 'cat', 'sat', 'down'],
    columns: ['the', 'cat', 'sat', 'down'],
    values: Array.from({ length: 16 }, (_, index) =>
      index === 6 ? NaN : Math.round((random() * 2 - 1) * 100) / 100,
    ),
  });
  add('Evaluation', 'Change', {
    type: 'bar',
    axes: { yLabel: 'change of the loss' },
    bars: [-0.4, 0.2, -0.1, 0, 0.35, NaN].map((value, index) => ({ label: `run ${index + 1}`, value })),
  });
}

function addEdges(add: Add, random: () => number, file: string): void {
  add('Edge cases', 'Not a number', {
    type: 'line',
    axes: {},
    series: [
      { name: 'loss', points: [3, 2, NaN, 1.5, Infinity, -Infinity, 1].map((y, x) => ({ x, y })) },
      { name: 'empty', points: [] },
    ],
  });
  add('Edge cases', 'One point', {
    type: 'scatter',
    axes: {},
    series: [{ name: 'only', points: [{ x: 3, y: 7 }] }],
  });
  add('Edge cases', 'Empty', { type: 'bar', axes: {}, bars: [] });
  add('Edge cases', 'Refused', {
    type: 'refused',
    wanted: 'tfvis.render.linechart',
    problem: 'not-points',
    slots: { given: 'an object with a' },
    at: { file, line: 12, column: 3 },
  });
  add('Edge cases', '10,000 bars', {
    type: 'bar',
    axes: { yLabel: 'count' },
    bars: Array.from({ length: 2000 }, (_, index) => ({ label: String(index * 5), value: random() * 10 })),
    thinned: { shown: 2000, total: 10_000 },
  });
  const side = 1000;
  const values = Float64Array.from(
    { length: side * side },
    (_, index) => Math.sin(index / side / 40) * Math.cos((index % side) / 60),
  );
  const small = thinMatrix({ rows: side, columns: side, values }, 128);
  const names = Array.from({ length: 128 }, (_, index) => String(Math.floor((index * side) / 128)));
  add('Edge cases', '1000 × 1000', {
    type: 'heatmap',
    axes: {},
    rows: names,
    columns: names,
    values: small.values,
    thinned: { shown: 128 * 128, total: side * side },
  });
}
