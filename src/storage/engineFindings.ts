import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './replaceFile.ts';

/** What windows found out about engines: one small file for each combination of versions and settings. */
export interface EngineFindingsFiles {
  /** Undefined when there is none, or it cannot be read. */
  read(key: string): Promise<unknown>;
  write(key: string, record: object): Promise<void>;
}

/** Old versions and settings that were tried once leave files; so many are kept. */
const keptFiles = 8;

export function openEngineFindings(folder: string): EngineFindingsFiles {
  const fileOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.json`);
  return {
    async read(key) {
      try {
        const entry = JSON.parse(await readFile(fileOf(key), 'utf8')) as { key?: unknown; record?: unknown };
        return entry.key === key ? entry.record : undefined;
      } catch {
        return undefined;
      }
    },
    async write(key, record) {
      await mkdir(folder, { recursive: true });
      await replaceFile(fileOf(key), JSON.stringify({ key, record }), { durable: false });
      await removeOldest(folder);
    },
  };
}

async function removeOldest(folder: string): Promise<void> {
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
  if (files.length <= keptFiles) return;
  const ages = await Promise.all(
    // Another window may have removed it meanwhile.
    files.map(async (file) => ({
      file,
      at: await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  const surplus = ages.sort((one, other) => other.at - one.at).slice(keptFiles);
  await Promise.all(surplus.map(({ file }) => rm(file, { force: true })));
}
