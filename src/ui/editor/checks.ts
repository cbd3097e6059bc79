import type { Disposable } from '../../base/disposable.ts';
import { DisposableStore } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import type { ExerciseRecord } from '../../core/progress/progressDocument.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { CheckHandle, CheckProgress, CheckResult, Runner } from '../../runner/runnerTypes.ts';
import type { LearnerFiles } from '../../storage/learnerFiles.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import { enginesFor } from '../shared/activeRuns.ts';
import type { ExercisePlace } from '../shared/library.ts';
import type { Preferences } from '../shared/preferences.ts';
import { exerciseRecord } from './exerciseRecord.ts';

export interface CheckRequest {
  place: ExercisePlace;
  /** Saved on disk. */
  file: string;
}

export interface FinishedCheck extends CheckRequest {
  result: CheckResult;
}

/** Checks that are going on, one a file, and what they teach progress. */
export interface Checks extends Disposable {
  /** A check began, came further or ended. */
  readonly onDidChange: Event<{ file: string }>;
  readonly onDidFinish: Event<FinishedCheck>;
  progressOf(file: string): CheckProgress | 'starting' | undefined;
  /** Joins a check of this file that is already going on. */
  check(request: CheckRequest): Promise<CheckResult>;
  stop(file: string): Promise<void>;
}

export interface ChecksOptions {
  engines: Engines;
  runner: Runner;
  progress: ProgressStore;
  learnerFiles: LearnerFiles;
  preferences: Preferences;
  hashOf: (exercise: ExercisePlace['exercise']) => Promise<string>;
  logger: Logger;
}

interface Going {
  handle: CheckHandle;
  result: Promise<CheckResult>;
  latest: CheckProgress | 'starting';
}

export function createChecks(options: ChecksOptions): Checks {
  const { engines, runner, preferences, learnerFiles, logger } = options;
  const store = new DisposableStore();
  const changed = store.add(new Emitter<{ file: string }>());
  const finished = store.add(new Emitter<FinishedCheck>());
  const going = new Map<string, Going>();

  const start = ({ place, file }: CheckRequest): Going => {
    const handle = runner.check({
      exercise: place.exercise,
      file,
      engines: enginesFor(engines, preferences).engines,
      stallSeconds: preferences.get('deepLearning.run.stallSeconds'),
    });
    const entry: Going = { handle, latest: 'starting', result: finish(handle, { place, file }) };
    handle.onDidProgress((progress) => {
      entry.latest = progress;
      changed.fire({ file });
    });
    return entry;
  };
  const finish = async (handle: CheckHandle, request: CheckRequest): Promise<CheckResult> => {
    // A copy of what is checked: a file deleted later can be brought back as it was.
    await learnerFiles.snapshot(request.file).catch((thrown: unknown) => logger.warn(String(thrown)));
    const result = await handle.result;
    going.delete(request.file);
    if (!wasStopped(result)) await remember(request, result, options);
    changed.fire({ file: request.file });
    finished.fire({ ...request, result });
    return result;
  };

  return {
    onDidChange: changed.event,
    onDidFinish: finished.event,
    progressOf: (file) => going.get(file)?.latest,
    check(request) {
      const running = going.get(request.file);
      if (running) return running.result;
      const entry = start(request);
      going.set(request.file, entry);
      changed.fire({ file: request.file });
      return entry.result;
    },
    stop: async (file) => going.get(file)?.handle.stop(),
    dispose: () => store.dispose(),
  };
}

export function wasStopped(result: CheckResult): boolean {
  return result.kind === 'ended' && result.ending.kind === 'stopped';
}

async function remember(
  { place, file }: CheckRequest,
  result: CheckResult,
  { progress, hashOf }: ChecksOptions,
): Promise<void> {
  const { exercise, pack } = place;
  const at = new Date().toISOString();
  const versionHash = result.kind === 'passed' ? await hashOf(exercise) : undefined;
  await progress.update((draft) => {
    const record = exerciseRecord(draft, place);
    record.attempts += 1;
    record.file = file;
    record.lastVerdict = verdictOf(result, at);
    if (versionHash !== undefined) {
      // Once solved stays solved: a later failing check says something about the file, not about the learner.
      Object.assign(record, { state: 'solved', versionHash, packVersion: pack.version });
      record.solvedAt ??= at;
    }
  });
}

function verdictOf(result: CheckResult, at: string): NonNullable<ExerciseRecord['lastVerdict']> {
  switch (result.kind) {
    case 'passed':
      return { pass: true, at };
    case 'failed':
      return { pass: false, stage: result.stage, message: result.messageId, at };
    case 'ended':
      return { pass: false, stage: result.stage, message: result.ending.kind, at };
  }
}
