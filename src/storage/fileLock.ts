import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { StorageError, systemCodeOf } from './storageError.ts';

/** A holder works for milliseconds, so one that took longer than this has been lost. */
const staleAfterMs = 20_000;
/** A lock file without an owner in it belongs to a process that was killed between making and writing it. */
const emptyStaleAfterMs = 1_000;
const giveUpAfterMs = 30_000;

interface Owner {
  pid: number;
  host: string;
  token: string;
}

export interface HeldLock {
  /** False once another process took the lock for stale, for instance after this computer slept. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes a lock that holds across processes: a file that only one can create. Waits, with growing pauses, while a living
 * process holds it; takes over from a dead one. Rejects with code `locked` after half a minute.
 */
export async function takeLock(file: string): Promise<HeldLock> {
  const token = randomUUID();
  const startedAt = Date.now();
  for (let attempt = 0; !(await create(file, token)); attempt++) {
    if (await isStale(file)) await removeStale(file);
    else if (Date.now() - startedAt > giveUpAfterMs) throw new StorageError('locked', file);
    else await delay(pauseMs(attempt));
  }
  const isHeld = async (): Promise<boolean> => (await ownerOf(file))?.token === token;
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await rm(file, { force: true });
    },
  };
}

/** 2, 4, 8, … up to 64 ms, spread at random so that those who wait do not wake together. */
function pauseMs(attempt: number): number {
  return 2 ** Math.min(attempt + 1, 6) * (0.5 + Math.random());
}

async function create(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    const owner: Owner = { pid: process.pid, host: hostname(), token };
    await handle.writeFile(JSON.stringify(owner)).finally(() => handle.close());
    return true;
  } catch (thrown) {
    // Windows reports a file that is being deleted as EPERM.
    const code = systemCodeOf(thrown);
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return false;
    throw thrown;
  }
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

async function isStale(file: string): Promise<boolean> {
  const [owner, ageMs] = [await ownerOf(file), await ageOf(file)];
  if (ageMs === undefined) return false;
  if (!owner) return ageMs > emptyStaleAfterMs;
  if (ageMs > staleAfterMs) return true;
  return owner.host === hostname() && !isAlive(owner.pid);
}

async function ageOf(file: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
}

/**
 * Two processes may find the same lock stale; the slower one must not remove the lock that the faster one has since
 * taken. So removing needs a lock of its own, under which staleness is looked at again.
 */
async function removeStale(file: string): Promise<void> {
  const removal = `${file}.removal`;
  if (!(await create(removal, randomUUID()))) {
    const ageMs = await ageOf(removal);
    if (ageMs !== undefined && ageMs > emptyStaleAfterMs) await rm(removal, { force: true });
    await delay(pauseMs(2));
    return;
  }
  try {
    if (await isStale(file)) await rm(file, { force: true });
  } finally {
    await rm(removal, { force: true });
  }
}

/** Whether a process of this computer lives. One that we may not signal lives too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCodeOf(thrown) === 'EPERM';
  }
}
