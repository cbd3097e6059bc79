import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * The version of the TensorFlow in `folder`, without loading it: from the headers beside it, from the versioned name of
 * the library file (`libtensorflow.so.2.18.0`), from what pip wrote when it installed the package, or from our own note.
 * `undefined` when none of them says.
 */
export async function readVersion(folder: string, mainFile: string): Promise<string | undefined> {
  return (
    (await fromHeaders(join(folder, 'include'))) ??
    (await fromHeaders(join(dirname(folder), 'include'))) ??
    (await fromFileName(mainFile)) ??
    (await fromPackage(folder)) ??
    (await fromNote(dirname(folder)))
  );
}

/** The file in which an installation of ours says what it is. */
export const noteName = 'tensorflow.json';

async function fromHeaders(include: string): Promise<string | undefined> {
  const text =
    (await readText(join(include, 'tensorflow/core/public/version.h'))) +
    (await readText(join(include, 'tensorflow/core/public/release_version.h')));
  const [major, minor, patch] = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`#define\\s+TF_${part}_VERSION\\s+(\\d+)`).exec(text)?.[1],
  );
  if (major === undefined || minor === undefined) return undefined;
  const suffix = /#define\s+TF_VERSION_SUFFIX\s+"([^"]*)"/.exec(text)?.[1] ?? '';
  return `${major}.${minor}.${patch ?? 0}${suffix}`;
}

async function fromFileName(mainFile: string): Promise<string | undefined> {
  try {
    return /(\d+\.\d+\.\d+)/.exec(basename(await realpath(mainFile)))?.[1];
  } catch {
    return undefined;
  }
}

/** `tensorflow-2.21.0.dist-info/METADATA` beside the package; its name differs: `tensorflow_cpu`, `tensorflow_macos`, … */
async function fromPackage(folder: string): Promise<string | undefined> {
  if (basename(folder) !== 'tensorflow') return undefined;
  const entries = await readdir(dirname(folder)).catch(() => []);
  const names = entries.filter((name) =>
    /^(tensorflow|tf_nightly)(_cpu|_gpu|_intel|_macos|_rocm)?-.*\.dist-info$/.test(name),
  );
  for (const name of names) {
    const metadata = await readText(join(dirname(folder), name, 'METADATA'));
    const version = /^Version:\s*(\S+)/m.exec(metadata)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

async function fromNote(folder: string): Promise<string | undefined> {
  return /"version":\s*"([\d.]+)"/.exec(await readText(join(folder, noteName)))?.[1];
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
