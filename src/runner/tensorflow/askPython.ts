import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { parse } from 'node:path';

const answerLimitMs = 5000;
const mostBytes = 256 * 1024;

/**
 * Runs a short program in a Python interpreter and returns what it writes; `undefined` when it fails, takes longer than
 * five seconds or `signal` is aborted. No shell, no standard input. Python looks for modules in the current folder
 * first, so that is the root of the disk, where nobody else can put any.
 */
export function askPython(
  python: string,
  program: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(python, ['-c', program], {
      cwd: parse(homedir()).root,
      env: { ...env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      timeout: answerLimitMs,
      killSignal: 'SIGKILL',
      ...(signal && { signal }),
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      if (text.length < mostBytes) text += part;
    });
    child.on('error', () => resolve(undefined));
    // A grandchild may hold the pipe open, so a killed interpreter is not waited for to the end of its output.
    child.on('exit', (code) => code !== 0 && resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? text : undefined));
  });
}
