import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while holding a lock folder, so that two processes never install the same thing at once.
 * A lock whose owner no longer lives is taken over.
 * @template T
 * @param {string} lockFolder created and removed here
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(lockFolder, work) {
  await mkdir(dirname(lockFolder), { recursive: true });
  const ownerFile = join(lockFolder, 'pid');
  for (let waited = 0; !(await acquire(lockFolder, ownerFile)); waited++) {
    if (waited === 0) console.log(`… waiting for another process that holds ${lockFolder}`);
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    await rm(lockFolder, { recursive: true, force: true });
  }
}

/**
 * @param {string} lockFolder
 * @param {string} ownerFile
 */
async function acquire(lockFolder, ownerFile) {
  try {
    await mkdir(lockFolder);
    await writeFile(ownerFile, String(process.pid));
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (!(await ownerLives(ownerFile))) await rm(lockFolder, { recursive: true, force: true });
  return false;
}

/** @param {string} ownerFile */
async function ownerLives(ownerFile) {
  const read = () => readFile(ownerFile, 'utf8').catch(() => '');
  // Between mkdir and writeFile the file is missing or empty for a moment: give its owner time.
  let text = await read();
  if (text === '') {
    await sleep(1000);
    text = await read();
  }
  const pid = Number(text);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
