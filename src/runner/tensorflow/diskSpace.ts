import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Free bytes for this person on the disk of `folder`, which need not exist yet; `undefined` where the system does not say. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(await nearestFolder(folder));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

async function nearestFolder(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch (thrown) {
    if (dirname(folder) === folder) throw thrown;
    return nearestFolder(dirname(folder));
  }
}
