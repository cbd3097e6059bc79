import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Machine } from './machine.ts';

/**
 * Python programs of this machine: of the active environment first, then of PATH. A `.venv` in the workspace is not
 * among them: opening a folder must not start its programs. It counts once a person has activated it or named it in
 * the setting.
 */
export async function findPython(machine: Machine): Promise<string[]> {
  const { env, platform } = machine;
  const environments = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((each) => each !== undefined);
  const inEnvironments = environments.flatMap((folder) =>
    platform === 'win32'
      ? [join(folder, 'Scripts', 'python.exe'), join(folder, 'python.exe')]
      : [join(folder, 'bin', 'python3'), join(folder, 'bin', 'python')],
  );
  const names = platform === 'win32' ? ['python.exe', 'python3.exe', 'py.exe'] : ['python3', 'python'];
  const path = env['PATH'] ?? env['Path'] ?? '';
  // A relative entry would lead into whatever folder we happen to be in.
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return firstOfEach([...inEnvironments, ...onPath], platform);
}

/** Asking takes a moment each, and whoever has more than this has them for other reasons. */
const mostPrograms = 6;

/** Those that exist, each once: `python3` and `python` often are the same program. */
async function firstOfEach(programs: readonly string[], platform: NodeJS.Platform): Promise<string[]> {
  const found = new Map<string, string>();
  for (const program of programs) {
    if (!isAbsolute(program) || (await isMacStub(program, platform))) continue;
    try {
      await access(program, constants.X_OK);
      // The folder counts: a virtual environment's program is a link to the one it was made from, with other packages.
      const key = JSON.stringify([dirname(program), await realpath(program)]);
      if (!found.has(key)) found.set(key, program);
    } catch {
      continue;
    }
  }
  return [...found.values()].slice(0, mostPrograms);
}

/** macOS has a `python3` that does nothing but offer, in a dialog, to install Apple's developer tools. */
async function isMacStub(program: string, platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'darwin' || program !== '/usr/bin/python3') return false;
  const real = ['/Library/Developer/CommandLineTools', '/Applications/Xcode.app'];
  const found = await Promise.all(
    real.map((folder) =>
      access(folder).then(
        () => true,
        () => false,
      ),
    ),
  );
  return !found.includes(true);
}
