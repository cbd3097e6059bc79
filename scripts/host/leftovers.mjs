import { readFile, readdir, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Finds processes that outlived a test run, ends them, and says which they were. A process belongs to the run when
 * its environment says so (`DL_TEST_RUN`), or its arguments or working folder lie in the run's own folder. Linux only; elsewhere nothing is found.
 * @param {string} runFolder
 * @param {number} graceMs how long a process may take to notice that its parent is gone
 * @returns {Promise<string[]>} one line a process: id and command line
 */
export async function endLeftovers(runFolder, graceMs = 8000) {
  if (process.platform !== 'linux') return [];
  const deadline = Date.now() + graceMs;
  let found = await processesOf(runFolder);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(200);
    found = await processesOf(runFolder);
  }
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself in the meantime.
    }
  }
  return found.map(({ pid, command }) => `${pid} ${command}`);
}

/** @param {string} runFolder */
async function processesOf(runFolder) {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [environment, command, cwd, status] = await Promise.all([
        readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readlink(`/proc/${pid}/cwd`).catch(() => ''),
        readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
      ]);
      const isZombie = /\) Z /.test(status);
      const isOurs =
        environment.split('\0').includes(`DL_TEST_RUN=${runFolder}`) ||
        [command, cwd].some((text) => text.includes(runFolder));
      return isOurs && !isZombie
        ? [{ pid, command: command.replaceAll('\0', ' ').trim().slice(0, 200) }]
        : [];
    }),
  );
  return found.flat();
}
