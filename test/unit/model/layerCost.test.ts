import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { multiplications, optimizerNumbers, type LayerShapes } from '../../../src/core/model/layerCost.ts';
import { memoryText, modelCsv, shortCount } from '../../../src/core/model/modelCsv.ts';

type Weight = LayerShapes['weights'][number];

const kernel = (...shape: number[]): Weight => ({ name: 'conv/kernel', shape });
const bias = (size: number): Weight => ({ name: 'conv/bias', shape: [size] });

/** A 3×3 convolution that keeps the size. */
function conv(side: number, from: number, to: number, size = 3): LayerShapes {
  return {
    type: 'Conv2D',
    input: [null, side, side, from],
    output: [null, side, side, to],
    weights: [kernel(size, size, from, to), bias(to)],
  };
}

function dense(from: number, to: number): LayerShapes {
  return { type: 'Dense', input: [null, from], output: [null, to], weights: [kernel(from, to), bias(to)] };
}

const sum = (layers: readonly LayerShapes[]): number =>
  layers.reduce((total, layer) => total + (multiplications(layer) ?? NaN), 0);
const parameters = (layers: readonly LayerShapes[]): number =>
  layers
    .flatMap(({ weights }) => weights)
    .reduce((total, { shape }) => total + shape.reduce((product, size) => product * size, 1), 0);

describe('what layers cost', () => {
  it('VGG16: 138,357,544 parameters and 15.5 G multiplications, as published', () => {
    const vgg = [
      conv(224, 3, 64),
      conv(224, 64, 64),
      conv(112, 64, 128),
      conv(112, 128, 128),
      conv(56, 128, 256),
      conv(56, 256, 256),
      conv(56, 256, 256),
      conv(28, 256, 512),
      conv(28, 512, 512),
      conv(28, 512, 512),
      conv(14, 512, 512),
      conv(14, 512, 512),
      conv(14, 512, 512),
      dense(25_088, 4096),
      dense(4096, 4096),
      dense(4096, 1000),
    ];
    assert.equal(parameters(vgg), 138_357_544);
    assert.equal(shortCount(sum(vgg)), '15.5 G');
    assert.equal(sum(vgg), 15_470_264_320);
  });

  it('LeNet-5 with full connections between the maps, by hand', () => {
    const lenet: LayerShapes[] = [
      {
        type: 'Conv2D',
        input: [null, 32, 32, 1],
        output: [null, 28, 28, 6],
        weights: [kernel(5, 5, 1, 6), bias(6)],
      },
      { type: 'AveragePooling2D', input: [null, 28, 28, 6], output: [null, 14, 14, 6], weights: [] },
      {
        type: 'Conv2D',
        input: [null, 14, 14, 6],
        output: [null, 10, 10, 16],
        weights: [kernel(5, 5, 6, 16), bias(16)],
      },
      dense(400, 120),
      dense(120, 84),
      dense(84, 10),
    ];
    assert.equal(sum(lenet), 117_600 + 240_000 + 48_000 + 10_080 + 840);
    assert.equal(parameters(lenet), 61_706);
  });

  const cases: [string, LayerShapes, number | undefined][] = [
    // Howard et al. (2017): k·k·m·d·d + m·n·d·d.
    [
      'separable',
      {
        type: 'SeparableConv2D',
        input: [null, 14, 14, 32],
        output: [null, 14, 14, 64],
        weights: [
          { name: 'depthwise_kernel', shape: [3, 3, 32, 1] },
          { name: 'pointwise_kernel', shape: [1, 1, 32, 64] },
        ],
      },
      14 * 14 * (9 * 32 + 32 * 64),
    ],
    [
      'depthwise',
      {
        type: 'DepthwiseConv2D',
        input: [null, 8, 8, 4],
        output: [null, 6, 6, 8],
        weights: [{ name: 'depthwise_kernel', shape: [3, 3, 4, 2] }],
      },
      36 * 8 * 9,
    ],
    [
      'transposed',
      {
        type: 'Conv2DTranspose',
        input: [null, 7, 7, 16],
        output: [null, 14, 14, 8],
        weights: [kernel(5, 5, 8, 16)],
      },
      49 * 25 * 8 * 16,
    ],
    [
      'conv1d',
      { type: 'Conv1D', input: [null, 10, 3], output: [null, 8, 5], weights: [kernel(3, 3, 5)] },
      8 * 9 * 5,
    ],
    [
      'conv3d',
      {
        type: 'Conv3D',
        input: [null, 4, 4, 4, 2],
        output: [null, 2, 2, 2, 3],
        weights: [kernel(3, 3, 3, 2, 3)],
      },
      8 * 27 * 6,
    ],
    [
      'lstm',
      {
        type: 'LSTM',
        input: [null, 12, 5],
        output: [null, 7],
        weights: [kernel(5, 28), { name: 'recurrent_kernel', shape: [7, 28] }, bias(28)],
      },
      12 * (5 * 28 + 7 * 28),
    ],
    [
      'dense over time',
      { type: 'Dense', input: [null, 9, 4], output: [null, 9, 6], weights: [kernel(4, 6)] },
      9 * 24,
    ],
    [
      'embedding',
      {
        type: 'Embedding',
        input: [null, 9],
        output: [null, 9, 4],
        weights: [{ name: 'embeddings', shape: [50, 4] }],
      },
      0,
    ],
    [
      'dot',
      {
        type: 'Dot',
        input: [null, 5],
        inputs: [
          [null, 5],
          [null, 5],
        ],
        output: [null, 1],
        weights: [],
        dotAxis: -1,
      },
      5,
    ],
    [
      'open length',
      { type: 'LSTM', input: [null, null, 5], output: [null, 7], weights: [kernel(5, 28)] },
      undefined,
    ],
    [
      'a layer of the learner’s own',
      { type: 'Mine', input: [null, 5], output: [null, 7], weights: [kernel(5, 7)] },
      undefined,
    ],
  ];
  for (const [name, layer, expected] of cases) it(name, () => assert.equal(multiplications(layer), expected));

  it('optimizers keep this much for each weight', () => {
    assert.deepEqual(
      [optimizerNumbers('SGD'), optimizerNumbers('Adam'), optimizerNumbers('Mine')],
      [0, 2, undefined],
    );
  });

  it('is written short, and as CSV that quotes what it must', () => {
    assert.deepEqual(
      [shortCount(999), shortCount(15_470_264_320), shortCount(undefined)],
      ['999', '15.5 G', '–'],
    );
    assert.equal(memoryText(138_357_544), '553 MB');
    const csv = modelCsv({
      model: 'm',
      parameters: 0,
      trainableParameters: 0,
      layers: [
        {
          name: 'a,"b"',
          type: 'Dense',
          outputShape: [null, 2],
          parameters: 6,
          inputs: [{ from: 'x', shape: [null, 3] }],
        },
      ],
    });
    assert.match(csv, /\r\n"a,""b""",Dense,"x \[·, 3\]","\[·, 2\]",6,,,\r\n$/);
  });
});
