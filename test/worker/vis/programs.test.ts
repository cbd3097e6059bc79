import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWorkbench, lastValue, type Workbench } from '../runner/workbench.ts';
import { consoleOf, plotOf, plotsOf } from './plotsOf.ts';

/*
 * Programs as the tutorials of TensorFlow.js write them for a page: none of them knows that it runs in our worker.
 */
let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const digits = `
import * as tf from '@tensorflow/tfjs';
import * as tfvis from '@tensorflow/tfjs-vis';
import { dataset } from 'deep-learning-lessons';

const classNames = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

async function showExamples(data) {
  const surface = tfvis.visor().surface({ name: 'Input Data Examples', tab: 'Input Data' });
  for (let i = 0; i < 12; i++) {
    const imageTensor = tf.tidy(() => data.xs.slice([i, 0, 0, 0], [1, 28, 28, 1]).reshape([28, 28, 1]));
    const canvas = document.createElement('canvas');
    canvas.width = 28;
    canvas.height = 28;
    canvas.style = 'margin: 4px;';
    await tf.browser.toPixels(imageTensor, canvas);
    surface.drawArea.appendChild(canvas);
    imageTensor.dispose();
  }
}

function getModel() {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 4, activation: 'relu', kernelInitializer: 'varianceScaling' }));
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 10, kernelInitializer: 'varianceScaling', activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

async function run() {
  const data = await dataset('mnist', { train: 512, test: 100 });
  await showExamples(data.train);
  const model = getModel();
  tfvis.show.modelSummary({ name: 'Model Architecture', tab: 'Model' }, model);
  const metrics = ['loss', 'val_loss', 'acc', 'val_acc'];
  const container = { name: 'Model Training', tab: 'Model', styles: { height: '1000px' } };
  const fitCallbacks = tfvis.show.fitCallbacks(container, metrics);
  const before = tf.memory().numTensors;
  const history = await model.fit(data.train.xs, data.train.ys, {
    batchSize: 64, validationData: [data.test.xs, data.test.ys], epochs: 3, shuffle: true, callbacks: fitCallbacks,
  });
  const preds = model.predict(data.test.xs).argMax(-1);
  const labels = data.test.labels;
  const classAccuracy = await tfvis.metrics.perClassAccuracy(labels, preds);
  tfvis.show.perClassAccuracy({ name: 'Accuracy', tab: 'Evaluation' }, classAccuracy, classNames);
  const confusionMatrix = await tfvis.metrics.confusionMatrix(labels, preds);
  await tfvis.render.confusionMatrix({ name: 'Confusion Matrix', tab: 'Evaluation' }, { values: confusionMatrix, tickLabels: classNames });
  await tfvis.show.layer({ name: 'Conv2D Layer', tab: 'Model' }, model.getLayer(undefined, 0));
  await tfvis.show.valuesDistribution({ name: 'Predictions', tab: 'Evaluation' }, preds);
  await tfvis.show.history({ name: 'History', tab: 'Model' }, history, ['loss', 'val_loss']);
  tfvis.visor().setActiveTab('Evaluation');
  console.log(JSON.stringify({ accuracy: await tfvis.metrics.accuracy(labels, preds), total: confusionMatrix.flat().reduce((a, b) => a + b), isOpen: tfvis.visor().isOpen() }));
  console.log(JSON.stringify(history.history));
}

document.addEventListener('DOMContentLoaded', run);
`;

