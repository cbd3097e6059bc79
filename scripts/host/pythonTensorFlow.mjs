import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pythonPackage } from './pythonPackage.mjs';

/**
 * @typedef {object} PythonTensorFlow
 * @property {string} folder the package, which holds `libtensorflow_cc.so.2`
 * @property {string} version `2.21.0`
 */

/** What pip is asked for where this machine has no TensorFlow; the benchmark with Keras uses the same. */
export const TENSORFLOW_REQUIREMENT = 'tensorflow-cpu==2.21.0';

/**
 * The TensorFlow of Python for tests and benchmarks of the native engine: the package folder named by DL_TENSORFLOW, the
 * one that python3 imports, or one that pip puts into our cache, once.
 * @returns {Promise<PythonTensorFlow | { reason: string }>}
 */
export async function pythonTensorFlow() {
  const given = process.env.DL_TENSORFLOW;
  if (given) return describe('python3', resolve(given, '..'));
  if (process.platform !== 'linux') return { reason: 'the native engine is built on Linux only' };
  const found = await pythonPackage('tensorflow', TENSORFLOW_REQUIREMENT);
  return 'reason' in found ? found : describe(found.python, found.folder);
}

/**
 * Asks Python, which does not load TensorFlow for that.
 * @param {string} python
 * @param {string} site folder with the package; empty for Python's own
 * @returns {PythonTensorFlow | { reason: string }}
 */
function describe(python, site) {
  const env = { ...process.env, ...(site === '' ? {} : { PYTHONPATH: site }) };
  const { status, stdout } = spawnSync(python, ['-c', PROGRAM], { env, encoding: 'utf8' });
  const [folder, version] = (stdout ?? '').trim().split('\n');
  if (status !== 0 || !folder || !version)
    return { reason: `there is no TensorFlow package in ${site || python}` };
  const library = join(folder, 'libtensorflow_cc.so.2');
  if (!existsSync(library)) return { reason: `${folder} has no libtensorflow_cc.so.2` };
  return { folder, version };
}

const PROGRAM = `
import importlib.util, importlib.metadata
print(importlib.util.find_spec('tensorflow').submodule_search_locations[0])
for name in ('tensorflow', 'tensorflow_cpu', 'tensorflow-cpu'):
    try:
        print(importlib.metadata.version(name))
        break
    except importlib.metadata.PackageNotFoundError:
        pass
`;
