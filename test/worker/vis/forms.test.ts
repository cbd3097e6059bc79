import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { consoleOf, plotOf, plotsOf } from './plotsOf.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

const imports = `import * as tf from '@tensorflow/tfjs'; import * as tfvis from '@tensorflow/tfjs-vis'; import { show } from 'deep-learning-lessons';\n`;

describe('the many forms of data', () => {
  it('become the few forms of plots', async () => {
    const { ending, snapshot } = await bench.run(
      'forms.ts',
      `${imports}
      tfvis.render.linechart('numbers', { values: [3, 1, 2] });
      tfvis.render.linechart({ name: 'nested' }, { values: [new Float32Array([1, 2]), tf.tensor1d([3, 4])], series: ['a', 'b'] });
      tfvis.render.scatterplot({ name: 'pairs', tab: 'T' }, { values: tf.tensor2d([[1, 2], [3, 4]]) });
      tfvis.render.barchart({ name: 'bars' }, [{ index: 'cat', value: 2 }, { index: 7, value: -1 }]);
      tfvis.render.heatmap({ name: 'columns' }, { values: [[1, 2, 3], [4, 5, 6]], xTickLabels: ['p', 'q'] });
      tfvis.render.heatmap({ name: 'rows' }, { values: tf.tensor2d([[1, 2, 3], [4, 5, 6]]), yTickLabels: ['p', 'q'] }, { rowMajor: true });
      tfvis.render.histogram(tfvis.visor().surface({ name: 'h' }), [{ value: 1 }, { value: 2 }, { value: NaN }], { maxBins: 2 });
      tfvis.render.histogram(tfvis.visor().surface({ name: 'quiet' }).drawArea, [1, 2], { stats: false });
      tfvis.render.table({ name: 'table' }, { headers: ['a', 'b'], values: [[1, 0.123456], ['x', null]] });
      tfvis.visor().surface({ name: 'words' }).drawArea.innerHTML = '<b>Hello</b><br>there';
      show(tf.zeros([4, 8, 8, 1]), { name: 'images' });
      show(tf.fill([16, 16], -1), { name: 'matrix' });
      show(tf.zeros([28, 28]), { name: 'picture' });
      show(tf.tensor1d([1, 2, 3]), 'bars of a tensor');
      tfvis.render.linechart({ name: 'plain list' }, [4, 5] as any);
      show('text', { name: 'text' });
      show([{ a: 1, b: 'x' }, { a: 2 }], { name: 'objects', tab: 'Mine' });
      console.table([{ a: 1 }]); tf.tensor2d([[1, 2]]).print();`,
    );
    assert.equal(ending.kind, 'finished', JSON.stringify(ending) + consoleOf(snapshot));
    const plots = plotsOf(snapshot);
    assert.deepEqual(plotOf(plots, 'Visor/numbers', 'line').series[0]?.points[1], { x: 1, y: 1 });
    assert.deepEqual(
      plotOf(plots, 'Visor/nested', 'line').series.map(({ name, points }) => [name, points.at(-1)?.y]),
      [
        ['a', 2],
        ['b', 4],
      ],
    );
    assert.deepEqual(plotOf(plots, 'T/pairs', 'scatter').series[0]?.points[1], { x: 3, y: 4 });
    assert.deepEqual(plotOf(plots, 'Visor/bars', 'bar').bars, [
      { label: 'cat', value: 2 },
      { label: '7', value: -1 },
    ]);
    // As in tfjs-vis, values[i] is a column unless the matrix is said to be row-major.
    const columns = plotOf(plots, 'Visor/columns', 'heatmap');
    assert.deepEqual([columns.rows.length, columns.columns], [3, ['p', 'q']]);
    assert.deepEqual(columns.values, [1, 4, 2, 5, 3, 6]);
    const rows = plotOf(plots, 'Visor/rows', 'heatmap');
    assert.deepEqual(
      [rows.rows, rows.values],
      [
        ['p', 'q'],
        [1, 2, 3, 4, 5, 6],
      ],
    );
    const histogram = plotOf(plots, 'Visor/h', 'histogram');
    assert.equal(histogram.stats.find(({ name }) => name === 'numNans')?.value, 1);
    assert.deepEqual(plotOf(plots, 'Visor/quiet', 'histogram').stats, []);
    assert.deepEqual(plotOf(plots, 'Visor/table', 'table').rows, [
      ['1', '0.1235'],
      ['x', ''],
    ]);
    assert.equal(plotOf(plots, 'Visor/words/text', 'text').text, 'Hello\nthere');
    assert.equal(plotOf(plots, 'show/images', 'images').count, 4);
    assert.equal(plotOf(plots, 'show/matrix', 'heatmap').values.length, 256);
    assert.equal(plotOf(plots, 'show/picture', 'images').width, 28);
    assert.equal(plotOf(plots, 'show/bars of a tensor', 'bar').bars.length, 3);
    assert.equal(plotOf(plots, 'show/text', 'text').text, 'text');
    assert.deepEqual(plotOf(plots, 'Mine/objects', 'table').headers, ['a', 'b']);
    assert.equal(plotOf(plots, 'Visor/plain list', 'line').series[0]?.points.length, 2);
    const printed = Object.entries(plots).filter(([key]) => key.startsWith('console/'));
    assert.deepEqual(
      printed.map(([, { type }]) => type),
      ['table', 'heatmap'],
    );
    assert.match(consoleOf(snapshot), /│ \(index\)/);
    assert.match(consoleOf(snapshot), /\[\[1, 2\],\]/);
  });

  it('that are none are refused with their line, and training goes on', async () => {
    const { ending, snapshot } = await bench.run(
      'refused.ts',
      `${imports}
      tfvis.render.linechart({ name: 'a' }, { values: { x: 1 } });
      tfvis.render.heatmap({ name: 'b' }, { values: [[1, 2], [3]] });
      tfvis.render.scatterplot({ name: 'c' }, { values: [[{ x: 1, y: 1 }]], series: ['a', 'b'] });
      (tfvis.render as any).piechart({ name: 'd' }, []);
      show([tf.zeros([4, 4, 1]), tf.zeros([5, 4, 1])], { name: 'e' });
      const gone = tf.zeros([2]); gone.dispose();
      for (let i = 0; i < 50; i++) tfvis.show.valuesDistribution({ name: 'f' }, gone);
      tfvis.show.modelSummary({ name: 'g' }, undefined as any);
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      await model.fit(tf.ones([8, 1]), tf.ones([8, 1]), { epochs: 2, callbacks: tfvis.show.fitCallbacks({ name: 'h' }, ['accuracy']) });
      for (const wrong of [() => tfvis.metrics.accuracy(tf.ones([2]), tf.ones([3])), () => tfvis.metrics.confusionMatrix(tf.ones([2, 2]), tf.ones([2])), () => tfvis.metrics.perClassAccuracy(tf.tensor1d([0, 5]), tf.tensor1d([0, 1]), 3)])
        await wrong().then(() => console.log('accepted'), (error) => console.log('rejected: ' + error.message));
      console.log('done');`,
    );
    assert.equal(ending.kind, 'finished', JSON.stringify(ending));
    const plots = plotsOf(snapshot);
    const problems = Object.fromEntries(
      'abcdefgh'
        .split('')
        .map((name) => [name, plotOf(plots, `Visor/${name}`.replace('Visor/e', 'show/e'), 'refused')]),
    );
    assert.deepEqual(
      Object.values(problems).map(({ problem }) => problem),
      [
        'not-points',
        'ragged',
        'series-names',
        'unknown-chart',
        'ragged',
        'disposed',
        'not-model',
        'metric-missing',
      ],
    );
    assert.equal(problems['b']?.at?.line, 4);
    const said = consoleOf(snapshot);
    assert.match(
      said,
      /tfvis\.render\.heatmap \(refused\.ts, line 4\): The rows are not equally long: row 2 has 1/,
    );
    assert.match(said, /has not reported “accuracy”\. What it reports is loss/);
    // Said once, however often the line runs.
    assert.equal(said.split('was disposed of before').length, 2);
    assert.equal(said.split('rejected: ').length, 4);
    assert.doesNotMatch(said, /accepted/);
    assert.match(said, /done/);
  });
});
