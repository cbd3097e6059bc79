import type { Disposable } from '../base/disposable.ts';
import type { CodeLocation, Ending } from '../protocol/ending.ts';
import type { Heartbeat } from '../protocol/workerSurface.ts';
import type { WorkerProcess } from './startWorker.ts';

export interface Limits {
  memoryMb: number;
  /** Undefined: no limit, as under a debugger. */
  stallSeconds: number | undefined;
  wallMs: number | undefined;
}

export interface WorkerWatch extends Disposable {
  /** Standing still is right while paused. */
  setPaused(paused: boolean): void;
}

/** How long a busy process gets to say where it is before it is ended. */
const locateMs = 700;

/**
 * Ends a worker that uses more memory, stands still longer, or takes longer than it may. `--max-old-space-size` does not
 * count typed arrays, wasm or TensorFlow memory, so resident memory is read from the heartbeats.
 *
 * @param onEnd the reason, told before the process is killed
 */
export function watchWorker(
  worker: WorkerProcess,
  limits: Limits,
  onEnd: (ending: Ending) => void,
): WorkerWatch {
  let lastTurns = -1;
  let movedAt = Date.now();
  let paused = false;
  let ending = false;

  const end = async (makeEnding: (at: CodeLocation | undefined) => Ending): Promise<void> => {
    if (ending) return;
    ending = true;
    const at = await locate(worker);
    onEnd(makeEnding(at));
    worker.kill();
  };
  const withAt = (at: CodeLocation | undefined): { at?: CodeLocation } => (at ? { at } : {});
  const beats = worker.onDidBeat((beat) => {
    if (beat.rssMb > limits.memoryMb) {
      const { memoryMb: limitMb } = limits;
      void end((at) => ({ kind: 'memory', usedMb: beat.rssMb, limitMb, ...withAt(at) }));
    }
    if (beat.turns !== lastTurns || paused) {
      lastTurns = beat.turns;
      movedAt = Date.now();
    }
    const { stallSeconds: seconds } = limits;
    if (seconds !== undefined && Date.now() - movedAt > seconds * 1000)
      void end((at) => ({ kind: 'stalled', seconds, ...withAt(at) }));
  });
  const { wallMs } = limits;
  const onTimeout = (): void =>
    void end((at) => ({ kind: 'timeout', seconds: Math.round((wallMs ?? 0) / 1000), ...withAt(at) }));
  const timer = wallMs === undefined ? undefined : setTimeout(onTimeout, wallMs);
  return {
    setPaused: (next) => {
      paused = next;
    },
    dispose() {
      beats.dispose();
      clearTimeout(timer);
    },
  };
}

/** Asks the control thread for the line the main thread is busy at. */
function locate(worker: WorkerProcess): Promise<CodeLocation | undefined> {
  return new Promise((resolve) => {
    const answer = worker.onDidBeat((beat: Heartbeat) => {
      if (beat.busyAt !== undefined) done(beat.busyAt ?? undefined);
    });
    const timer = setTimeout(() => done(undefined), locateMs);
    const done = (at: CodeLocation | undefined): void => {
      answer.dispose();
      clearTimeout(timer);
      resolve(at);
    };
    worker.control('locate');
  });
}
