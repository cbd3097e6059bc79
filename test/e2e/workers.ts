import { readdir, readFile } from 'node:fs/promises';
import { readSession } from './harness/session.ts';
import { until } from './until.ts';

/** A process of this test run, by its command line. */
interface FoundProcess {
  readonly pid: number;
  readonly groupId: number;
  readonly command: string;
}

/** The processes that run, or stand ready to run, learners' code. */
export async function workerPids(): Promise<number[]> {
  const { extensionsFolder } = readSession();
  const found = await processesWith(extensionsFolder);
  return found.filter(({ command }) => /worker[\\/]main\.cjs/.test(command)).map(({ pid }) => pid);
}

/** Waits until none of the processes exists any more. */
export async function untilGone(pids: readonly number[], limitMs: number): Promise<void> {
  await until(`the processes ${pids.join(', ')} to end`, limitMs, async () => {
    const still = await workerPids();
    return pids.every((pid) => !still.includes(pid));
  });
}

/** Kills a VS Code server with everything in its process group, as a power cut would: nobody gets to tidy up. */
export async function killServer(profileFolder: string): Promise<void> {
  const servers = await processesWith(`--user-data-dir=${profileFolder}`);
  if (servers.length === 0) throw new Error('The server was not found.');
  for (const groupId of new Set(servers.map((server) => server.groupId))) process.kill(-groupId, 'SIGKILL');
}

async function processesWith(words: string): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid): Promise<FoundProcess[]> => {
      const [command, status] = await Promise.all([
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
      ]);
      // After the name in brackets: state, parent, process group.
      const [state, , groupId] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      return command.includes(words) && state !== 'Z'
        ? [{ pid, groupId: Number(groupId), command: command.replaceAll('\0', ' ') }]
        : [];
    }),
  );
  return found.flat();
}
