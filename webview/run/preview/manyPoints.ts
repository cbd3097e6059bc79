import type { RunHeader, RunSnapshot, SeriesInfo } from '../../../src/protocol/run.ts';
import { timesOfSteps } from './curveScenarios.ts';
import { seededRandom } from './seededRandom.ts';

/** Batch curves of two models without epochs, as a GAN trained by hand gives: `count` points each. */
export function handTrained(header: RunHeader, count: number): RunSnapshot {
  const random = seededRandom(9);
  const series: SeriesInfo[] = ['generator', 'discriminator'].flatMap((model, index) => [
    { id: index * 2, metric: 'loss', split: 'train', scale: 'batch', model },
    { id: index * 2 + 1, metric: 'acc', split: 'train', scale: 'batch', model },
  ]);
  const steps = Float64Array.from({ length: count }, (_, step) => step);
  return {
    header: { ...header, title: 'gan' },
    seq: 1,
    series,
    blocks: series.map(({ id, metric }) => ({
      id,
      steps,
      times: timesOfSteps(steps, 9),
      values: Float32Array.from({ length: count }, (_, step) => {
        const trend =
          metric === 'loss'
            ? 0.7 + 0.8 * Math.exp((-4 * step) / count)
            : 0.5 + 0.2 * Math.sin((9 * step) / count);
        return trend + (random() - 0.5) * 0.25 + (step % 97_003 === 5_000 ? 1 : 0);
      }),
    })),
    progress: { phase: 'training', batch: count, elapsedMs: count * 9, samplesPerSecond: 3120 },
    models: [],
    evaluations: [],
    exhibits: [],
    console: [],
  };
}
