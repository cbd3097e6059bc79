import { readdir } from 'node:fs/promises';
import { isAbsolute, join, parse } from 'node:path';
import { findPython } from './findPython.ts';
import { sitePackagesIn } from './inspectLibrary.ts';
import type { Machine } from './machine.ts';
import { runPython } from './runPython.ts';

/** Needs nothing but what is built into Python, and imports no package: importing TensorFlow takes seconds. */
const program = `import sys; sys.stdout.write("\\n".join([sys.prefix] + sys.path))`;

const answerLimitMs = 5000;

/**
 * Folders in which a Python of this machine looks for packages, in order and each once. The interpreters are asked; when
 * none answers, the usual folders are taken.
 */
export async function pythonFolders(machine: Machine, signal?: AbortSignal): Promise<string[]> {
  const programs = await findPython(machine);
  const answers = await Promise.all(
    programs.map((python) =>
      runPython(python, {
        args: ['-c', program],
        folder: parse(machine.home).root,
        env: machine.env,
        signal,
        limitMs: answerLimitMs,
      }),
    ),
  );
  const told = answers.flatMap(({ code, stdout }) => (code === 0 ? foldersOf(stdout) : []));
  return [...new Set(told.length > 0 ? told : await usualFolders(machine))];
}

/** Conda keeps the library itself in `lib`, outside of any package; it is looked at last. */
function foldersOf(answer: string): string[] {
  const [prefix = '', ...path] = answer.split(/\r?\n/);
  return [...path, join(prefix, 'lib')].filter((folder) => isAbsolute(folder) && !folder.endsWith('.zip'));
}

/** Where Python and its packages are by convention. */
async function usualFolders({ platform, env, home }: Machine): Promise<string[]> {
  const roots: string[] = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((each) => each !== undefined);
  roots.push(join(home, 'miniconda3'), join(home, 'anaconda3'), join(home, 'miniforge3'));
  const direct: string[] = [];
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
    roots.push(...(await versionsIn(join(local, 'Programs', 'Python'))));
    const roaming = env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
    for (const version of await versionsIn(join(roaming, 'Python')))
      direct.push(join(version, 'site-packages'));
  } else {
    roots.push(join(home, '.local'), '/usr/local', '/usr');
    direct.push('/usr/lib/python3/dist-packages');
  }
  if (platform === 'darwin') {
    roots.push(...(await versionsIn('/Library/Frameworks/Python.framework/Versions')));
    for (const version of await versionsIn(join(home, 'Library', 'Python')))
      direct.push(join(version, 'lib', 'python', 'site-packages'));
  }
  const found = await Promise.all(roots.map((root) => sitePackagesIn(root)));
  return [...found.flat(), ...direct];
}

/** `3.11`, `Python311`, …: newest first. */
async function versionsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries
    .filter((name) => /^(Python)?3[.\d]+$/.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}
