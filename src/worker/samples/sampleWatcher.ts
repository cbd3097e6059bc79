import type { Logs, LayersModel } from '@tensorflow/tfjs';
import type { Exhibit } from '../../protocol/exhibit.ts';
import type { Moment } from '../../protocol/moment.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { Fit, TrainingWatcher, Update } from '../observe/trainingWatcher.ts';
import { createFrameStore, runBytesAtMost, type FrameStore } from './frameStore.ts';
import { ModelRoles, type WatchedSource } from './modelRoles.ts';

/** A loop has no epochs that say when: the first frame after a second, then whichever of the two comes first. */
const firstMs = 1000;
const everyMs = 3000;
const everyUpdates = 300;
/** But not more often than this: nobody can watch faster. */
const atLeastMs = 500;
const framesBetweenWalks = 10;
/** What `samples()` shows has the rest of what a run may store. */
const bytesAtMost = 0.75 * runBytesAtMost;
/**
 * Frames may take 1 % of the time, as all watchers, and a quarter of a second more: otherwise a training of ten short
 * epochs, which is what people try first, would show two of them.
 */
const ownShare = 0.01;
const allowanceMs = 250;

export interface SampleWatcherOptions {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit: (exhibit: Exhibit) => void;
}

/**
 * Shows what generators and autoencoders make while they learn, always of the same noise or the same inputs. Which
 * models these are is seen from the shapes of what they take and give (modelShapes.ts).
 */
export function createSampleWatcher(options: SampleWatcherOptions): TrainingWatcher {
  return new SampleWatcher(options);
}

class SampleWatcher implements TrainingWatcher {
  readonly name = 'samples';
  /** It keeps to its own account (see above): it must hear of every update to count them. */
  readonly costShare = Infinity;
  readonly #startedAt: number;
  readonly #store: FrameStore;
  readonly #roles: ModelRoles;
  #spentMs = 0;

  constructor({ tf, startedAt, onExhibit }: SampleWatcherOptions) {
    this.#startedAt = startedAt;
    this.#store = createFrameStore(onExhibit, bytesAtMost);
    this.#roles = new ModelRoles(tf);
  }

  fitBegins(fit: Fit): void {
    this.#roles.fitBegins(fit);
  }

  beforeUpdate({ gradients }: Update): void {
    this.#roles.updates(gradients);
  }

  stepEnds({ loop }: { loop: string; model?: LayersModel; loss?: number }, at: Moment): void {
    this.#roles.stepEnds(loop);
    for (const watched of this.#changed())
      if (isDueInLoop(watched) && this.#isAffordable()) this.#show(watched, at);
  }

  epochEnds(fit: Fit, _logs: Logs, at: Moment): void {
    const { epochs = 0 } = fit;
    const done = at.epoch ?? 0;
    for (const watched of this.#changed()) {
      watched.epoch = at.epoch;
      if (this.#isAffordable()) this.#show(watched, at, epochs > done ? epochs - done : undefined);
    }
  }

  programEnds(): void {
    const at = { elapsedMs: performance.now() - this.#startedAt };
    for (const watched of this.#changed()) this.#attempt(watched, () => this.#add(watched, at, true));
    for (const watched of this.#roles.sources()) {
      const isWalkDue = !watched.isGone && watched.frames > 0 && watched.walkUpdates < watched.updates;
      if (isWalkDue) this.#attempt(watched, () => this.#addWalk(watched, at, true));
    }
  }

  #changed(): WatchedSource[] {
    return this.#roles
      .sources()
      .filter(
        ({ source, isGone, updates, shownUpdates }) => !isGone && source.isReady && updates > shownUpdates,
      );
  }

  #isAffordable(): boolean {
    return this.#spentMs <= allowanceMs + ownShare * (performance.now() - this.#startedAt);
  }

  #show(watched: WatchedSource, at: Moment, expected?: number): void {
    const { source } = watched;
    watched.lastMs = performance.now();
    if (!this.#store.hasRoom(source.name, source.frameBytes(), expected)) return;
    this.#attempt(watched, () => {
      this.#add(watched, at, false);
      if (watched.frames % framesBetweenWalks === 0) this.#addWalk(watched, at, false);
    });
  }

  #attempt(watched: WatchedSource, make: () => void): void {
    const from = performance.now();
    try {
      make();
    } catch {
      // A model that the program has disposed of, or a layer that only works in training: no pictures of it any more.
      watched.isGone = true;
    }
    this.#spentMs += performance.now() - from;
  }

  #add(watched: WatchedSource, at: Moment, isLast: boolean): void {
    const players = this.#roles.playersOf(watched);
    const frame = watched.source.frame(momentOf(watched, at));
    this.#store.add(watched.source.name, players ? { ...frame, players } : frame, isLast);
    watched.frames += 1;
    watched.shownUpdates = watched.updates;
  }

  #addWalk(watched: WatchedSource, at: Moment, isLast: boolean): void {
    const walk = watched.source.walk(momentOf(watched, at));
    if (walk) this.#store.add(`${watched.source.name} walk`, walk, isLast);
    watched.walkUpdates = watched.updates;
  }
}

function momentOf({ updates, epoch }: WatchedSource, { elapsedMs }: Pick<Moment, 'elapsedMs'>): Moment {
  return { elapsedMs, ...(epoch === undefined ? {} : { epoch }), updates };
}

function isDueInLoop({ source, firstSeenMs, lastMs, frames, updates, shownUpdates }: WatchedSource): boolean {
  const now = performance.now();
  // What is fixed with the first frame stays fixed: a slow program gets a little longer to give all of the noise.
  if (frames === 0) return now - firstSeenMs >= (source.rows.isFull ? firstMs : everyMs);
  const since = now - lastMs;
  return since >= everyMs || (since >= atLeastMs && updates - shownUpdates >= everyUpdates);
}
