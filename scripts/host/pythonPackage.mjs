import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { runTool } from './runTool.mjs';

/**
 * @typedef {{ python: string, env: { PYTHONPATH: string }, folder: string }} PythonPackage
 * `folder` holds the package and all it needs; empty when the interpreter has it by itself.
 */

const INSTALL_LIMIT_MS = 15 * 60_000;

/**
 * A Python that can import a package: as it is, or from a folder of our cache that pip fills once. The product needs no
 * Python; benchmarks and tests that compare with one do, and say so where it cannot be had.
 * @param {string} importName
 * @param {string} requirement what pip is asked for, pinned
 * @returns {Promise<PythonPackage | { reason: string }>}
 */
export async function pythonPackage(importName, requirement) {
  const python = 'python3';
  if (spawnSync(python, ['--version']).status !== 0) return { reason: 'there is no python3 on this machine' };
  if (canImport(python, importName, '')) return { python, env: { PYTHONPATH: '' }, folder: '' };
  const folder = join(cacheFolder(), 'python', requirement.replaceAll(/[^\w.+-]/g, '_'));
  const found = { python, env: { PYTHONPATH: folder }, folder };
  if (existsSync(join(folder, 'complete'))) return found;
  const partial = `${folder}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '1', '--target', partial, requirement];
  const { code, output } = await runTool(python, pip, { cwd: partial, timeoutMs: INSTALL_LIMIT_MS });
  if (code !== 0 || !canImport(python, importName, partial)) {
    await rm(partial, { recursive: true, force: true });
    return { reason: `pip could not install ${requirement}: ${output.trim().split('\n').at(-1) ?? ''}` };
  }
  await writeFile(join(partial, 'complete'), '');
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  return found;
}

/**
 * @param {string} python
 * @param {string} name
 * @param {string} PYTHONPATH
 */
function canImport(python, name, PYTHONPATH) {
  const program = `import importlib.util, sys; sys.exit(importlib.util.find_spec(${JSON.stringify(name)}) is None)`;
  return spawnSync(python, ['-c', program], { env: { ...process.env, PYTHONPATH } }).status === 0;
}
