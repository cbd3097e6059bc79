import { basename, extname } from 'node:path';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import type { Ending } from '../../protocol/ending.ts';
import type { EnginePlan } from '../../protocol/engine.ts';
import type { EngineId, RunHeader, RunPurpose } from '../../protocol/run.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { BranchOptions, RunHandle, RunOptions, Runner } from '../../runner/runnerTypes.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { Preferences } from './preferences.ts';

export interface RunRequest {
  file: string;
  exerciseId?: string;
  /** Default: the setting, or else a new one. */
  seed?: number;
  debug?: boolean;
  /** The same for runs that differ in their seed only. */
  group?: string;
  /** For this run alone; default: the setting. */
  engine?: EngineId;
  purpose?: RunPurpose;
  /** Go on from an epoch of an earlier run. */
  branch?: BranchOptions;
}

/** A run of this window, going on or ended a moment ago. */
export interface ActiveRun {
  readonly handle: RunHandle;
  readonly header: RunHeader;
}

export interface ActiveRuns extends Disposable {
  readonly onDidStart: Event<ActiveRun>;
  /** Start, end, and every change of a header. */
  readonly onDidChange: Event<ActiveRun>;
  readonly onDidEnd: Event<{ run: ActiveRun; ending: Ending }>;
  /** Starts a run of a saved file. A run of the same file that is still going on is stopped first. */
  start(request: RunRequest): Promise<ActiveRun>;
  get(runId: string): ActiveRun | undefined;
  /** The run of this file that is going on. */
  ofFile(file: string): ActiveRun | undefined;
  /** The newest run that is going on. */
  current(): ActiveRun | undefined;
}

const SAVE_EVERY_MS = 1000;
/** Ended runs whose process data (pictures of a matrix cell) stays at hand. */
const KEPT_ENDED = 5;

/** The engines to try, best first, from what is known now. */
export function enginesFor(engines: Engines, preferences: Preferences): EnginePlan {
  return engines.plan(preferences.get('deepLearning.engine'));
}

export function seedFor(preferences: Preferences): number {
  return preferences.get('deepLearning.run.seed') ?? Math.floor(Math.random() * 2 ** 32);
}

export interface ActiveRunsOptions {
  engines: Engines;
  runner: Runner;
  runStore: RunStore;
  preferences: Preferences;
  logger: Logger;
}

export function createActiveRuns(options: ActiveRunsOptions): ActiveRuns {
  const { runner, runStore, logger } = options;
  const runs = new Map<string, ActiveRun>();
  const emitters = new DisposableStore();
  const started = emitters.add(new Emitter<ActiveRun>());
  const changed = emitters.add(new Emitter<ActiveRun>());
  const ended = emitters.add(new Emitter<{ run: ActiveRun; ending: Ending }>());

  const going = (): ActiveRun[] =>
    [...runs.values()].filter((run) => run.header.status !== 'ended').reverse();
  const forgetOldest = (): void => {
    const over = [...runs.values()].filter((run) => run.header.status === 'ended').slice(0, -KEPT_ENDED);
    for (const run of over) runs.delete(run.header.id);
  };
  const watch = (run: ActiveRun): void => {
    const stopSaving = saveRegularly(run.handle, runStore, logger);
    const following = run.handle.onDidChangeHeader(() => changed.fire(run));
    void run.handle.ended.then(async (ending) => {
      following.dispose();
      await stopSaving();
      forgetOldest();
      changed.fire(run);
      ended.fire({ run, ending });
    });
  };

  return {
    onDidStart: started.event,
    onDidChange: changed.event,
    onDidEnd: ended.event,
    async start(request) {
      const before = going().find((run) => run.header.file === request.file);
      if (before) {
        await before.handle.stop();
        await before.handle.ended;
      }
      const handle = runner.run(runOptions(request, options));
      const run: ActiveRun = {
        handle,
        get header() {
          return handle.header;
        },
      };
      runs.set(handle.id, run);
      watch(run);
      started.fire(run);
      changed.fire(run);
      return run;
    },
    get: (runId) => runs.get(runId),
    ofFile: (file) => going().find((run) => run.header.file === file),
    current: () => going()[0],
    dispose: () => emitters.dispose(),
  };
}

function runOptions(
  { file, exerciseId, seed, debug, engine, group, purpose, branch }: RunRequest,
  { engines, runStore, preferences }: ActiveRunsOptions,
): RunOptions {
  // Whoever asks for one engine, once, wants to see that one and no other.
  const plan = engine ? { engines: [engine], passedOver: [] } : enginesFor(engines, preferences);
  return {
    file,
    title: basename(file, extname(file)),
    number: runStore.nextNumber(file),
    ...(exerciseId !== undefined && { exerciseId }),
    ...(group !== undefined && { group }),
    seed: seed ?? seedFor(preferences),
    ...plan,
    memoryMb: preferences.get('deepLearning.run.memoryMb'),
    stallSeconds: preferences.get('deepLearning.run.stallSeconds'),
    stopOnNaN: preferences.get('deepLearning.run.stopOnNaN'),
    keepCheckpoint: (runId, checkpoint) => runStore.keepModel(runId, checkpoint),
    ...(debug === true && { debug }),
    ...(purpose && { purpose }),
    ...(branch && { branch }),
  };
}

/** Saves at the start, then while the run goes on, so that a crash of the editor loses a second at most. */
function saveRegularly(handle: RunHandle, runStore: RunStore, logger: Logger): () => Promise<void> {
  let saving: Promise<void> | undefined;
  const save = (): Promise<void> => {
    saving ??= runStore
      .save(handle.snapshot())
      .catch((thrown: unknown) => logger.error('The run could not be saved.', thrown))
      .finally(() => (saving = undefined));
    return saving;
  };
  void save();
  const timer = setInterval(() => void save(), SAVE_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await saving;
    await save();
  };
}
