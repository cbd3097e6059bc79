import * as tf from '@tensorflow/tfjs';
import { integers, labels, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { applyTo, stack, train, trainOnBatch } from '../training.ts';

const { layers } = tf;

type Recurrent = (args: {
  units: number;
  inputShape?: [number, number];
  returnSequences?: boolean;
  goBackwards?: boolean;
}) => tf.RNN;

const kinds: Record<string, Recurrent> = {
  simpleRNN: (args) => layers.simpleRNN(args),
  gru: (args) => layers.gru(args),
  lstm: (args) => layers.lstm(args),
};

/** Their many small steps take up to half a minute each in software; simpleRNN goes the same ways. */
const slowInSoftware = (kind: string): Pick<SuiteCase, 'slow'> =>
  kind === 'simpleRNN' ? {} : { slow: true };

const eachKind = Object.entries(kinds).flatMap(([kind, create]): SuiteCase[] => [
  {
    name: `${kind}, last output`,
    run: () =>
      train(
        stack(create({ units: 6, inputShape: [7, 3] }), layers.dense({ units: 2 })),
        uniform([5, 7, 3], 1),
        uniform([5, 2], 2),
      ),
  },
  {
    name: `${kind}, two layers of sequences, backwards, each step judged`,
    ...slowInSoftware(kind),
    run: () =>
      train(
        stack(
          create({ units: 5, inputShape: [6, 3], returnSequences: true }),
          create({ units: 4, returnSequences: true, goBackwards: true }),
          layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
        ),
        uniform([4, 6, 3], 3),
        uniform([4, 6, 2], 4),
      ),
  },
  {
    name: `${kind}, bidirectional`,
    ...slowInSoftware(kind),
    run: () =>
      train(
        stack(
          layers.bidirectional({
            inputShape: [6, 3],
            layer: create({ units: 4, returnSequences: true }),
            mergeMode: 'concat',
          }),
          layers.bidirectional({ layer: create({ units: 3 }), mergeMode: 'sum' }),
          layers.dense({ units: 2 }),
        ),
        uniform([4, 6, 3], 5),
        uniform([4, 2], 6),
      ),
  },
]);

const settings: SuiteCase[] = [
  {
    name: 'embedding and lstm',
    slow: true,
    run: () =>
      train(
        stack(
          layers.embedding({ inputDim: 20, outputDim: 5, inputLength: 8 }),
          layers.lstm({ units: 6 }),
          layers.dense({ units: 3, activation: 'softmax' }),
        ),
        integers([6, 8], 20, 7),
        labels(6, 3),
        { loss: 'categoricalCrossentropy', metrics: ['accuracy'] },
      ),
  },
  {
    name: 'embedding with masked zeros, and gru',
    slow: true,
    run: () =>
      train(
        stack(
          layers.embedding({ inputDim: 6, outputDim: 4, inputLength: 7, maskZero: true }),
          layers.gru({ units: 5 }),
          layers.dense({ units: 1, activation: 'sigmoid' }),
        ),
        integers([6, 7], 6, 8),
        tf.tensor2d([0, 1, 1, 0, 1, 0], [6, 1]),
        { loss: 'binaryCrossentropy' },
      ),
  },
  {
    name: 'masking layer and lstm',
    run: () => {
      const x = tf.mul(uniform([4, 6, 2], 9), tf.greater(uniform([4, 6, 1], 10), -0.3).cast('float32'));
      return train(
        stack(
          layers.masking({ maskValue: 0, inputShape: [6, 2] }),
          layers.lstm({ units: 4 }),
          layers.dense({ units: 1 }),
        ),
        x,
        uniform([4, 1], 11),
      );
    },
  },
  {
    name: 'stateful lstm over two batches',
    slow: true,
    run: async () => {
      const model = stack(
        layers.lstm({ units: 4, batchInputShape: [3, 5, 2], stateful: true }),
        layers.dense({ units: 1 }),
      );
      const first = await train(model, uniform([3, 5, 2], 12), uniform([3, 1], 13), { updates: 2 });
      const second = await trainOnBatch(model, uniform([3, 5, 2], 14), uniform([3, 1], 15), 2);
      model.resetStates();
      return [
        ...first,
        ...second,
        ...(await trainOnBatch(model, uniform([3, 5, 2], 14), uniform([3, 1], 15), 1)),
      ];
    },
  },
  {
    name: 'lstm and gru with other activations and without bias',
    slow: true,
    run: () =>
      train(
        stack(
          layers.lstm({
            inputShape: [5, 3],
            units: 4,
            activation: 'relu',
            recurrentActivation: 'sigmoid',
            returnSequences: true,
          }),
          layers.gru({ units: 4, useBias: false, recurrentActivation: 'sigmoid', implementation: 2 }),
          layers.dense({ units: 1 }),
        ),
        uniform([4, 5, 3], 16),
        uniform([4, 1], 17),
      ),
  },
  {
    name: 'lstm with dropout of inputs and states',
    slow: true,
    run: () =>
      train(
        stack(
          layers.lstm({ inputShape: [5, 3], units: 4, dropout: 0.2, recurrentDropout: 0.2 }),
          layers.dense({ units: 1 }),
        ),
        uniform([4, 5, 3], 18),
        uniform([4, 1], 19),
      ),
  },
  {
    name: 'stacked cells in one rnn layer',
    slow: true,
    run: () =>
      train(
        stack(
          layers.rnn({
            inputShape: [4, 3],
            cell: [
              layers.lstmCell({ units: 4 }),
              layers.gruCell({ units: 3 }),
              layers.simpleRNNCell({ units: 3 }),
            ],
          }),
          layers.dense({ units: 1 }),
        ),
        uniform([3, 4, 3], 20),
        uniform([3, 1], 21),
      ),
  },
  {
    name: 'convLstm2d',
    run: () =>
      train(
        stack(
          layers.convLstm2d({
            inputShape: [3, 6, 5, 2],
            filters: 3,
            kernelSize: 3,
            padding: 'same',
            returnSequences: false,
          }),
          layers.flatten(),
          layers.dense({ units: 1 }),
        ),
        uniform([2, 3, 6, 5, 2], 22),
        uniform([2, 1], 23),
        { updates: 3 },
      ),
  },
];

const sequenceToSequence: SuiteCase = {
  name: 'sequence to sequence: the decoder starts from the state of the encoder',
  slow: true,
  run: () => {
    const source = tf.input({ shape: [5, 3] });
    const target = tf.input({ shape: [4, 2] });
    const [, hidden, cell] = layers
      .lstm({ units: 5, returnState: true })
      .apply(source) as tf.SymbolicTensor[];
    const decoder = layers.lstm({ units: 5, returnSequences: true });
    const decoded = decoder.apply(target, {
      initialState: [hidden, cell] as tf.SymbolicTensor[],
    }) as tf.SymbolicTensor;
    const output = applyTo(layers.dense({ units: 2 }), decoded);
    return train(
      tf.model({ inputs: [source, target], outputs: output }),
      [uniform([4, 5, 3], 24), uniform([4, 4, 2], 25)],
      uniform([4, 4, 2], 26),
    );
  },
};

export const recurrentCases: readonly SuiteCase[] = [...eachKind, ...settings, sequenceToSequence];
