import type { LayerSummary, ModelSummary } from '../../../src/protocol/run.ts';

type Row = [
  name: string,
  type: string,
  input: (number | null)[],
  output: (number | null)[],
  parameters: number,
  macs: number,
];

const rows: Row[] = [
  ['conv2d', 'Conv2D', [null, 28, 28, 1], [null, 26, 26, 8], 80, 48_672],
  ['max_pooling2d', 'MaxPooling2D', [null, 26, 26, 8], [null, 13, 13, 8], 0, 0],
  ['conv2d_1', 'Conv2D', [null, 13, 13, 8], [null, 11, 11, 16], 1168, 139_392],
  ['max_pooling2d_1', 'MaxPooling2D', [null, 11, 11, 16], [null, 5, 5, 16], 0, 0],
  ['flatten', 'Flatten', [null, 5, 5, 16], [null, 400], 0, 0],
  ['dense', 'Dense', [null, 400], [null, 10], 4010, 4000],
];

/** The network of the fake run. */
export const fakeModel: ModelSummary = {
  model: 'cnn',
  layers: rows.map(([name, type, input, outputShape, parameters, macs], index): LayerSummary => ({
    name,
    type,
    outputShape,
    parameters,
    trainableParameters: parameters,
    inputs: [{ from: rows[index - 1]?.[0] ?? 'conv2d_input', shape: input }],
    macs,
    activations: outputShape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1),
  })),
  parameters: 5258,
  trainableParameters: 5258,
  optimizerNumbers: 2,
};

/** Two branches that meet again, one of them frozen, with a layer whose cost is not known. */
export const branchingModel: ModelSummary = {
  model: 'two-branches',
  parameters: 3_400,
  trainableParameters: 1_200,
  layers: [
    {
      name: 'picture',
      type: 'InputLayer',
      outputShape: [null, 16, 16, 3],
      parameters: 0,
      trainableParameters: 0,
      inputs: [],
      macs: 0,
      activations: 0,
    },
    {
      name: 'left',
      type: 'Conv2D',
      outputShape: [null, 16, 16, 8],
      parameters: 2_200,
      trainableParameters: 0,
      inputs: [{ from: 'picture', shape: [null, 16, 16, 3] }],
      macs: 55_296,
      activations: 2048,
    },
    {
      name: 'right',
      type: 'LearnersOwn',
      outputShape: [null, 16, 16, 8],
      parameters: 1_200,
      trainableParameters: 1_200,
      inputs: [{ from: 'picture', shape: [null, 16, 16, 3] }],
      activations: 2048,
    },
    {
      name: 'sum',
      type: 'Add',
      outputShape: [null, 16, 16, 8],
      parameters: 0,
      trainableParameters: 0,
      inputs: [
        { from: 'left', shape: [null, 16, 16, 8] },
        { from: 'right', shape: [null, 16, 16, 8] },
      ],
      macs: 0,
      activations: 2048,
    },
  ],
};
