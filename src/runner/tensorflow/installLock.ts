import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { isAbsent, systemCode } from './systemCode.ts';

const beatMs = 5000;
/** Longer than a computer hesitates; one that slept has lost its lock, and notices before it renames anything. */
const staleMs = 60_000;

interface Owner {
  pid: number;
  host: string;
  token: string;
}

export interface InstallLock {
  /** False once another process took the lock for stale. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes the lock under which a runtime is installed or removed: a file that only one process can create, and that its
 * owner touches every five seconds. `undefined` when a living process has it; an installation takes minutes, so nobody
 * waits for it.
 */
export async function takeInstallLock(file: string): Promise<InstallLock | undefined> {
  await mkdir(dirname(file), { recursive: true });
  const token = randomUUID();
  if (!(await create(file, token))) {
    if (!(await isStale(file))) return undefined;
    await moveAway(file, `${file}.${token}`);
    if (!(await create(file, token))) return undefined;
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), beatMs);
  beat.unref();
  const isHeld = async (): Promise<boolean> => (await ownerOf(file))?.token === token;
  return {
    isHeld,
    async release() {
      clearInterval(beat);
      if (await isHeld()) await rm(file, { force: true });
    },
  };
}

/** Of two that find a lock stale, the slower one may get hold of the lock the faster one has just made: it puts it back. */
async function moveAway(file: string, away: string): Promise<void> {
  try {
    await rename(file, away);
    if (await isStale(away)) await rm(away, { force: true });
    else await rename(away, file);
  } catch (thrown) {
    if (!isAbsent(thrown)) throw thrown;
  }
}

async function create(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    const owner: Owner = { pid: process.pid, host: hostname(), token };
    await handle.writeFile(JSON.stringify(owner)).finally(() => handle.close());
    return true;
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false;
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
  const owner = await ownerOf(file);
  if (owner?.host === hostname() && !isAlive(owner.pid)) return true;
  try {
    return Date.now() - (await stat(file)).mtimeMs > staleMs;
  } catch (thrown) {
    if (isAbsent(thrown)) return true;
    throw thrown;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCode(thrown) === 'EPERM';
  }
}
