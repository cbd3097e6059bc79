import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TensorFlowProblem } from '../../protocol/tensorFlow.ts';
import { readBinaryHeader } from './binaryHeader.ts';
import { libraryNames } from './libraryNames.ts';
import { platformName, type Machine } from './machine.ts';
import { readVersion } from './readVersion.ts';
import { diskProblem, isAbsent } from './systemCode.ts';

/** A TensorFlow library that can be loaded here, as far as one can tell without loading it. */
export interface FoundLibrary {
  /** The folder the files are in. */
  folder: string;
  /** File with the C API. */
  main: string;
  framework?: string;
  version?: string;
}

export type Inspection =
  | { library: FoundLibrary; problem?: undefined }
  | { library?: undefined; folder: string; problem: TensorFlowProblem };

/** Inclusive: the C API our add-on uses is complete from here on. */
const oldest = '2.9';
/** Our add-on asks for the libraries of version 2 by name. */
const newest = '2';

/**
 * Looks for a TensorFlow library in `folder`: an unpacked archive or its `lib`, a Python package, a site-packages folder
 * or a virtual environment. Looks at names, headers, sizes, version and permissions; loads nothing and throws nothing.
 */
export async function inspectLibrary(folder: string, machine: Machine): Promise<Inspection> {
  try {
    await stat(folder);
    for (const place of await placesIn(folder)) {
      const main = await mainFileIn(place, machine.platform);
      if (main !== undefined) return await inspectFiles(place, main, machine);
    }
    const foreign = await foreignLibrary(folder, machine);
    return { folder, problem: foreign ?? { code: 'no-library', folder } };
  } catch (thrown) {
    return { folder, problem: diskProblem(thrown, folder) };
  }
}

/** Folders in which the library of `folder` may be, nearest first. */
async function placesIn(folder: string): Promise<string[]> {
  const packages = [folder, ...(await sitePackagesIn(folder))];
  return [folder, join(folder, 'lib'), ...packages.map((each) => join(each, 'tensorflow'))];
}

/** Where a virtual environment or a Python installation keeps its packages. */
export async function sitePackagesIn(environment: string): Promise<string[]> {
  const found = [join(environment, 'Lib', 'site-packages')];
  for (const lib of ['lib', 'lib64']) {
    const entries = await readdir(join(environment, lib)).catch(() => []);
    const versions = entries.filter((name) => /^python3\.\d+$/.test(name));
    for (const version of versions) {
      found.push(join(environment, lib, version, 'site-packages'));
      found.push(join(environment, lib, version, 'dist-packages'));
    }
  }
  return found;
}

async function mainFileIn(folder: string, platform: NodeJS.Platform): Promise<string | undefined> {
  for (const name of libraryNames(platform).main) {
    const file = join(folder, name);
    try {
      await stat(file);
      return file;
    } catch (thrown) {
      if (!isAbsent(thrown)) throw thrown;
    }
  }
  return undefined;
}

/** Someone who points us at the Windows archive on a Mac should read that, and not that nothing is there. */
async function foreignLibrary(folder: string, machine: Machine): Promise<TensorFlowProblem | undefined> {
  const others = (['linux', 'darwin', 'win32'] as const).filter((each) => each !== machine.platform);
  for (const place of await placesIn(folder)) {
    for (const platform of others) {
      const file = await mainFileIn(place, platform);
      if (file !== undefined) return (await fileProblem(file, machine)) ?? undefined;
    }
  }
  return undefined;
}

async function inspectFiles(folder: string, main: string, machine: Machine): Promise<Inspection> {
  const { framework } = libraryNames(machine.platform);
  const files = framework === undefined ? [main] : [main, join(folder, framework)];
  for (const file of files) {
    const problem = await fileProblem(file, machine);
    if (problem) return { folder, problem };
  }
  const version = await readVersion(folder, main);
  const problem = version === undefined ? undefined : versionProblem(folder, version);
  if (problem) return { folder, problem };
  return {
    library: {
      folder,
      main,
      ...(framework !== undefined && { framework: join(folder, framework) }),
      ...(version !== undefined && { version }),
    },
  };
}

/** What is wrong with one library file, if anything. */
export async function fileProblem(file: string, machine: Machine): Promise<TensorFlowProblem | undefined> {
  try {
    await access(file, constants.R_OK);
    const [header, { size }] = [await readBinaryHeader(file), await stat(file)];
    // An empty file, or one of less than a header, is what an interrupted copy leaves.
    if (!header) return size < 64 ? { code: 'incomplete', file } : { code: 'not-a-library', file };
    if (header.platform !== machine.platform || !header.archs.includes(machine.arch)) {
      const found = platformName(header.platform, header.archs.join('/'));
      return { code: 'wrong-platform', file, found, needed: platformName(machine.platform, machine.arch) };
    }
    return size < header.endByte ? { code: 'incomplete', file } : undefined;
  } catch (thrown) {
    // The second file of two is missing.
    return isAbsent(thrown) ? { code: 'incomplete', file } : diskProblem(thrown, file);
  }
}

function versionProblem(folder: string, version: string): TensorFlowProblem | undefined {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  if (major > Number(newest)) return { code: 'too-new', folder, version, newest };
  if (major < oldestMajor || minor < oldestMinor) return { code: 'too-old', folder, version, oldest };
  return undefined;
}
