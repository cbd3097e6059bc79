import type { LayersModel, Logs, Optimizer } from '@tensorflow/tfjs';
import { judgeActivations, judgeUpdates, type AlarmFinding } from '../../../core/weights/alarmRules.ts';
import type { Moment } from '../../../protocol/moment.ts';
import type { WatcherContext } from '../watcherContext.ts';
import { modelName } from '../modelSummary.ts';
import type { Fit, TrainingWatcher, Update } from '../trainingWatcher.ts';
import { createActivationProbe } from './activationProbe.ts';
import {
  lookAfter,
  lookAtAll,
  lookBefore,
  updatesPerEpoch,
  watchWeights,
  type WatchedWeights,
} from './watchedWeights.ts';

/** Looks that the rules compare; older ones are forgotten. */
const looksKept = 32;

type Step = Parameters<NonNullable<TrainingWatcher['stepEnds']>>[0];

/**
 * Reports weights, gradients and activations of whatever trains: before the first update, at the ends of epochs, about once a
 * second in loops without epochs, and at the very end. The gradients are those of the last update of an epoch. It keeps an
 * account of its own of the time it takes, since it must count every update to know which one it looks at.
 */
export class WeightWatcher implements TrainingWatcher {
  readonly name = 'weights';
  readonly costShare = Infinity;
  readonly #context: WatcherContext;
  readonly #share: number;
  readonly #all = new Map<object, WatchedWeights>();
  #spentMs = 0;

  /** @param share part of the training time that reading weights may take */
  constructor(context: WatcherContext, share = 0.01) {
    this.#context = context;
    this.#share = share;
  }

  fitBegins(fit: Fit, at: Moment): void {
    const watched = this.#watchedOf(fit.model, modelName(fit.model), fit.epochs);
    watched.inEpoch = 0;
    watched.perEpoch = updatesPerEpoch(fit) ?? watched.perEpoch;
    this.#timed(() => {
      watched.probe ??= createActivationProbe(this.#context.tf, fit.model, fit.x ?? fit.heldOut?.x);
      if (watched.reports === 0) this.#report(watched, at);
    });
  }

  beforeUpdate(update: Update): void {
    const { model, optimizer } = update;
    const watched = model
      ? this.#watchedOf(model, modelName(model))
      : this.#watchedOf(optimizer, optimizer.getClassName());
    watched.updates += 1;
    watched.inEpoch += 1;
    const isEarly = watched.updates >= watched.nextLook;
    const { perEpoch, inEpoch, gradients } = watched;
    const isWanted = isEarly || (perEpoch > 0 ? inEpoch === perEpoch : gradients.length === 0);
    if (isEarly) watched.nextLook *= 2;
    if (isWanted && (watched.updates === 1 || this.#isAffordable))
      this.#timed(() => lookBefore(this.#context.tf, watched, update));
  }

  batchEnds(model: LayersModel, _logs: Logs, at: Moment): void {
    this.#updateEnds(this.#watchedOf(model, modelName(model)), at);
  }

  epochEnds(fit: Fit, _logs: Logs, at: Moment): void {
    const watched = this.#watchedOf(fit.model, modelName(fit.model), fit.epochs);
    watched.at = at;
    watched.perEpoch = watched.inEpoch;
    watched.inEpoch = 0;
    const isDue = watched.schedule.isEpochDue(at.epoch ?? 0) && this.#isAffordable;
    if (watched.reportedUpdates === 0 || isDue) this.#timed(() => this.#report(watched, at));
  }

  stepEnds({ loop, model, optimizer }: Step, at: Moment): void {
    const owner = model ?? optimizer;
    if (!owner) return;
    const watched = this.#watchedOf(owner, loop);
    watched.name = loop;
    this.#updateEnds(watched, at);
    const isDue = watched.schedule.isTimeDue(at.elapsedMs) && this.#isAffordable;
    if (watched.reportedUpdates === 0 || isDue) this.#timed(() => this.#report(watched, at));
  }

  programEnds(): void {
    for (const watched of this.#all.values()) {
      if (!watched.at || watched.updates <= watched.reportedUpdates) continue;
      try {
        this.#report(watched, watched.at);
      } catch {
        // The program has disposed of its model: what was reported before stands.
      }
    }
    this.#all.clear();
  }

  get #isAffordable(): boolean {
    return this.#spentMs <= this.#share * (performance.now() - this.#context.startedAt);
  }

  #timed(work: () => void): void {
    const at = performance.now();
    try {
      work();
    } finally {
      this.#spentMs += performance.now() - at;
    }
  }

  #watchedOf(owner: LayersModel | Optimizer, name: string, plannedEpochs?: number): WatchedWeights {
    const model = 'layers' in owner ? owner : undefined;
    const watched = this.#all.get(owner) ?? watchWeights(name, model, plannedEpochs);
    this.#all.set(owner, watched);
    return watched;
  }

  #updateEnds(watched: WatchedWeights, at: Moment): void {
    watched.at = at;
    if (watched.before.size === 0) return;
    this.#timed(() => {
      watched.looks = [...watched.looks, lookAfter(this.#context.tf, watched)].slice(-looksKept);
      this.#raise(watched, judgeUpdates(watched.looks), at);
    });
  }

  #report(watched: WatchedWeights, at: Moment): void {
    const tensors = lookAtAll(this.#context.tf, watched);
    watched.gradients = [];
    watched.reports += 1;
    watched.reportedUpdates = watched.updates;
    watched.schedule.reported(at.epoch, at.elapsedMs);
    if (tensors.length > 0) this.#context.onExhibit({ kind: 'weights', at, model: watched.name, tensors });
    const activations = tensors.filter(({ role }) => role === 'activation');
    // Before training, units may well be dead or saturated: that says something about the start, not about learning.
    if (activations.length === 0 || watched.updates === 0) return;
    watched.activationLooks = [...watched.activationLooks, activations].slice(-looksKept);
    this.#raise(watched, judgeActivations(watched.activationLooks), at);
  }

  #raise(watched: WatchedWeights, findings: readonly AlarmFinding[], at: Moment): void {
    for (const finding of findings) {
      if (watched.told.has(finding.code)) continue;
      watched.told.add(finding.code);
      this.#context.onExhibit({ kind: 'alarm', at, ...finding });
    }
  }
}
