import type { Ending } from '../protocol/ending.ts';
import type { ProcessExit } from './startWorker.ts';

/** Tells the exit of a process that said no last word. */
export function classifyExit(exit: ProcessExit, memoryMb: number): Ending {
  if (/heap out of memory|Array buffer allocation failed|memory access out of bounds/.test(exit.lastErrors)) {
    return { kind: 'memory', usedMb: memoryMb, limitMb: memoryMb };
  }
  const detail = exit.lastErrors.trim().split('\n').at(-1)?.slice(0, 200);
  return {
    kind: 'crashed',
    ...(exit.signal === null ? {} : { signal: exit.signal }),
    ...(exit.code === null ? {} : { code: exit.code }),
    ...(detail ? { detail } : {}),
  };
}
