import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Ending } from '../../../src/protocol/ending.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { createRunner } from '../../../src/runner/createRunner.ts';
import type { RunHandle, Runner, RunOptions } from '../../../src/runner/runnerTypes.ts';

/** A folder with an unfriendly name, and the real runner with the real worker. */
export interface Workbench {
  folder: string;
  runner: Runner;
  write(name: string, text: string): Promise<string>;
  start(file: string, options?: Partial<RunOptions>): RunHandle;
  run(
    name: string,
    text: string,
    options?: Partial<RunOptions>,
  ): Promise<{ ending: Ending; snapshot: RunSnapshot; file: string }>;
  /** Process ids of workers that are still there. */
  workersLeft(): number[];
  dispose(): Promise<void>;
}

const root = process.env['DL_ROOT'] ?? process.cwd();
const workerFolder = path.join(root, 'dist', 'worker');

/** @param env added to the environment of workers; `nodePath` starts them */
export async function createWorkbench(
  env: Record<string, string> = {},
  nodePath = process.execPath,
): Promise<Workbench> {
  const base = await mkdtemp(path.join(tmpdir(), 'dl-worker-'));
  const folder = path.join(base, `le çons "déjà vu" 深度'學習`);
  await mkdir(folder);
  const unexpected: unknown[] = [];
  const runner = createRunner({
    workerFolder,
    nodePath,
    env,
    datasetsFolder: path.join(root, 'lessons', 'datasets'),
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, thrown) => void unexpected.push(message, thrown),
    },
  });
  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const start = (file: string, options: Partial<RunOptions> = {}): RunHandle =>
    runner.run({
      file,
      title: path.parse(file).name,
      number: 1,
      seed: 7,
      engines: ['wasm'],
      memoryMb: 2048,
      stallSeconds: 20,
      stopOnNaN: true,
      ...options,
    });
  return {
    folder,
    runner,
    write,
    start,
    async run(name, text, options) {
      const file = await write(name, text);
      const handle = start(file, options);
      const ending = await handle.ended;
      if (unexpected.length > 0) throw new Error(`The runner logged: ${unexpected.map(String).join(' ')}`);
      return { ending, snapshot: handle.snapshot(), file };
    },
    workersLeft: () => childrenOf(process.pid),
    async dispose() {
      await runner.dispose();
      await rm(base, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(
      ([, , ppid, stat, args]) =>
        Number(ppid) === parent && !stat?.startsWith('Z') && args?.includes('main.cjs'),
    )
    .map(([, pid]) => Number(pid));
}

/** The last value of a curve. */
export function lastValue(
  snapshot: RunSnapshot,
  metric: string,
  split: string,
  scale = 'epoch',
): number | undefined {
  const info = snapshot.series.find(
    (series) => series.metric === metric && series.split === split && series.scale === scale,
  );
  return snapshot.blocks.find(({ id }) => id === info?.id)?.values.at(-1);
}

/** Whether a process runs. One that was killed but not yet waited for is a zombie, and runs no more. */
export function isRunning(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
