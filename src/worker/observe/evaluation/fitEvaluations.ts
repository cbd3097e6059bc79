import type { LayersModel } from '@tensorflow/tfjs';
import type { Moment } from '../../../protocol/moment.ts';
import type { Fit, TrainingWatcher } from '../trainingWatcher.ts';
import type { Test, Testing } from './testing.ts';
import type { HeldOut, KnownData } from './heldOutData.ts';

/** Part of the training time that evaluations may take, 0..1. */
const costShare = 0.01;
/** What one call of fit() may report, in samples, and how many evaluations that is at most: all are kept for the rewind. */
const samplesAtMost = 2e6;
const evaluationsAtMost = 200;

interface ObservedFit {
  startedAt: number;
  spentMs: number;
  epochs: number | undefined;
  epochsDone: number;
  /** Undefined until the first test is over. */
  samples: number | undefined;
  /** Epochs done at the last evaluation. */
  reportedEpoch: number;
  /** Updates of the weights at the last evaluation. */
  reportedUpdates: number | undefined;
  /** Of the epoch that is going on: undefined until its validation begins, null when it is left out. */
  test: Test | null | undefined;
  known: KnownData;
}

/**
 * An evaluation after each epoch of fit() and fitDataset() from the outputs that validation computes anyway. The first and
 * the last are always made; others while all of them together stay within their part of the training time.
 */
export function createFitEvaluations(testing: Testing, now: () => number): TrainingWatcher {
  const fits = new WeakMap<LayersModel, ObservedFit>();

  return {
    name: 'evaluations',
    // It keeps its own account: whether an epoch is worth it must be known before its validation.
    costShare: Infinity,
    fitBegins({ model, heldOut, epochs }) {
      // One that ended with an error may have left something behind.
      fits.get(model)?.test?.dispose();
      const fit: ObservedFit = {
        startedAt: now(),
        spentMs: 0,
        epochs,
        epochsDone: 0,
        samples: undefined,
        reportedEpoch: 0,
        reportedUpdates: undefined,
        test: undefined,
        known: testing.known(heldOut),
      };
      fits.set(model, fit);
      const begin = (): Test | null =>
        (isDue(fit, now()) ? testing.begin(model, heldOut, fit.known) : undefined) ?? null;
      testing.tests.set(model, {
        wants: () => (fit.test ??= fit.test === null ? null : begin()) !== null,
        heard: (index, target, output) => fit.test?.listener.heard(index, target, output),
        heardInputs: (inputs) => fit.test?.listener.heardInputs(inputs),
      });
    },
    epochEnds({ model }, logs, at) {
      const fit = fits.get(model);
      if (!fit) return;
      fit.epochsDone += 1;
      const { test } = fit;
      fit.test = undefined;
      if (!test) return;
      try {
        report(fit, test, at, now, logs['val_loss']);
      } catch (thrown) {
        // This watcher is not called again: nobody must go on collecting what is not read any more.
        testing.tests.set(model, undefined);
        throw thrown;
      }
    },
    fitEnds({ model, heldOut }, at) {
      const fit = fits.get(model);
      testing.tests.set(model, undefined);
      fits.delete(model);
      if (!fit || !heldOut || fit.samples === 0 || fit.reportedUpdates === at.updates) return;
      // Stopped early, or left out: what the model can do now is worth one more test.
      testOnce(testing, fit, { model, heldOut, at });
    },
  };
}

/** Whether the epoch whose validation begins now is worth an evaluation. */
function isDue(fit: ObservedFit, now: number): boolean {
  const isFirst = fit.samples === undefined;
  const isLast = fit.epochs !== undefined && fit.epochsDone + 1 >= fit.epochs;
  // Targets that are no classes will be none in the next epoch.
  if (fit.samples === 0) return false;
  if (isFirst || isLast) return true;
  const most = Math.min(evaluationsAtMost, Math.max(20, samplesAtMost / Math.max(1, fit.samples ?? 1)));
  const stride = Math.ceil((fit.epochs ?? 0) / most);
  const isSpaced = fit.epochsDone + 1 - fit.reportedEpoch >= stride;
  return isSpaced && fit.spentMs <= costShare * (now - fit.startedAt);
}

/** Reports a test, and what it cost. */
function report(fit: ObservedFit, test: Test, at: Moment, now: () => number, loss?: number): void {
  const startedAt = now();
  const samples = test.report({ split: 'validation', at, ...(loss === undefined ? {} : { loss }) });
  // The first brings the pictures, once and for all; what comes after is what an evaluation costs.
  if (fit.samples !== undefined) fit.spentMs += now() - startedAt + test.spentMs;
  fit.samples = samples;
  fit.reportedEpoch = fit.epochsDone;
  fit.reportedUpdates = at.updates;
}

/** Tests a model once more after fit(). */
function testOnce(
  testing: Testing,
  fit: ObservedFit,
  { model, heldOut, at }: { model: LayersModel; heldOut: HeldOut; at: Moment } & Pick<Fit, 'model'>,
): void {
  const test = testing.begin(model, heldOut, fit.known);
  if (!test) return;
  testing.tests.set(model, test.listener);
  try {
    testing.testAgain(model, heldOut);
    test.report({ split: 'validation', at });
  } finally {
    testing.tests.set(model, undefined);
    test.dispose();
  }
}
