import './asInWorker.ts';
import type { Alarm, Exhibit } from '../../../src/protocol/exhibit.ts';
import { createDivergenceReports } from '../../../src/worker/observe/divergence/divergenceReports.ts';
import { createStepGuard } from '../../../src/worker/observe/divergence/stepGuard.ts';
import { createClassifierEvaluations } from '../../../src/worker/observe/evaluation/classifierEvaluations.ts';
import { createMetricsOutbox } from '../../../src/worker/observe/metricsOutbox.ts';
import { observeModels } from '../../../src/worker/observe/observeModels.ts';
import { observeOptimizers } from '../../../src/worker/observe/observeOptimizers.ts';
import { watchTraining } from '../../../src/worker/observe/watchTraining.ts';
import { WeightWatcher } from '../../../src/worker/observe/weights/weightWatcher.ts';
import { createResumption } from '../../../src/worker/resume/resumption.ts';
import { seedMathRandom } from '../../../src/worker/process/seededRandom.ts';
import type { TensorFlow } from '../../../src/worker/engines/tensorFlow.ts';

export interface Observed {
  /** What was shown since the last time this was asked. */
  take(): Exhibit[];
  failures: string[];
  seed(seed: number): void;
}

/** Puts the real observers around tfjs in this process, with a watcher of weights that may look at every report. */
export function observeHere(tf: TensorFlow): Observed {
  let exhibits: Exhibit[] = [];
  const failures: string[] = [];
  const onExhibit = (exhibit: Exhibit): void => void exhibits.push(exhibit);
  const random = seedMathRandom(1);
  const startedAt = performance.now();
  const observation = {
    tf,
    outbox: createMetricsOutbox(
      () => undefined,
      () => 0,
    ),
    control: {
      stopRequested: false,
      takeStopAtBest: () => false,
      takeLearningRate: () => undefined,
      betweenBatches: () => Promise.resolve(),
      betweenBatchesSync: () => undefined,
    },
    guard: createStepGuard({ tf, random, withholds: false }),
    divergence: createDivergenceReports({ stopOnNaN: false, onExhibit }),
    startedAt,
    watched: watchTraining({
      watchers: [new WeightWatcher({ tf, startedAt, onExhibit }, Infinity)],
      random,
      onFailure: (name, thrown) => failures.push(`${name}: ${String(thrown)}`),
    }),
    onModel: () => undefined,
    evaluations: createClassifierEvaluations({
      tf,
      onEvaluation: () => undefined,
      classNames: () => [],
    }),
    resumption: createResumption({ tf, random, stopRequested: () => false }),
    onExhibit,
  };
  observeOptimizers(observation, observeModels(observation));
  return {
    take() {
      const taken = exhibits;
      exhibits = [];
      return taken;
    },
    failures,
    seed: (seed) => random.restore([seed, seed ^ 0x9e3779b9, seed + 17, 1]),
  };
}

export function alarmsOf(exhibits: readonly Exhibit[]): Alarm[] {
  return exhibits.filter((exhibit) => exhibit.kind === 'alarm');
}
