import { randomUUID } from 'node:crypto';
import { messageOf } from '../base/assert.ts';
import { Emitter } from '../base/emitter.ts';
import { cellPictures } from '../core/evaluation/cellPictures.ts';
import { samplePictures } from '../core/evaluation/heldOutPictures.ts';
import { createRunRecord, type RunRecord } from '../core/run/runRecord.ts';
import type { Ending } from '../protocol/ending.ts';
import type { Exhibit } from '../protocol/exhibit.ts';
import type {
  ConsoleText,
  EngineId,
  Evaluation,
  MetricsBatch,
  ModelSummary,
  RunHeader,
} from '../protocol/run.ts';
import type { WorkerInit } from '../protocol/workerSurface.ts';
import { branchInitOf } from './branchInit.ts';
import { codeHashOf } from './codeHash.ts';
import type { EngineLaunch } from './engines/engineLaunch.ts';
import { openOnEngine, type OpenOptions } from './engines/openOnEngine.ts';
import { createCheckpointKeeper } from './checkpointKeeper.ts';
import type { RunHandle, RunnerOptions, RunOptions } from './runnerTypes.ts';
import type { SessionSource } from './sessionSource.ts';
import type { Limits } from './watchWorker.ts';
import { openWorkerSession, type WorkerSession } from './workerSession.ts';

function firstHeader(options: RunOptions): RunHeader {
  return {
    formatVersion: 1,
    id: randomUUID(),
    number: options.number,
    title: options.title,
    file: options.file,
    ...(options.exerciseId === undefined ? {} : { exerciseId: options.exerciseId }),
    ...(options.group === undefined ? {} : { group: options.group }),
    ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
    startedAt: new Date().toISOString(),
    wallMs: 0,
    seed: options.seed,
    status: 'starting',
    ...codeHashOf(options.file),
    ...(options.branch ? { branch: options.branch.origin } : {}),
  };
}

/** What a run is made of while it goes on. The session changes when an engine does not start. */
interface GoingRun {
  record: RunRecord;
  session: WorkerSession | undefined;
  isStopped: boolean;
  change: (next: Partial<RunHeader>) => void;
}

/** Starts a program in a process of its own. The handle is returned at once; what happens is told by its events. */
export function startRun(runner: RunnerOptions, options: RunOptions, source: SessionSource): RunHandle {
  const record = createRunRecord(firstHeader(options), options.branch?.record);
  const events = createRunEvents();
  const checkpoints = createCheckpointKeeper(runner.logger, record, options);
  const startedAt = performance.now();
  const going: GoingRun = {
    record,
    session: undefined,
    isStopped: false,
    change: (next) =>
      events.header.fire(record.setHeader({ ...next, wallMs: performance.now() - startedAt })),
  };
  const open = (engine: EngineId, launch: EngineLaunch): WorkerSession => {
    const worker = source.processFor(engine, launch);
    const session = openWorkerSession(runner, worker, options.file, limitsOf(options));
    source.track(session);
    listen(session, record, events);
    session.worker.client.on('settings', (settings) => going.change({ settings }));
    checkpoints.follow(session);
    going.session = session;
    return session;
  };
  const ended = execute(runner, options, going, { open, isOver: source.isOver })
    .catch((thrown: unknown): Ending => {
      runner.logger.error('A run failed unexpectedly.', thrown);
      return { kind: 'crashed', detail: messageOf(thrown) };
    })
    .then(async (ending) => {
      await going.session?.close();
      const kept = await checkpoints.last();
      const told = kept && ending.kind === 'device-lost' ? { ...ending, kept } : ending;
      going.change({ status: 'ended', ending: told });
      return told;
    });
  return handleOf(going, events, ended);
}

function limitsOf({ memoryMb, debug, stallSeconds, wallMs }: RunOptions): Limits {
  return {
    memoryMb,
    stallSeconds: debug ? undefined : stallSeconds,
    wallMs: debug ? undefined : wallMs,
  };
}

