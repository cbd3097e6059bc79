import { webAssembly } from '../webAssembly.ts';

/** Pages of 64 KiB: the 4 GiB that tfjs reserves as well. Reserved addresses, not memory. */
const MOST_PAGES = 65536;

/**
 * Why this process cannot have a shared WebAssembly memory, in a few words; undefined: it can. Asked before tfjs tries,
 * which would report a failure to the learner's console.
 */
export function findSharedMemoryProblem(sharedBinary: Uint8Array): string | undefined {
  if (typeof SharedArrayBuffer === 'undefined') return 'no shared memory here';
  if (!webAssembly.validate(sharedBinary)) return 'no WebAssembly threads here';
  try {
    const memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
    return memory.buffer instanceof SharedArrayBuffer ? undefined : 'no shared memory here';
  } catch {
    return 'no room for shared memory';
  }
}
