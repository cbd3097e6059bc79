import type { Alarm, TensorReport, WeightReport } from '../../../src/protocol/exhibit.ts';
import { tensorStatistics } from '../../../src/core/weights/tensorStatistics.ts';
import { activationNames, fakeLayers } from './fakeLayers.ts';
import { seededRandom } from './seededRandom.ts';

const msPerEpoch = 79 * 68;

/** Reports of a small network that learns: kernels spread out, gradients shrink, one layer loses some of its units. */
export function fakeWeightReports(epochs: number): WeightReport[] {
  const random = seededRandom(3);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const tensor = (
    base: Pick<TensorReport, 'layer' | 'tensor' | 'role' | 'shape'>,
    draw: () => number,
    more: Partial<TensorReport> = {},
  ): TensorReport => ({
    ...base,
    ...tensorStatistics(Float32Array.from({ length: 800 }, draw)),
    ...more,
  });
  return Array.from({ length: epochs + 1 }, (_, epoch) => {
    const learned = 1 - Math.exp(-epoch / 4);
    const weights = fakeLayers.flatMap(({ layer, tensor: name, shape, std }, index) => [
      tensor({ layer, tensor: name, role: 'weight', shape }, () => normal() * std * (1 + 1.4 * learned), {
        ...(epoch === 0 ? {} : { updateRatio: (0.02 + 0.01 * index) * Math.exp(-epoch / 5) + 0.001 }),
      }),
    ]);
    const gradients =
      epoch === 0
        ? []
        : fakeLayers.map(({ layer, tensor: name, shape, std }) =>
            tensor(
              { layer, tensor: name, role: 'gradient', shape },
              () => normal() * std * 0.3 * Math.exp(-epoch / 6),
            ),
          );
    const activations = activationNames.map(({ layer, shape, isRelu }) =>
      tensor(
        { layer, tensor: 'output', role: 'activation', shape },
        () => (isRelu ? Math.max(0, normal() * (0.5 + learned) - 0.2) : random() ** (1 + 5 * learned)),
        isRelu ? { dead: Math.round(learned * 2) / 8 } : {},
      ),
    );
    return {
      kind: 'weights',
      model: 'cnn',
      at: {
        elapsedMs: epoch * msPerEpoch,
        model: 'cnn',
        ...(epoch > 0 ? { epoch } : {}),
        updates: epoch * 79,
      },
      tensors: [...weights, ...gradients, ...activations],
    };
  });
}

export const fakeAlarms: readonly Alarm[] = [
  {
    kind: 'alarm',
    code: 'large-updates',
    at: { elapsedMs: 5000, model: 'cnn', epoch: 1, updates: 79 },
    layer: 'conv2d',
    value: 0.83,
    limit: 0.5,
  },
  {
    kind: 'alarm',
    code: 'dead-units',
    at: { elapsedMs: 22_000, model: 'cnn', epoch: 4, updates: 316 },
    layer: 'conv2d_1',
    value: 0.75,
    limit: 0.6,
  },
];
