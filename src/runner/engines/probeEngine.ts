import { messageOf } from '../../base/assert.ts';
import type { EngineFinding, EngineProbe } from '../../protocol/engine.ts';
import { RemoteError } from '../../protocol/peer.ts';
import type { EngineId } from '../../protocol/run.ts';
import { classifyExit } from '../classifyExit.ts';
import { startWorker, type WorkerProcess } from '../startWorker.ts';
import type { EngineLaunch } from './engineLaunch.ts';

export interface ProbeOptions {
  /** `dist/worker`. */
  workerFolder: string;
  launch: EngineLaunch;
  limitMs?: number;
  signal?: AbortSignal;
}

export const probeLimitMs = 10_000;
const memoryMb = 2048;
/** The inputs are whole numbers, so a right engine makes no error at all; this leaves room for exotic roundings. */
const tolerance = 1e-4;
/** tfjs itself recommends its native package to whoever runs it under Node: no finding. */
const advertisement = /=+\s*Hi, looks like you are running TensorFlow\.js in Node\.js\.[^=]*=+/g;
const keptMessages = 8000;

/**
 * Looks at one engine in a process that is thrown away: whatever the engine's libraries do to it (crash, hang, print),
 * this answers with a value. The process is gone when it does.
 *
 * @throws AbortError when `signal` aborts, and nothing else
 */
export async function probeEngine(id: EngineId, options: ProbeOptions): Promise<EngineFinding> {
  const { workerFolder, launch, limitMs = probeLimitMs, signal } = options;
  signal?.throwIfAborted();
  const startedAt = performance.now();
  // TensorFlow names the CUDA libraries it misses only when it is let speak.
  const env = id === 'native' ? { ...launch.env, TF_CPP_MIN_LOG_LEVEL: '0' } : launch.env;
  const worker = startWorker(workerFolder, { ...launch, env }, memoryMb);
  let messages = '';
  worker.onDidWrite(({ text }) => (messages = (messages + text).slice(-keptMessages)));
  const answer = await ask(worker, id, launch, limitMs, signal);
  worker.kill();
  await worker.exited;
  signal?.throwIfAborted();
  // Some engines hold back what their library prints, and report it.
  const reported = answer.probe?.report.log ?? '';
  const said = `${reported}\n${messages.replace(advertisement, '')}`.trim();
  return { id, ...answer, messages: said, wallMs: performance.now() - startedAt };
}

type Answer = Pick<EngineFinding, 'probe' | 'problem'>;

async function ask(
  worker: WorkerProcess,
  id: EngineId,
  { tensorflow }: EngineLaunch,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const choice = { engines: [id], ...(tensorflow ? { tensorflow } : {}) };
  const ended = new AbortController();
  const outcomes = [
    worker.client
      .request('probeEngine', choice)
      .then(judge, (thrown: unknown) => tellFailure(worker, thrown)),
    after(limitMs, ended.signal).then((): Answer => ({
      problem: { code: 'silent', seconds: Math.round(limitMs / 1000) },
    })),
    aborted(signal, ended.signal).then((): Answer => ({ problem: { code: 'not-tried' } })),
  ];
  try {
    return await Promise.race(outcomes);
  } finally {
    ended.abort();
  }
}

function judge(answer: EngineProbe | { failed: string }): Answer {
  if ('failed' in answer) return { problem: { code: 'failed', detail: answer.failed } };
  const { report, largestError } = answer;
  if (!(largestError <= tolerance))
    return { probe: answer, problem: { code: 'wrong-numbers', largestError } };
  if (report.id === 'webgpu' && !report.gpu)
    return {
      probe: answer,
      problem: { code: 'software', ...(report.device === undefined ? {} : { device: report.device }) },
    };
  return { probe: answer };
}

async function tellFailure(worker: WorkerProcess, thrown: unknown): Promise<Answer> {
  const isGone = thrown instanceof RemoteError && thrown.code === 'closed';
  if (!isGone) return { problem: { code: 'failed', detail: messageOf(thrown) } };
  const ending = classifyExit(await worker.exited, memoryMb);
  const detail =
    ending.kind === 'crashed'
      ? [ending.signal ?? (ending.code === undefined ? undefined : `code ${ending.code}`), ending.detail]
          .filter((part) => part !== undefined)
          .join(', ')
      : ending.kind;
  return { problem: { code: 'crashed', detail } };
}

function after(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    over.addEventListener('abort', () => clearTimeout(timer));
  });
}

function aborted(signal: AbortSignal | undefined, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => resolve();
    signal?.addEventListener('abort', stop);
    over.addEventListener('abort', () => signal?.removeEventListener('abort', stop));
  });
}
