import { spawn } from 'node:child_process';
import { killTree } from '../killTree.ts';

export interface PythonRun {
  args: string[];
  /** Current folder. Python looks for modules there first, so it must be one in which nobody else puts any. */
  folder: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
  limitMs?: number;
}

export interface PythonAnswer {
  /** `null` when it could not be started, took too long or was aborted. */
  code: number | null;
  stdout: string;
  /** The end of both streams, for a message. */
  output: string;
}

const mostCharacters = 1 << 20;
const outputCharacters = 20_000;

/**
 * Runs a Python interpreter: no shell, no standard input, in a process group of its own, which is ended as a whole when
 * the time is up or `signal` is aborted; what is called `python` often is a script that starts another program.
 */
export function runPython(python: string, run: PythonRun): Promise<PythonAnswer> {
  const { args, folder, env, signal, limitMs } = run;
  return new Promise((resolve) => {
    const answer: PythonAnswer = { code: null, stdout: '', output: '' };
    if (signal?.aborted) {
      resolve(answer);
      return;
    }
    const child = spawn(python, args, {
      cwd: folder,
      env: { ...env, PYTHONIOENCODING: 'utf-8:surrogateescape' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: process.platform !== 'win32',
    });
    const end = (): void => killTree(child);
    const timer = limitMs === undefined ? undefined : setTimeout(end, limitMs);
    signal?.addEventListener('abort', end, { once: true });
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8');
      child[stream].on('data', (part: string) => {
        if (stream === 'stdout') answer.stdout = (answer.stdout + part).slice(0, mostCharacters);
        answer.output = (answer.output + part).slice(-outputCharacters);
      });
    }
    const settle = (code: number | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ ...answer, code });
    };
    child.on('error', () => settle(null));
    child.on('close', settle);
  });
}
