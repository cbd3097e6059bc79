import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while holding a lock file, so that two processes never install the same thing at once.
 * A lock whose owner no longer lives is taken over.
 * @template T
 * @param {string} lockFile created and removed here; holds the owner's process id
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(lockFile, work) {
  await mkdir(dirname(lockFile), { recursive: true });
  for (let waited = 0; !(await acquire(lockFile)); waited++) {
    if (waited === 0) console.log(`… waiting for another process that holds ${lockFile}`);
    await sleep(500);
  }
  const release = () => rm(lockFile, { force: true });
  try {
    return await work();
  } finally {
    await release();
  }
}

/** @param {string} lockFile */
async function acquire(lockFile) {
  // Written aside and linked into place: nobody ever sees a lock without its owner's number in it.
  const mine = `${lockFile}.${process.pid}`;
  await writeFile(mine, String(process.pid));
  try {
    await link(mine, lockFile);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  } finally {
    await rm(mine, { force: true });
  }
  if (!isAlive(Number(await readFile(lockFile, 'utf8').catch(() => '')))) await rm(lockFile, { force: true });
  return false;
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
