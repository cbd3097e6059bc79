import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pythonTensorFlow } from '../../../scripts/host/pythonTensorFlow.mjs';
import { buildAddon } from '../../../scripts/native/buildAddon.mjs';

const root = process.env['DL_ROOT'] ?? process.cwd();
const addon = path.join(root, 'src', 'worker', 'engines', 'native', 'addon');
const ours = path.join(addon, 'include');

/** Functions that only our declarations use, in place of inline functions of TensorFlow's headers. */
const IN_PLACE_OF_INLINE = [
  'TF_StringCopy',
  'TF_StringDealloc',
  'TF_StringGetDataPointer',
  'TF_StringGetSize',
  'TF_StringInit',
];

/** The newest C++ library that VS Code itself asks of a Linux system. */
const NEWEST_CXX_LIBRARY = 25;

const hasCompiler = spawnSync('g++', ['--version']).status === 0;
const unlessBuilt =
  hasCompiler && process.platform === 'linux' ? {} : { skip: 'there is no g++ on a Linux here' };

async function theirHeaders(): Promise<string | { reason: string }> {
  const found = await pythonTensorFlow();
  if ('reason' in found) return found;
  const folder = path.join(found.folder, 'include');
  return existsSync(folder) ? folder : { reason: `${found.folder} has no headers` };
}

test('the add-on asks for nothing newer than VS Code does', unlessBuilt, async () => {
  await withFolder(async (folder) => {
    const { file, problem } = buildAddon({ folder });
    assert.ok(file, problem);
    const text = await readFile(file, 'latin1');
    const newest = Math.max(...[...text.matchAll(/GLIBCXX_3\.4\.(\d+)/g)].map((match) => Number(match[1])));
    assert.ok(newest <= NEWEST_CXX_LIBRARY, `GLIBCXX_3.4.${newest}`);
    assert.ok(!text.includes(root), 'it names no folder of the machine that built it');
    assert.match(text, /libtensorflow\.so\.2\0/);
  });
});

test(
  "compiled against TensorFlow's own headers, the add-on calls the same functions",
  unlessBuilt,
  async (context) => {
    const include = await theirHeaders();
    if (typeof include !== 'string') {
      context.skip(`no headers of TensorFlow: ${include.reason}`);
      return;
    }
    const functions: string[][] = [];
    for (const declarations of [ours, include]) {
      await withFolder(async (folder) => {
        const { file, problem } = buildAddon({ folder, include: declarations });
        assert.ok(file, problem);
        functions.push(await tensorFlowFunctionsIn(file));
      });
    }
    const [fromOurs = [], fromTheirs = []] = functions;
    assert.ok(fromTheirs.length > 40);
    assert.deepEqual(
      fromOurs.filter((name) => !IN_PLACE_OF_INLINE.includes(name)),
      fromTheirs,
    );
  },
);

test('numbers, sizes and signatures are those of TensorFlow', unlessBuilt, async (context) => {
  const include = await theirHeaders();
  if (typeof include !== 'string') {
    context.skip(`no headers of TensorFlow: ${include.reason}`);
    return;
  }
  await withFolder(async (folder) => {
    const files = (await readdir(ours, { recursive: true })).filter((name) => name.endsWith('c_api.h'));
    const text = (await Promise.all(files.map((name) => readFile(path.join(ours, name), 'utf8')))).join('\n');
    const numbers = [...text.matchAll(/^ {2}(TF_\w+) = (\d+)/gm), ...text.matchAll(/\{ (TF_OK) = (0)/g)];
    assert.ok(numbers.length > 15);
    const functions = [...text.matchAll(/^[A-Za-z_][\w* ]*?\b(TFE?_\w+)\(/gm)].map((match) => match[1]);
    assert.ok(functions.length > 60);
    // Linking against TensorFlow's names and types: a redeclaration that differs does not compile.
    const redeclared = [...text.matchAll(/^(?!typedef)[A-Za-z_][\w* ]*?\bTFE?_\w+\([^;]*;/gm)].map(
      (match) => match[0],
    );
    assert.equal(redeclared.length, functions.length);
    const program = [
      '#include "tensorflow/c/c_api.h"',
      '#include "tensorflow/c/eager/c_api.h"',
      '#include "tensorflow/c/tf_tstring.h"',
      'extern "C" {',
      ...redeclared,
      '}',
      ...numbers.map(([, name, value]) => `static_assert(static_cast<int>(${name}) == ${value}, "${name}");`),
      'static_assert(sizeof(TF_TString) == 24 && alignof(TF_TString) == alignof(void*), "TF_TString");',
      'static_assert(sizeof(TF_Output) == 2 * sizeof(void*), "TF_Output");',
      'static_assert(sizeof(TF_DataType) == sizeof(int) && sizeof(TF_Code) == sizeof(int), "enumerations");',
    ];
    const source = path.join(folder, 'compare.cc');
    await writeFile(source, program.join('\n'));
    const { status, stderr } = spawnSync('g++', ['-std=c++17', '-fsyntax-only', '-I', include, source], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
});

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dl-declarations-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names of TensorFlow's functions in the table of symbols of a library, sorted. */
async function tensorFlowFunctionsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'latin1');
  return [...new Set([...text.matchAll(/\0(TFE?_[A-Z]\w+)(?=\0)/g)].map((match) => match[1] ?? ''))]
    .filter(
      (name) => !/^TF_(FLOAT|INT|UINT|BOOL|COMPLEX|STRING|RESOURCE|ATTR)/.test(name) && name !== 'TF_Version',
    )
    .sort();
}
