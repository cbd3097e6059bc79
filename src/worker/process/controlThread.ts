import { Session, type Debugger } from 'node:inspector';
import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { CodeLocation } from '../../protocol/ending.ts';
import { controlFd, type Heartbeat } from '../../protocol/workerSurface.ts';
import { createControlState, readCell, writeCell, writeRate } from './controlState.ts';

/*
 * The thread that answers while the learner's code is busy. It beats, takes `stop`, `pause` and `credit`, finds the line
 * at which the main thread is busy, and ends the process when the editor is gone: a child in a busy loop would never
 * notice and would burn a core for ever.
 */
interface ThreadData {
  buffer: SharedArrayBuffer;
  /** Scripts under this folder are the product's, not the learner's. */
  productFolder: string;
}

const beatMs = 500;
const { buffer, productFolder } = workerData as ThreadData;
const state = createControlState(buffer);
const socket = new Socket({ fd: controlFd, readable: true, writable: true });
const parentPid = process.ppid;

function endOrphan(): void {
  process.kill(process.pid, 'SIGKILL');
}

function beat(busyAt?: CodeLocation | null): void {
  const heartbeat: Heartbeat = {
    turns: readCell(state, 'turns'),
    rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    ...(busyAt === undefined ? {} : { busyAt }),
  };
  socket.write(`${JSON.stringify(heartbeat)}\n`);
}

function isLearnerScript(url: string): boolean {
  return url.startsWith('file:')
    ? !fileURLToPath(url).startsWith(productFolder)
    : /^(\/|[A-Za-z]:[\\/])/.test(url) && !url.startsWith(productFolder);
}

/** Interrupts the main thread through the inspector, reads its stack, and lets it go on. */
function locateBusyLine(): void {
  const session = new Session();
  const urls = new Map<string, string>();
  session.connectToMainThread();
  session.on('Debugger.scriptParsed', ({ params }) => void urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => {
    beat(firstLearnerFrame(params.callFrames, urls));
    session.post('Debugger.resume', () => session.disconnect());
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}

function firstLearnerFrame(frames: Debugger.CallFrame[], urls: Map<string, string>): CodeLocation | null {
  for (const { location } of frames) {
    const url = urls.get(location.scriptId) ?? '';
    if (!isLearnerScript(url)) continue;
    return {
      file: url.startsWith('file:') ? fileURLToPath(url) : url,
      line: location.lineNumber + 1,
      column: (location.columnNumber ?? 0) + 1,
    };
  }
  return null;
}

function take(line: string): void {
  const [word, number] = line.split(' ');
  if (word === 'stop') {
    writeCell(state, 'stop', 1);
    writeCell(state, 'pause', 0);
  } else if (word === 'pause') writeCell(state, 'pause', 1);
  else if (word === 'resume') writeCell(state, 'pause', 0);
  else if (word === 'credit') writeCell(state, 'credit', Number(number));
  else if (word === 'stop-at-best') writeCell(state, 'stopAtBest', 1);
  else if (word === 'rate') writeRate(state, Number(number));
  else if (word === 'locate') locateBusyLine();
}

let unread = '';
socket.setEncoding('utf8');
socket.on('data', (text: string) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop() ?? '';
  lines.forEach(take);
});
socket.on('end', endOrphan);
socket.on('close', endOrphan);
socket.on('error', endOrphan);
setInterval(() => {
  if (process.ppid !== parentPid) endOrphan();
  beat();
}, beatMs);
beat();
