import path from 'node:path';
import { Emitter } from '../base/emitter.ts';
import { decidePassRule } from '../core/passRule.ts';
import { checkWords } from '../core/words/check.ts';
import type { Ending } from '../protocol/ending.ts';
import { fill, locales, type Locale, type LocalText } from '../protocol/locale.ts';
import type { ExerciseManifest } from '../protocol/pack.ts';
import type { EngineId } from '../protocol/run.ts';
import type { ProbeData, StageNeeds, Verdict } from '../protocol/workerSurface.ts';
import { openOnEngine, type Opened } from './engines/openOnEngine.ts';
import type { CheckHandle, CheckOptions, CheckProgress, CheckResult, RunnerOptions } from './runnerTypes.ts';
import type { SessionSource } from './sessionSource.ts';
import { openWorkerSession, type WorkerSession } from './workerSession.ts';

/** Thrown inside a check to leave it from wherever it is; never leaves this file. */
class CheckOver extends Error {
  readonly result: CheckResult;

  constructor(result: CheckResult) {
    super(result.kind);
    this.result = result;
  }
}

type OpenedSession = Extract<Opened, { session: WorkerSession }>;
/** @throws CheckOver when no engine can be started */
type OpenSession = (file: string, engines: EngineId[], observe: boolean) => Promise<OpenedSession>;

/**
 * Checks a file in two halves: `probe` runs beside the learner's code and returns data; `judge` runs in a process that
 * never loaded it and gives the verdict. Nothing the learner's code prints, patches or returns can forge one.
 */
export function checkExercise(
  runner: RunnerOptions,
  options: CheckOptions,
  source: SessionSource,
): CheckHandle {
  const progress = new Emitter<CheckProgress>();
  const sessions: WorkerSession[] = [];
  let stopped = false;
  let isOver = false;
  const open: OpenSession = async (file, engines, observe) => {
    const { memoryMb, wallMs } = options.exercise.manifest.budgets;
    const opened = await openOnEngine(runner, {
      engines,
      init: { seed: 1, observe, stopOnNaN: true, waitForDebugger: false, checkpoints: 'none' },
      isOver: () => isOver || source.isOver(),
      open(engine, launch) {
        const limits = { memoryMb, wallMs, stallSeconds: options.stallSeconds };
        const session = openWorkerSession(runner, source.processFor(engine, launch), file, limits);
        sessions.push(session);
        source.track(session);
        return session;
      },
    });
    if ('ending' in opened) throw over('parse', opened.ending);
    return opened;
  };
  const closeAll = async (): Promise<void> => {
    // A session that is just being opened must not be followed by another.
    isOver = true;
    await Promise.all(sessions.map((session) => session.close()));
  };
  const result = runCheck(options, open, progress)
    .catch((thrown: unknown): CheckResult => {
      if (thrown instanceof CheckOver) return thrown.result;
      throw thrown;
    })
    .then((outcome) => (stopped ? stoppedResult(outcome) : outcome))
    .finally(closeAll);
  return {
    onDidProgress: progress.event,
    result,
    async stop() {
      stopped = true;
      await closeAll();
      await result.catch(() => undefined);
    },
  };
}

function stoppedResult(outcome: CheckResult): CheckResult {
  return outcome.kind === 'ended' ? { ...outcome, ending: { kind: 'stopped', forced: false } } : outcome;
}

/** The processes of one check, opened as they are needed. */
interface Cast {
  subject: WorkerSession;
  judge: WorkerSession;
  needs: Record<string, StageNeeds>;
  reference(): Promise<WorkerSession>;
}

async function runCheck(
  options: CheckOptions,
  open: OpenSession,
  progress: Emitter<CheckProgress>,
): Promise<CheckResult> {
  const startedAt = performance.now();
  const { manifest } = options.exercise;
  const cast = await openCast(options, open);
  const scores: number[] = [];
  for (const [stageIndex, { id: stage }] of manifest.stages.entries()) {
    let reached: Partial<CheckProgress> = {};
    // A batch's report keeps the seed that an earlier one has named.
    const report = (more: Partial<CheckProgress> = {}): void => {
      reached = { ...reached, ...more };
      progress.fire({ stage, stageIndex, stageCount: manifest.stages.length, ...reached });
    };
    report();
    const training = cast.subject.worker.client.on('metrics', (batch) => {
      cast.subject.worker.control(`credit ${batch.seq}`);
      report({ training: batch.progress });
    });
    try {
      const failed = cast.needs[stage]?.perSeed
        ? await judgeSeeds(options, cast, stage, scores, report)
        : await judgeOnce(cast, stage, manifest.seeds[0] ?? 1);
      if (failed) return failedResult(manifest, stage, failed, scores);
    } finally {
      training.dispose();
    }
  }
  return { kind: 'passed', wallMs: performance.now() - startedAt, scores };
}

type Failure = Extract<Verdict, { pass: false }>;