function handleOf(going: GoingRun, events: RunEvents, ended: Promise<Ending>): RunHandle {
  const { record, change } = going;
  const setPaused = (paused: boolean): void => {
    if (record.header.status !== 'running' && record.header.status !== 'paused') return;
    going.session?.watch.setPaused(paused);
    going.session?.worker.control(paused ? 'pause' : 'resume');
    change({ status: paused ? 'paused' : 'running' });
  };
  return {
    id: record.header.id,
    get header() {
      return record.header;
    },
    snapshot: () => record.snapshot(),
    onDidChangeHeader: events.header.event,
    onDidReceiveMetrics: events.metrics.event,
    onDidReceiveModel: events.model.event,
    onDidReceiveEvaluation: events.evaluation.event,
    onDidReceiveExhibit: events.exhibit.event,
    onDidWrite: events.console.event,
    onDidOpenDebugger: events.debuggerReady.event,
    ended,
    async stop() {
      if (record.header.status === 'ended') return;
      change({ status: 'stopping' });
      going.isStopped = true;
      void going.session?.stop();
      await ended;
    },
    stopAtBest() {
      // A paused program would never come to the end of its batch.
      setPaused(false);
      going.session?.worker.control('stop-at-best');
    },
    setLearningRate: (rate) => going.session?.worker.control(`rate ${rate}`),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    exhibit: (index) => record.exhibit(index),
    pictures: (index, truth, predicted) => cellPictures(record.evaluation(index), truth, predicted),
    samplePictures: (index, samples) => samplePictures(record.evaluation(index), samples),
  };
}

function checkpointsOf({ keepCheckpoint, everyEpoch }: RunOptions): WorkerInit['checkpoints'] {
  if (!keepCheckpoint) return 'none';
  return everyEpoch === true ? 'every-epoch' : 'cheap';
}

/** Engine first, then the program; an ending of either is the run's. */
async function execute(
  runner: RunnerOptions,
  options: RunOptions,
  going: GoingRun,
  { open, isOver }: Pick<OpenOptions, 'open' | 'isOver'>,
): Promise<Ending> {
  const opened = await openOnEngine(runner, {
    engines: options.engines,
    ...(options.passedOver ? { passedOver: options.passedOver } : {}),
    open,
    isOver: () => going.isStopped || isOver(),
    init: {
      seed: options.seed,
      observe: options.observe ?? true,
      stopOnNaN: options.stopOnNaN,
      ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
      waitForDebugger: options.debug ?? false,
      checkpoints: checkpointsOf(options),
      ...branchInitOf(options),
    },
  });
  if ('ending' in opened) return opened.ending;
  if (going.isStopped) return { kind: 'stopped', forced: false };
  going.change({ status: 'running', engine: opened.engine });
  const answer = await opened.session.ask((client) => client.request('run', { file: options.file }));
  return 'lost' in answer ? answer.lost : answer;
}

type RunEvents = ReturnType<typeof createRunEvents>;

function createRunEvents() {
  return {
    header: new Emitter<RunHeader>(),
    metrics: new Emitter<MetricsBatch>(),
    model: new Emitter<ModelSummary>(),
    evaluation: new Emitter<Evaluation>(),
    exhibit: new Emitter<Exhibit>(),
    console: new Emitter<ConsoleText>(),
    debuggerReady: new Emitter<{ port: number }>(),
  };
}

function listen(session: WorkerSession, record: RunRecord, events: RunEvents): void {
  const { client } = session.worker;
  client.on('metrics', (batch) => {
    record.addMetrics(batch);
    session.worker.control(`credit ${batch.seq}`);
    events.metrics.fire(batch);
  });
  client.on('model', (summary) => {
    record.addModel(summary);
    events.model.fire(summary);
  });
  client.on('evaluation', (evaluation) => {
    record.addEvaluation(evaluation);
    events.evaluation.fire(evaluation);
  });
  client.on('exhibit', (exhibit) => {
    record.addExhibit(exhibit);
    events.exhibit.fire(exhibit);
  });
  client.on('debuggerReady', (ready) => events.debuggerReady.fire(ready));
  session.worker.onDidWrite((text) => {
    const kept = record.addConsole(text);
    if (kept) events.console.fire(kept);
  });
}
