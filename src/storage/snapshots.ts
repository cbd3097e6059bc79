import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../base/logger.ts';
import { replaceFile } from './replaceFile.ts';

const snapshotsAtMost = 100;
/** `20260131T235959123Z-0f3a`: the time, and something to tell two of the same millisecond apart. */
const idPattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d{3}-[0-9a-f]{4}$/u;

export interface SnapshotInfo {
  id: string;
  /** ISO 8601, UTC. */
  takenAt: string;
}

/** Earlier contents of one file, in a folder of their own. */
export interface Snapshots {
  /** Returns the id. The same content as the newest one's is not kept twice. */
  keep(content: Buffer): Promise<string>;
  read(id: string): Promise<Buffer | undefined>;
  /** Newest first. */
  list(): Promise<SnapshotInfo[]>;
}

let counter = 0;

export function createSnapshots(folder: string, logger: Logger): Snapshots {
  const list = async (): Promise<SnapshotInfo[]> => {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => idPattern.test(name))
      .sort()
      .reverse()
      .map((id) => ({ id, takenAt: id.replace(idPattern, '$1-$2-$3T$4:$5:$6.$7Z') }));
  };
  const read = async (id: string): Promise<Buffer | undefined> => {
    if (!idPattern.test(id)) return undefined;
    return readFile(join(folder, id)).catch(() => undefined);
  };
  return {
    list,
    read,
    async keep(content) {
      const kept = await list();
      const newest = kept[0] && (await read(kept[0].id));
      if (kept[0] && newest?.equals(content)) return kept[0].id;
      await mkdir(folder, { recursive: true });
      const id = createId();
      await replaceFile(join(folder, id), content, { durable: true });
      for (const { id: old } of kept.slice(snapshotsAtMost - 1))
        await rm(join(folder, old), { force: true }).catch((thrown: unknown) =>
          logger.error('Could not remove an old snapshot', thrown),
        );
      return id;
    },
  };
}

function createId(): string {
  counter = (counter + 1) % 1000;
  const time = new Date().toISOString().replace(/[-:.]/gu, '');
  return `${time}-${String(counter).padStart(3, '0')}-${randomBytes(2).toString('hex')}`;
}
