import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { createDeferred } from '../base/async.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { createClient, type Client } from '../protocol/peer.ts';
import type { ConsoleText } from '../protocol/run.ts';
import type { Carrier } from '../protocol/surface.ts';
import {
  controlFd,
  type ControlLine,
  type Heartbeat,
  type WorkerSurface,
} from '../protocol/workerSurface.ts';
import type { EngineLaunch } from './engines/engineLaunch.ts';
import { killTree } from './killTree.ts';
import { workerEnvironment } from './workerEnvironment.ts';

export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The end of what was written to stderr: where V8 and native libraries say why they gave up. */
  lastErrors: string;
}

/** A worker process as a value. */
export interface WorkerProcess {
  readonly client: Client<WorkerSurface>;
  readonly onDidBeat: Event<Heartbeat>;
  readonly onDidWrite: Event<ConsoleText>;
  /** Settles when the process is gone and everything it said has been read. */
  readonly exited: Promise<ProcessExit>;
  control(line: ControlLine): void;
  kill(): void;
}

/** How long to wait for the last output of a process that has exited but whose pipes a grandchild still holds. */
const lastOutputMs = 500;
const consoleIntervalMs = 100;

/** @param workerFolder `dist/worker` */
export function startWorker(workerFolder: string, launch: EngineLaunch, memoryMb: number): WorkerProcess {
  const child = fork(path.join(workerFolder, 'main.cjs'), [], {
    execPath: launch.nodePath,
    // JavaScript objects have a limit of V8's own; the watch on resident memory covers tensors, wasm and TensorFlow.
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    env: workerEnvironment(process.env, launch.env),
    // A group of its own, so that what the learner's code starts ends with it.
    detached: process.platform !== 'win32',
  });
  const client = createClient<WorkerSurface>(carrierOf(child));
  const beats = new Emitter<Heartbeat>();
  const control = child.stdio[controlFd] as Duplex;
  readLines(control, (line) => beats.fire(JSON.parse(line) as Heartbeat));
  control.on('error', () => undefined);
  const output = collectOutput(child);
  return {
    client,
    onDidBeat: beats.event,
    onDidWrite: output.onDidWrite,
    exited: exitOf(child, output.lastErrors).finally(() => client.dispose()),
    control(line) {
      if (control.writable) control.write(`${line}\n`);
    },
    kill: () => killTree(child),
  };
}

function carrierOf(child: ChildProcess): Carrier {
  return {
    send(envelope) {
      if (child.connected) child.send(envelope, () => undefined);
    },
    onMessage(listener) {
      child.on('message', listener);
      return { dispose: () => void child.off('message', listener) };
    },
    onClose(listener) {
      child.on('disconnect', listener);
      child.on('error', listener);
      return { dispose: () => void child.off('disconnect', listener) };
    },
  };
}

function readLines(stream: Duplex, onLine: (line: string) => void): void {
  let unread = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (unread + text).split('\n');
    unread = lines.pop() ?? '';
    lines.forEach(onLine);
  });
}

/** Text of both streams, passed on at most ten times a second however fast it comes. */
interface CollectedOutput {
  onDidWrite: Event<ConsoleText>;
  lastErrors: () => string;
}

function collectOutput(child: ChildProcess): CollectedOutput {
  const writes = new Emitter<ConsoleText>();
  const waiting = { stdout: '', stderr: '' };
  let lastErrors = '';
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    for (const stream of ['stdout', 'stderr'] as const) {
      const text = waiting[stream];
      waiting[stream] = '';
      if (text) writes.fire({ stream, text });
    }
  };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8');
    child[stream]?.on('data', (text: string) => {
      if (stream === 'stderr') lastErrors = (lastErrors + text).slice(-4000);
      waiting[stream] += text;
      timer ??= setTimeout(flush, consoleIntervalMs);
    });
    child[stream]?.on('end', flush);
  }
  return { onDidWrite: writes.event, lastErrors: () => lastErrors };
}

function exitOf(child: ChildProcess, lastErrors: () => string): Promise<ProcessExit> {
  const { promise, resolve } = createDeferred<ProcessExit>();
  const exit: Omit<ProcessExit, 'lastErrors'> = { code: null, signal: null };
  const finish = (): void => resolve({ ...exit, lastErrors: lastErrors() });
  child.on('error', (error) => resolve({ code: null, signal: null, lastErrors: error.message }));
  child.on('exit', (code, signal) => {
    exit.code = code;
    exit.signal = signal;
    killTree(child);
    setTimeout(finish, lastOutputMs).unref();
  });
  child.on('close', finish);
  return promise;
}
