import type { PredictionBook } from '../../../src/protocol/prediction.ts';
import { keepPrediction, predictionsOf } from '../../../src/core/prediction/predictionBook.ts';
import type { RunSurface } from '../../../src/protocol/runSurface.ts';
import type { Handlers } from '../../../src/protocol/surface.ts';
import type { RunHeader, RunSnapshot } from '../../../src/protocol/run.ts';
import { seededRandom } from './seededRandom.ts';

type Answers = Pick<
  Handlers<RunSurface>,
  'diagnosisContext' | 'dismissFinding' | 'openLesson' | 'predictions' | 'keepPrediction'
>;

/** Answers about findings and predictions, and remembers as the host would. */
export function fakeDiagnosis(header: () => RunHeader, asked: [string, unknown][]): Answers {
  const dismissed: string[] = [];
  let book: PredictionBook = {};
  const current = () => {
    const found = predictionsOf(book, header());
    ({ book } = found);
    return found.predictions;
  };
  return {
    diagnosisContext: () => ({
      lessons: [{ lessonId: 'cnn-on-mnist', title: 'CNN on MNIST', concepts: ['overfitting', 'validation'] }],
      dismissed,
    }),
    dismissFinding({ finding }) {
      asked.push(['dismissFinding', finding]);
      dismissed.push(finding);
      return undefined;
    },
    openLesson({ lessonId }) {
      asked.push(['openLesson', lessonId]);
      return undefined;
    },
    predictions: current,
    keepPrediction({ run, prediction }) {
      asked.push(['keepPrediction', { run, prediction }]);
      book = keepPrediction(book, header(), run, prediction, '2026-03-01T10:00:00.000Z');
      return current();
    },
  };
}

/** A run that learns its samples by heart from epoch 9 on, on held-out data that is too small. */
export function overFittedRun(snapshot: RunSnapshot, epochs = 24): RunSnapshot {
  const random = seededRandom(5);
  const at = (epoch: number): Record<number, number> => ({
    2: 2.2 * Math.exp(-epoch / 4) + 0.01,
    3: 1 - 0.85 * Math.exp(-epoch / 4),
    4: 2.2 * Math.exp(-epoch / 4) + 0.28 + 0.022 * Math.max(0, epoch - 7) + 0.01 * random(),
    5: 0.93 - 0.8 * Math.exp(-epoch / 4) - 0.002 * Math.max(0, epoch - 7),
  });
  const values = Array.from({ length: epochs }, (_, epoch) => at(epoch));
  const series = snapshot.series.filter(({ scale }) => scale === 'epoch');
  return {
    ...snapshot,
    header: { ...snapshot.header, status: 'ended', ending: { kind: 'finished', wallMs: 61_000 } },
    series,
    blocks: series.map(({ id }) => ({
      id,
      steps: Float64Array.from(values, (_, epoch) => epoch),
      values: Float32Array.from(values, (value) => value[id] ?? 0),
    })),
    evaluations: [],
  };
}
