import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** Why a worker cannot be given so many processors here, or `false`. */
export function skipOn(processors: number): string | false {
  if (os.availableParallelism() < processors) return `this machine has fewer than ${processors} processors`;
  return os.availableParallelism() === processors || hasTaskset() ? false : 'there is no taskset here';
}

/** A Node that sees so many processors, and whose kernels therefore use as many threads. */
export async function nodeOn(processors: number): Promise<string> {
  if (os.availableParallelism() === processors) return process.execPath;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dl-node-'));
  const script = path.join(folder, 'node');
  await writeFile(script, `#!/bin/sh\nexec taskset -c 0-${processors - 1} '${process.execPath}' "$@"\n`);
  await chmod(script, 0o755);
  return script;
}
