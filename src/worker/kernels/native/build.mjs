// Builds training.wasm, training-shared.wasm and manifest.json from the C sources beside this script. The two binaries
// differ in the memory they import: tfjs's heap for one thread, or the shared heap of its threaded build.
//
//   node build.mjs           compile and write all (clang and wasm-ld with the wasm32 target)
//   node build.mjs --check   write nothing; fail when a committed binary does not belong to the sources. With the clang
//                            that built them the binaries are rebuilt and compared byte for byte; without it only the
//                            hashes of the sources and of the binaries are compared with the manifest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const manifestPath = join(here, 'manifest.json');

const COMPILE_FLAGS = [
  '--target=wasm32',
  '-msimd128',
  '-mbulk-memory',
  '-O3',
  '-std=c11',
  '-fno-builtin',
  '-ffp-contract=off',
  '-Wall',
  '-Wextra',
  '-Werror',
];
const LINK_FLAGS = ['-nostdlib', '-Wl,--no-entry', '-Wl,--import-memory', '-Wl,--strip-all'];

/** The largest memory there is: a shared memory is imported only where its maximum is at most the declared one. */
const MAX_MEMORY_BYTES = 2 ** 32;

/** What is compiled: file name to flags. */
const BINARIES = {
  'training.wasm': [...COMPILE_FLAGS, ...LINK_FLAGS],
  'training-shared.wasm': [
    ...COMPILE_FLAGS,
    '-matomics',
    ...LINK_FLAGS,
    '-Wl,--shared-memory',
    `-Wl,--max-memory=${MAX_MEMORY_BYTES}`,
  ],
};

const sources = readdirSync(here)
  .filter((name) => /\.[ch]$/.test(name))
  .sort();
const units = sources.filter((name) => name.endsWith('.c'));

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** Text is hashed with LF endings, so that a checkout with CRLF passes. */
const hashSource = (name) => sha256(readFileSync(join(here, name), 'utf8').replaceAll('\r\n', '\n'));

/** '14.0.6', or undefined when there is no clang that can build for wasm32. */
function findClang() {
  const version = spawnSync('clang', ['--version'], { encoding: 'utf8' });
  const targets = spawnSync('clang', ['--print-targets'], { encoding: 'utf8' });
  const linker = spawnSync('wasm-ld', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || linker.status !== 0 || !targets.stdout.includes('wasm32')) return undefined;
  return /version (\d+\.\d+\.\d+)/.exec(version.stdout)?.[1];
}

function clang(args) {
  const result = spawnSync('clang', args, { cwd: here, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout;
}

/** The ids of the sections of a WebAssembly binary. */
function sectionIds(bytes) {
  const ids = [];
  for (let at = 8; at < bytes.length;) {
    ids.push(bytes[at++]);
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = bytes[at++];
      size |= (byte & 0x7f) << shift;
    }
    at += size;
  }
  return ids;
}

/** The heap belongs to tfjs: static data or a shadow stack of ours would overwrite its memory. */
function refuseOwnMemory(name, bytes) {
  const DATA_SECTION = 11;
  if (sectionIds(bytes).includes(DATA_SECTION)) throw new Error(`${name} has static data; see simd.h`);
}

function refuseShadowStack() {
  for (const unit of units) {
    if (clang([...COMPILE_FLAGS, '-S', '-o', '-', unit]).includes('__stack_pointer')) {
      throw new Error(`${unit} keeps a local variable in memory (shadow stack); see simd.h`);
    }
  }
}

function compile(name) {
  const folder = mkdtempSync(join(tmpdir(), 'training-kernels-'));
  try {
    const output = join(folder, name);
    clang([...BINARIES[name], '-o', output, ...units]);
    const bytes = readFileSync(output);
    refuseOwnMemory(name, bytes);
    return bytes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param readBinary gives the bytes of a binary by its name */
function describe(readBinary, clangVersion) {
  const binaries = Object.entries(BINARIES).map(([name, flags]) => {
    const bytes = readBinary(name);
    return [name, { flags, bytes: bytes.length, sha256: sha256(bytes) }];
  });
  return {
    comment:
      'Written by build.mjs; node build.mjs --check compares it with the sources and with the binaries.',
    clang: clangVersion,
    binaries: Object.fromEntries(binaries),
    sources: Object.fromEntries(sources.map((name) => [name, hashSource(name)])),
  };
}

/** Names under which two records differ. */
function differences(actual, expected) {
  return Object.keys({ ...actual, ...expected }).filter(
    (name) => JSON.stringify(actual[name]) !== JSON.stringify(expected[name]),
  );
}

function check(clangVersion) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const actual = describe((name) => readFileSync(join(here, name)), manifest.clang);
  const differing = [
    ...differences(actual.sources, manifest.sources),
    ...differences(actual.binaries, manifest.binaries),
  ];
  if (differing.length > 0) {
    return `${differing.join(', ')} (or its flags) changed since the binaries were built: run node build.mjs and commit the result.`;
  }
  const major = (version) => version?.split('.')[0];
  if (major(clangVersion) !== major(manifest.clang)) {
    const found = clangVersion ? `clang ${clangVersion}` : 'no clang for wasm32';
    console.log(
      `kernels: hashes match the manifest; not rebuilt (built by clang ${manifest.clang}, here ${found}).`,
    );
    return undefined;
  }
  refuseShadowStack();
  const stale = differences(describe(compile, manifest.clang).binaries, manifest.binaries);
  if (stale.length > 0) return `${stale.join(', ')} is not what the sources compile to: run node build.mjs.`;
  console.log(`kernels: rebuilt by clang ${clangVersion}, identical.`);
  return undefined;
}

const clangVersion = findClang();
if (process.argv.includes('--check')) {
  const problem = check(clangVersion);
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
  }
} else if (clangVersion === undefined) {
  console.error(
    'Building needs clang and wasm-ld with the wasm32 target (Debian: clang lld; macOS: brew install llvm lld).',
  );
  process.exitCode = 1;
} else {
  refuseShadowStack();
  for (const name of Object.keys(BINARIES)) writeFileSync(join(here, name), compile(name));
  const manifest = describe((name) => readFileSync(join(here, name)), clangVersion);
  writeFileSync(manifestPath, `${JSON.stringify(manifest, undefined, 2)}\n`);
  for (const [name, { bytes }] of Object.entries(manifest.binaries)) {
    console.log(`${name}: ${bytes} bytes, clang ${clangVersion}`);
  }
}
