import type { Evaluation, RunHeader, RunSnapshot, SeriesInfo } from '../../../src/protocol/run.ts';

export function createHeader(id: string, rest: Partial<RunHeader> = {}): RunHeader {
  return {
    formatVersion: 1,
    id,
    number: 1,
    title: 'cnn-mnist',
    file: '/home/a learner/cnn-mnist.ts',
    startedAt: '2026-01-01T00:00:00.000Z',
    wallMs: 1000,
    seed: 7,
    status: 'running',
    ...rest,
  };
}

/** A run with `points` points spread over four curves of a batch and an epoch scale. */
export function createSnapshot(header: RunHeader, points: number): RunSnapshot {
  const series = (['loss', 'acc'] as const).flatMap((metric, index): SeriesInfo[] => [
    { id: 2 * index, metric, split: 'train', scale: 'batch', model: 'model' },
    { id: 2 * index + 1, metric, split: 'validation', scale: 'epoch', model: 'model' },
  ]);
  const count = Math.ceil(points / series.length);
  return {
    header,
    seq: points,
    series,
    blocks: series.map(({ id }) => ({
      id,
      steps: Float64Array.from({ length: count }, (_, step) => step),
      values: Float32Array.from({ length: count }, (_, step) =>
        step === 3 ? NaN : Math.exp(-step / 1000) + id,
      ),
    })),
    progress: { phase: 'training', epoch: 1, epochs: 10, batch: count, elapsedMs: 5 },
    models: [
      {
        model: 'model',
        layers: [{ name: 'dense', type: 'Dense', outputShape: [null, 10], parameters: 7850 }],
        parameters: 7850,
        trainableParameters: 7850,
      },
    ],
    evaluations: [],
    exhibits: [],
    console: [{ stream: 'stdout', text: `step ${points} 數字\n` }],
  };
}

export function createEvaluation(samples: number, pictures: boolean): Evaluation {
  return {
    model: 'model',
    split: 'test',
    classCount: 10,
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    truth: Uint16Array.from({ length: samples }, (_, index) => index % 10),
    predicted: Uint16Array.from({ length: samples }, (_, index) => (index * 7) % 10),
    confidence: Float32Array.from({ length: samples }, (_, index) => index / samples),
    accuracy: 0.9,
    ...(pictures && {
      pictures: {
        width: 3,
        height: 5,
        channels: 1,
        count: 11,
        bytes: Uint8Array.from({ length: 165 }, (_, i) => i),
      },
    }),
  };
}