async function openCast(options: CheckOptions, open: OpenSession): Promise<Cast> {
  const { manifest, folder } = options.exercise;
  const checkFile = path.join(folder, manifest.check);
  const [{ judge, needs }, { session: subject, engine }] = await Promise.all([
    openJudge(open, checkFile, options.engines),
    openSubject(open, options, checkFile, options.file, options.engines),
  ]);
  let reference: Promise<WorkerSession> | undefined;
  const openReference = async (): Promise<WorkerSession> => {
    const [solution] = manifest.solutions;
    const file = path.join(folder, solution?.file ?? '');
    // Compared with the subject, so computed by the same engine.
    return (await openSubject(open, options, checkFile, file, [engine.id])).session;
  };
  return { subject, judge, needs, reference: () => (reference ??= openReference()) };
}

async function openJudge(
  open: OpenSession,
  checkFile: string,
  engines: EngineId[],
): Promise<{ judge: WorkerSession; needs: Record<string, StageNeeds> }> {
  const { session: judge } = await open(checkFile, engines, false);
  const needs = await judge.ask((client) => client.request('openJudge', { checkFile }));
  if (isLost(needs)) throw over('parse', needs.lost);
  return { judge, needs };
}

async function openSubject(
  open: OpenSession,
  options: CheckOptions,
  checkFile: string,
  subjectFile: string,
  engines: EngineId[],
): Promise<OpenedSession> {
  const opened = await open(subjectFile, engines, true);
  const { exports } = options.exercise.manifest;
  const ending = await opened.session.ask((client) =>
    client.request('openCheck', { checkFile, subjectFile, exports }),
  );
  if (ending === null) return opened;
  const lost = isLost(ending) ? ending.lost : ending;
  throw over(lost.kind === 'missing-export' ? 'exports' : 'parse', lost);
}

function over(stage: string, ending: Ending): CheckOver {
  return new CheckOver({ kind: 'ended', stage, ending });
}

function isLost(answer: object): answer is { lost: Ending } {
  return 'lost' in answer && typeof answer.lost === 'object';
}

async function probe(session: WorkerSession, stage: string, seed: number): Promise<ProbeData> {
  const answer = await session.ask((client) => client.request('probe', { stage, seed }));
  if ('lost' in answer) throw over(stage, answer.lost);
  if ('ending' in answer) throw over(stage, answer.ending);
  return answer.data;
}

async function verdictOf(cast: Cast, stage: string, seed: number): Promise<Verdict> {
  const data = await probe(cast.subject, stage, seed);
  const reference = cast.needs[stage]?.needsReference
    ? { reference: await probe(await cast.reference(), stage, seed) }
    : {};
  const verdict = await cast.judge.ask((client) =>
    client.request('judge', { stage, seed, data, ...reference }),
  );
  if ('lost' in verdict) throw over(stage, verdict.lost);
  return verdict;
}

async function judgeOnce(cast: Cast, stage: string, seed: number): Promise<Failure | undefined> {
  const verdict = await verdictOf(cast, stage, seed);
  return verdict.pass ? undefined : verdict;
}

/** Trains once for each seed until the pass rule can no longer change its mind. */
async function judgeSeeds(
  options: CheckOptions,
  cast: Cast,
  stage: string,
  scores: number[],
  report: (more: Partial<CheckProgress>) => void,
): Promise<Failure | undefined> {
  const { passRule, seeds } = options.exercise.manifest;
  let lastFailure: Failure | undefined;
  for (const [index, seed] of seeds.entries()) {
    report({ seedIndex: index + 1, seedCount: seeds.length });
    const verdict = await verdictOf(cast, stage, seed);
    if (!verdict.pass) lastFailure = verdict;
    if (verdict.score !== undefined) scores.push(verdict.score);
    if (!passRule && !verdict.pass) return verdict;
    const decision = passRule ? decidePassRule(passRule, scores) : 'undecided';
    if (decision === 'pass') return undefined;
    if (decision === 'fail') return lastFailure ?? { pass: false, message: '' };
  }
  return passRule ? (lastFailure ?? { pass: false, message: '' }) : undefined;
}

function failedResult(
  manifest: ExerciseManifest,
  stage: string,
  failure: Failure,
  scores: number[],
): CheckResult {
  const text = Object.hasOwn(manifest.messages, failure.message)
    ? manifest.messages[failure.message]
    : undefined;
  return {
    kind: 'failed',
    stage,
    messageId: failure.message,
    message: fillAll(text ?? checkWords.noMessage, { stage, ...failure.slots }),
    ...(failure.slots ? { slots: failure.slots } : {}),
    ...(failure.at ? { at: failure.at } : {}),
    scores,
  };
}

function fillAll(text: LocalText, slots: Record<string, string | number>): LocalText {
  return Object.fromEntries(locales.map((locale) => [locale, fill(text[locale], slots)])) as Record<
    Locale,
    string
  >;
}
