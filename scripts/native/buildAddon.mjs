import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../host/projectRoot.mjs';

const sources = path.join(projectRoot, 'src', 'worker', 'engines', 'native', 'addon');

const COMPILE_FLAGS = ['-std=c++17', '-O2', '-fPIC', '-fvisibility=hidden', '-DNAPI_VERSION=8'];

/** Names under which a process asks for TensorFlow, as the add-on records them. */
const LIBRARIES = ['tensorflow', 'tensorflow_framework'];

/**
 * @typedef {object} AddonBuild
 * @property {string} [file] the add-on
 * @property {string} [problem] why there is none, as a sentence
 */

/**
 * Builds the add-on through which tfjs-node's JavaScript calls TensorFlow, and the small one that holds back standard
 * error meanwhile.
 *
 * It is linked against stand-ins that carry nothing but TensorFlow's library names, so it loads whichever TensorFlow 2 is
 * on the library path of the process, and building it needs no TensorFlow. Node-API keeps it loadable in every Node since
 * 20.
 *
 * @param {object} [options]
 * @param {string} [options.folder] where the add-ons of all platforms are; each has a folder `<platform>-<arch>`
 * @param {string} [options.include] folder with TensorFlow's declarations instead of ours
 * @returns {AddonBuild}
 */
export function buildAddon({
  folder = path.join(projectRoot, 'dist', 'native'),
  include = path.join(sources, 'include'),
} = {}) {
  const target = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux')
    return { problem: `The native engine is built on Linux only, not on ${target}.` };
  if (spawnSync('g++', ['--version']).status !== 0) {
    return { problem: 'There is no g++: the extension is built without the add-on of the native engine.' };
  }
  const binding = path.join(projectRoot, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  const nodeApi = path.join(projectRoot, 'node_modules', 'node-api-headers', 'include');
  const scratch = mkdtempSync(path.join(tmpdir(), 'dl-addon-'));
  const output = path.join(folder, target);
  mkdirSync(output, { recursive: true });
  try {
    for (const name of LIBRARIES) makeStandIn(scratch, name);
    const file = path.join(output, 'tfjs_binding.node');
    compile([
      ...COMPILE_FLAGS,
      // Our part reads the private table of tensors of the published binding.
      '-fno-access-control',
      // Its error messages name source files; the folder of whoever built it is nobody's business.
      `-ffile-prefix-map=${binding}${path.sep}=`,
      ...['-isystem', nodeApi, '-isystem', include, '-isystem', binding],
      ...['-isystem', path.join(binding, 'binding'), '-Wall', '-Wextra'],
      path.join(sources, 'addon.cc'),
      ...['-shared', '-s', '-o', file, `-L${scratch}`, '-Wl,--no-as-needed'],
      ...LIBRARIES.map((name) => `-l${name}`),
    ]);
    compile([
      ...COMPILE_FLAGS,
      ...['-isystem', nodeApi, '-Wall', '-Wextra', path.join(sources, 'standardError.cc')],
      ...['-shared', '-s', '-o', path.join(output, 'standard_error.node')],
    ]);
    return { file };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * A library with the name of TensorFlow's and nothing in it.
 * @param {string} folder
 * @param {string} name
 */
function makeStandIn(folder, name) {
  const source = path.join(folder, 'empty.cc');
  writeFileSync(source, '');
  const file = path.join(folder, `lib${name}.so`);
  compile(['-shared', '-fPIC', `-Wl,-soname,lib${name}.so.2`, '-o', file, source]);
}

/** @param {readonly string[]} args */
function compile(args) {
  const { status, stderr } = spawnSync('g++', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The add-on of the native engine does not compile:\n${stderr}`);
  if (stderr) console.warn(stderr);
}
