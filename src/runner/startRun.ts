import { randomUUID } from 'node:crypto';
import { messageOf } from '../base/assert.ts';
import { Emitter } from '../base/emitter.ts';
import { cellPictures } from '../core/evaluation/cellPictures.ts';
import { createRunRecord, type RunRecord } from '../core/run/runRecord.ts';
import type { KeptModel } from '../protocol/checkpoint.ts';
import type { Ending } from '../protocol/ending.ts';
import type { ConsoleText, Evaluation, MetricsBatch, ModelSummary, RunHeader } from '../protocol/run.ts';
import type { RunHandle, RunnerOptions, RunOptions } from './runnerTypes.ts';
import type { WorkerProcess } from './startWorker.ts';
import { openWorkerSession, type WorkerSession } from './workerSession.ts';

function firstHeader(options: RunOptions): RunHeader {
  return {
    formatVersion: 1,
    id: randomUUID(),
    number: options.number,
    title: options.title,
    file: options.file,
    ...(options.exerciseId === undefined ? {} : { exerciseId: options.exerciseId }),
    startedAt: new Date().toISOString(),
    wallMs: 0,
    seed: options.seed,
    status: 'starting',
  };
}

/** Starts a program in a process of its own. The handle is returned at once; what happens is told by its events. */
export function startRun(
  runner: RunnerOptions,
  worker: WorkerProcess,
  options: RunOptions,
): { handle: RunHandle; session: WorkerSession } {
  const record = createRunRecord(firstHeader(options));
  const limits = {
    memoryMb: options.memoryMb,
    stallSeconds: options.debug ? undefined : options.stallSeconds,
    wallMs: options.debug ? undefined : options.wallMs,
  };
  const session = openWorkerSession(runner, worker, options.file, limits);
  const events = createRunEvents(session, record);
  const startedAt = performance.now();
  const change = (next: Partial<RunHeader>): void =>
    events.header.fire(record.setHeader({ ...next, wallMs: performance.now() - startedAt }));

  const keeping = keepCheckpoints(runner, session, record, options);
  const ended = execute(session, options, change)
    .catch((thrown: unknown): Ending => {
      runner.logger.error('A run failed unexpectedly.', thrown);
      return { kind: 'crashed', detail: messageOf(thrown) };
    })
    .then(async (ending) => {
      await session.close();
      const kept = await keeping();
      const told = kept && ending.kind === 'device-lost' ? { ...ending, kept } : ending;
      change({ status: 'ended', ending: told });
      return told;
    });

  const handle: RunHandle = {
    id: record.header.id,
    get header() {
      return record.header;
    },
    snapshot: () => record.snapshot(),
    onDidChangeHeader: events.header.event,
    onDidReceiveMetrics: events.metrics.event,
    onDidReceiveModel: events.model.event,
    onDidReceiveEvaluation: events.evaluation.event,
    onDidWrite: events.console.event,
    onDidOpenDebugger: events.debuggerReady.event,
    ended,
    async stop() {
      if (record.header.status === 'ended') return;
      change({ status: 'stopping' });
      void session.stop();
      await ended;
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    pictures: (index, truth, predicted) => cellPictures(record.evaluation(index), truth, predicted),
  };
  const setPaused = (paused: boolean): void => {
    if (record.header.status !== 'running' && record.header.status !== 'paused') return;
    session.watch.setPaused(paused);
    session.worker.control(paused ? 'pause' : 'resume');
    change({ status: paused ? 'paused' : 'running' });
  };
  return { handle, session };
}

/**
 * Has the weights kept that the worker sends, one after the other.
 *
 * @returns waits until all are kept, and says which were the last
 */
function keepCheckpoints(
  runner: RunnerOptions,
  session: WorkerSession,
  record: RunRecord,
  { keepCheckpoint }: RunOptions,
): () => Promise<KeptModel | undefined> {
  let last: KeptModel | undefined;
  let keeping = Promise.resolve();
  session.worker.client.on('checkpoint', (checkpoint) => {
    keeping = keeping
      .then(() => keepCheckpoint?.(record.header.id, checkpoint))
      .then(() => {
        const { model, epoch, updates } = checkpoint;
        last = { model, updates, ...(epoch === undefined ? {} : { epoch }) };
        const others = (record.header.kept ?? []).filter((kept) => kept.model !== model);
        record.setHeader({ kept: [...others, last] });
      })
      .catch((thrown: unknown) => runner.logger.error('The weights of a model could not be kept.', thrown));
  });
  return () => keeping.then(() => last);
}

/** Engine first, then the program; an ending of either is the run's. */
async function execute(
  session: WorkerSession,
  options: RunOptions,
  change: (next: Partial<RunHeader>) => void,
): Promise<Ending> {
  const engine = await session.init({
    engines: options.engines,
    seed: options.seed,
    observe: options.observe ?? true,
    stopOnNaN: options.stopOnNaN,
    waitForDebugger: options.debug ?? false,
    checkpoints: options.keepCheckpoint !== undefined,
  });
  if ('kind' in engine) return engine;
  change({ status: 'running', engine });
  const answer = await session.ask((client) => client.request('run', { file: options.file }));
  return 'lost' in answer ? answer.lost : answer;
}

function createRunEvents(session: WorkerSession, record: RunRecord) {
  const events = {
    header: new Emitter<RunHeader>(),
    metrics: new Emitter<MetricsBatch>(),
    model: new Emitter<ModelSummary>(),
    evaluation: new Emitter<Evaluation>(),
    console: new Emitter<ConsoleText>(),
    debuggerReady: new Emitter<{ port: number }>(),
  };
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
  client.on('debuggerReady', (ready) => events.debuggerReady.fire(ready));
  session.worker.onDidWrite((text) => {
    const kept = record.addConsole(text);
    if (kept) events.console.fire(kept);
  });
  return events;
}