describe('a program written for tfjs-vis draws in the run panel', () => {
  it('the digits tutorial: examples, summary, curves, accuracy by class, confusion matrix, layer', async () => {
    const { ending, snapshot } = await bench.run('digits.js', digits);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending) + consoleOf(snapshot));
    const plots = plotsOf(snapshot);

    const examples = plotOf(plots, 'Input Data/Input Data Examples/pictures', 'images');
    assert.deepEqual([examples.count, examples.width, examples.height, examples.channels], [12, 28, 28, 3]);
    assert.ok(examples.bytes.some((byte) => byte > 200));

    const summary = plotOf(plots, 'Model/Model Architecture', 'table');
    assert.deepEqual(summary.headers, ['Layer Name', 'Output Shape', '# Of Params', 'Trainable']);
    assert.deepEqual(summary.rows[0]?.slice(1), ['[batch, 24, 24, 4]', '104', 'true']);

    const loss = plotOf(plots, 'Model/Model Training/onEpochEnd loss', 'line');
    assert.deepEqual(
      loss.series.map(({ name }) => name),
      ['loss', 'val_loss'],
    );
    assert.equal(loss.axes.xLabel, 'Epoch');
    assert.deepEqual(
      loss.series.map(({ points }) => points.length),
      [3, 3],
    );
    const last = loss.series[0]?.points.at(-1);
    assert.ok(Math.abs((last?.y ?? 0) - (lastValue(snapshot, 'loss', 'train') ?? NaN)) < 1e-5);
    const accuracy = plotOf(plots, 'Model/Model Training/onEpochEnd acc', 'line');
    assert.deepEqual(accuracy.axes.yDomain, [0, 1]);
    const batches = plotOf(plots, 'Model/Model Training/onBatchEnd loss', 'line');
    assert.deepEqual(
      batches.series.map(({ name, points }) => [name, points.length]),
      [['loss', 3 * 8]],
    );
    assert.deepEqual(
      batches.series[0]?.points.map(({ x }) => x),
      Array.from({ length: 24 }, (_, index) => index),
    );

    const classes = plotOf(plots, 'Evaluation/Accuracy', 'bar');
    assert.equal(classes.bars.length, 10);
    assert.equal(classes.bars[3]?.label, 'Three');
    const counts = plotOf(plots, 'Evaluation/Accuracy/table', 'table').rows.map((row) => Number(row[2]));
    assert.equal(
      counts.reduce((a, b) => a + b),
      100,
    );
    const matrix = plotOf(plots, 'Evaluation/Confusion Matrix', 'heatmap');
    assert.equal(matrix.isConfusion, true);
    assert.equal(
      matrix.values.reduce((a, b) => a + b),
      100,
    );
    // Rows are the truth: their sums are the classes' numbers of samples.
    assert.deepEqual(
      counts,
      counts.map((_, row) => matrix.values.slice(row * 10, row * 10 + 10).reduce((a, b) => a + b)),
    );
    const layer = plotOf(plots, 'Model/Conv2D Layer/weights', 'table');
    assert.deepEqual(
      layer.rows.map((row) => row[1]),
      ['[5, 5, 1, 4]', '[4]'],
    );
    const kernel = Object.entries(plots).find(([key]) => key.startsWith('Model/Conv2D Layer/weights conv2d'));
    assert.equal(kernel?.[1].type === 'histogram' && kernel[1].counts.reduce((a, b) => a + b), 100);
    const distribution = plotOf(plots, 'Evaluation/Predictions', 'histogram');
    assert.equal(distribution.stats.find(({ name }) => name === 'numVals')?.value, 100);
    assert.equal(plotOf(plots, 'Model/History/loss', 'line').series.length, 2);

    const said = JSON.parse(/\{"accuracy.*\}/.exec(consoleOf(snapshot))?.[0] ?? '{}') as Record<
      string,
      unknown
    >;
    const trace = matrix.values.filter((_, index) => index % 11 === 0).reduce((a, b) => a + b);
    assert.equal(Math.round(Number(said['accuracy']) * 100), trace);
    assert.deepEqual([said['total'], said['isOpen']], [100, true]);
  });

  it('keeps of a curve that fitCallbacks draws its last plot only, with the moment of each point', async () => {
    const text = `const tf = require('@tensorflow/tfjs'); const tfvis = require('@tensorflow/tfjs-vis');
      async function main() {
        const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
        model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
        const xs = tf.linspace(-1, 1, 640).reshape([640, 1]);
        await model.fit(xs, xs.mul(2), { epochs: 30, batchSize: 8, callbacks: [
          tfvis.show.fitCallbacks({ name: 'Training' }, ['loss'], { callbacks: ['onBatchEnd'] }),
          { onEpochEnd: async () => { await new Promise((done) => setTimeout(done, 30)); } } ] });
      }
      main();`;
    const { ending, snapshot } = await bench.run('grows.cjs', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const drawn = snapshot.exhibits.flatMap((one) => (one.kind === 'plot' ? [one] : []));
    assert.ok(drawn.length > 3, `${drawn.length} plots`);
    // At most about four a second.
    assert.ok(
      drawn.length <= 2 + snapshot.header.wallMs / 250,
      `${drawn.length} in ${snapshot.header.wallMs} ms`,
    );
    assert.deepEqual([...new Set(drawn.slice(0, -1).map(({ plot }) => plot.type))], ['superseded']);
    const plot = plotOf(plotsOf(snapshot), 'Visor/Training/onBatchEnd loss', 'line');
    // 2400 batches, thinned; the first and the last are there.
    assert.deepEqual(plot.thinned, { shown: plot.series[0]?.points.length, total: 2400 });
    assert.equal(plot.series[0]?.points.at(-1)?.x, 2399);
    const made = plot.series[0]?.madeMs ?? [];
    assert.equal(made.length, plot.series[0]?.points.length);
    assert.deepEqual(
      made,
      [...made].sort((a, b) => a - b),
    );
  });

  it('the regression tutorial: a scatterplot of original against predicted, by the global tfvis', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const cars = Array.from({ length: 80 }, (_, i) => ({ horsepower: 50 + 2 * i, mpg: 45 - 0.2 * i + Math.sin(i) }));
      const values = cars.map((d) => ({ x: d.horsepower, y: d.mpg }));
      tfvis.render.scatterplot({ name: 'Horsepower v MPG' }, { values }, { xLabel: 'Horsepower', yLabel: 'MPG', height: 300 });
      const model = tf.sequential();
      model.add(tf.layers.dense({ inputShape: [1], units: 1, useBias: true }));
      model.add(tf.layers.dense({ units: 1, useBias: true }));
      tfvis.show.modelSummary({ name: 'Model Summary' }, model);
      const inputs = tf.tensor2d(cars.map((d) => (d.horsepower - 50) / 158), [80, 1]);
      const labels = tf.tensor2d(cars.map((d) => (d.mpg - 29) / 17), [80, 1]);
      model.compile({ optimizer: tf.train.adam(), loss: tf.losses.meanSquaredError, metrics: ['mse'] });
      await model.fit(inputs, labels, { batchSize: 32, epochs: 5, shuffle: true,
        callbacks: tfvis.show.fitCallbacks({ name: 'Training Performance' }, ['loss', 'mse'], { height: 200, callbacks: ['onEpochEnd'] }) });
      const predicted = model.predict(inputs).dataSync();
      const predictedPoints = Array.from(predicted).map((y, i) => ({ x: cars[i].horsepower, y: y * 17 + 29 }));
      tfvis.render.scatterplot({ name: 'Model Predictions vs Original Data' },
        { values: [values, predictedPoints], series: ['original', 'predicted'] },
        { xLabel: 'Horsepower', yLabel: 'MPG', height: 300 });`;
    const { ending, snapshot } = await bench.run('cars.mjs', text);
    assert.equal(ending.kind, 'finished', JSON.stringify(ending) + consoleOf(snapshot));
    const plots = plotsOf(snapshot);
    const both = plotOf(plots, 'Visor/Model Predictions vs Original Data', 'scatter');
    assert.deepEqual(
      both.series.map(({ name, points }) => [name, points.length]),
      [
        ['original', 80],
        ['predicted', 80],
      ],
    );
    assert.deepEqual(both.axes, { xLabel: 'Horsepower', yLabel: 'MPG' });
    assert.deepEqual(both.series[0]?.points[1], { x: 52, y: 45 - 0.2 + Math.sin(1) });
    // tfjs calls the metric of `mse` by its own name.
    assert.ok(
      plots['Visor/Training Performance/onEpochEnd mse'] ??
        plots['Visor/Training Performance/onEpochEnd loss'],
    );
  });

  it('drawing leaves no tensor behind and does not change what is computed', async () => {
    const program = (
      draws: boolean,
    ): string => `import tf from '@tensorflow/tfjs'; import tfvis from '@tensorflow/tfjs-vis';
      import { show } from 'deep-learning-lessons';
      const xs = tf.randomNormal([64, 4]); const ys = tf.randomUniform([64, 1]);
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 8, inputShape: [4], activation: 'tanh' }), tf.layers.dense({ units: 1 })] });
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      const before = tf.memory().numTensors;
      ${
        draws
          ? `show(xs); xs.print(); tfvis.show.modelSummary({ name: 'm' }, model); await tfvis.show.layer({ name: 'l' }, model.layers[0]);
             await tfvis.render.heatmap({ name: 'h' }, { values: xs }); await tfvis.show.valuesDistribution({ name: 'v' }, xs);
             await tfvis.metrics.accuracy(ys, ys);`
          : ''
      }
      console.log('left', tf.memory().numTensors - before);
      const history = await model.fit(xs, ys, { epochs: 3, shuffle: true${draws ? ", callbacks: tfvis.show.fitCallbacks('t', ['loss'])" : ''} });
      console.log('loss', history.history.loss.join());`;
    const said = async (draws: boolean): Promise<string> =>
      consoleOf((await bench.run(`quiet-${String(draws)}.ts`, program(draws))).snapshot);
    const [plain, drawn] = [await said(false), await said(true)];
    assert.match(drawn, /^left 0$/m);
    assert.equal(/loss .*/.exec(drawn)?.[0], /loss .*/.exec(plain)?.[0]);
    assert.notEqual(/loss .*/.exec(plain), null);
  });
});
