import type * as vscode from 'vscode';
import type { StorageKeys } from '../../contributions/storageKeys.ts';
import { keepPrediction, predictionsOf } from '../../core/prediction/predictionBook.ts';
import { predictionLimits, type CurvePrediction, type Predictions } from '../../protocol/prediction.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import { BadParams, index, record, text } from './guards.ts';

export interface PredictionHandlersInput {
  header: () => RunHeader;
  memory: vscode.Memento;
}

const memoryKey: keyof StorageKeys = 'predictions';

type PredictionHandlers = Pick<Handlers<RunSurface>, 'predictions' | 'keepPrediction'>;

/** Keeps the curves that learners draw before they run, for each of their files. */
export function predictionHandlers({ header, memory }: PredictionHandlersInput): PredictionHandlers {
  const book = (): StorageKeys['predictions'] => memory.get(memoryKey, {});
  const current = async (): Promise<Predictions> => {
    const before = book();
    const found = predictionsOf(before, header());
    if (found.book !== before) await memory.update(memoryKey, found.book);
    return found.predictions;
  };
  return {
    predictions: current,
    async keepPrediction(params) {
      const wanted = record(params);
      const which = wanted['run'] === 'own' ? 'own' : 'next';
      // What was drawn for a run stays as it was once the run is over: else it would be no prediction.
      if (which === 'own' && header().status === 'ended') return current();
      const prediction = predictionIn(wanted['prediction']);
      const now = new Date().toISOString();
      await memory.update(memoryKey, keepPrediction(book(), header(), which, prediction, now));
      return current();
    },
  };
}

/** @throws BadParams for anything but a curve of finite numbers, ascending in its epochs */
export function predictionIn(value: unknown): CurvePrediction {
  const { metric, epochs, points } = record(value);
  if (!Array.isArray(points) || points.length > predictionLimits.points)
    throw new BadParams(`a list of at most ${predictionLimits.points} points`);
  let before = 0;
  return {
    metric: text(metric, predictionLimits.metricLength),
    epochs: index(epochs, predictionLimits.epochs),
    points: points.map((point) => {
      const { epoch, value: drawn } = record(point);
      const at = index(epoch, predictionLimits.epochs);
      if (at <= before || typeof drawn !== 'number' || !Number.isFinite(drawn))
        throw new BadParams('ascending epochs with finite values');
      before = at;
      return { epoch: at, value: drawn };
    }),
  };
}
