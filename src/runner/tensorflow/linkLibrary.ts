import { createHash, randomBytes } from 'node:crypto';
import {
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { TensorFlowProblem } from '../../protocol/tensorFlow.ts';
import type { FoundLibrary } from './inspectLibrary.ts';
import { libraryNames } from './libraryNames.ts';
import { diskProblem } from './systemCode.ts';

/** One name in the link folder and the file it stands for. */
interface LinkEntry {
  name: string;
  target: string;
  bytes: number;
  modifiedMs: number;
}

const listName = 'links.json';

/**
 * Makes the private folder in which the library has the names our add-on asks for, and returns it. The folder's own name
 * is a hash of the files it points to, their sizes and their dates: what has that name never changes, so two windows
 * may make it at once, and a TensorFlow that was updated gets a folder of its own. Throws nothing.
 * @param linkRoot folder of ours; made where it does not exist
 */
export async function linkLibrary(
  library: FoundLibrary,
  linkRoot: string,
  platform: NodeJS.Platform,
): Promise<{ folder: string; problem?: undefined } | { problem: TensorFlowProblem }> {
  try {
    const entries = await entriesOf(library, platform);
    const folder = join(linkRoot, hashOf(entries));
    if (!(await isIntact(folder, entries))) await build(folder, entries, linkRoot);
    await removeOutdated(linkRoot, folder, entries).catch(() => undefined);
    return { folder };
  } catch (thrown) {
    return { problem: diskProblem(thrown, linkRoot) };
  }
}

async function entriesOf(library: FoundLibrary, platform: NodeJS.Platform): Promise<LinkEntry[]> {
  const names = libraryNames(platform);
  const pairs = [{ name: names.linkMain, file: library.main }];
  if (library.framework !== undefined && names.framework !== undefined)
    pairs.push({ name: names.framework, file: library.framework });
  return Promise.all(
    pairs.map(async ({ name, file }) => {
      const target = await realpath(file);
      const { size, mtimeMs } = await stat(target);
      return { name, target, bytes: size, modifiedMs: mtimeMs };
    }),
  );
}

function hashOf(entries: readonly LinkEntry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}

/** Whether every name is there and leads to its file, or is a whole copy of it. */
async function isIntact(folder: string, entries: readonly LinkEntry[]): Promise<boolean> {
  try {
    for (const { name, target, bytes } of entries) {
      const file = join(folder, name);
      const found = await lstat(file);
      const isGood = found.isSymbolicLink() ? (await readlink(file)) === target : found.size === bytes;
      if (!isGood) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Builds it beside and renames it, so that whoever looks sees all of it or nothing. */
async function build(folder: string, entries: readonly LinkEntry[], linkRoot: string): Promise<void> {
  await mkdir(linkRoot, { recursive: true, mode: 0o700 });
  const temporary = join(linkRoot, `.${basename(folder)}.${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(temporary, { mode: 0o700 });
    for (const { name, target } of entries) await linkOrCopy(target, join(temporary, name));
    await writeFile(join(temporary, listName), JSON.stringify(entries));
    await putInPlace(temporary, folder, entries);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const attempts = 10;

/**
 * Renames the new folder to its name, unless another window was quicker. A damaged one is moved aside as a whole rather than
 * emptied where it is, since another window may put a good one there at the same moment.
 */
async function putInPlace(temporary: string, folder: string, entries: readonly LinkEntry[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(temporary, folder);
      return;
    } catch (thrown) {
      if (await isIntact(folder, entries)) return;
      if (attempt === attempts) throw thrown;
      const aside = `${temporary}.damaged`;
      await rename(folder, aside).catch(() => undefined);
      await rm(aside, { recursive: true, force: true });
    }
  }
}

/** Windows lets only developers and administrators make symbolic links; a hard link costs no space either. */
async function linkOrCopy(target: string, file: string): Promise<void> {
  const ways = [symlink, link, copyFile] as const;
  for (const [index, way] of ways.entries()) {
    try {
      await way(target, file);
      return;
    } catch (thrown) {
      if (index === ways.length - 1) throw thrown;
    }
  }
}

/**
 * Removes copies of earlier states of the same file: where links are not permitted, each has a gigabyte. Links are left,
 * since they cost nothing and another window may still know them.
 */
async function removeOutdated(
  linkRoot: string,
  current: string,
  entries: readonly LinkEntry[],
): Promise<void> {
  for (const { folder, main } of await listLinks(linkRoot)) {
    if (folder === current || main.target !== entries[0]?.target) continue;
    const file = await lstat(join(folder, main.name));
    if (!file.isSymbolicLink()) await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the link folders of libraries below `target`, which has been removed: a hard link or a copy keeps the space. */
export async function removeLinksTo(target: string, linkRoot: string): Promise<void> {
  for (const { folder, main } of await listLinks(linkRoot))
    if (main.target.startsWith(target + sep)) await rm(folder, { recursive: true, force: true });
}

async function listLinks(linkRoot: string): Promise<{ folder: string; main: LinkEntry }[]> {
  const found: { folder: string; main: LinkEntry }[] = [];
  for (const name of await readdir(linkRoot).catch(() => [])) {
    const folder = join(linkRoot, name);
    const list = await readFile(join(folder, listName), 'utf8').catch(() => '[]');
    const [main] = JSON.parse(list) as LinkEntry[];
    if (main && !name.startsWith('.')) found.push({ folder, main });
  }
  return found;
}
