import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from './storageError.ts';

export interface ReplaceOptions {
  /** Wait until the disk has it, so that it survives a power failure and not only the end of this process. */
  durable: boolean;
  /** Permission bits of the new file. */
  mode?: number;
}

/**
 * Puts a file in place as a whole: whoever reads sees the old content or the new one, never a part. The temporary file
 * lies beside the target, since a rename does not cross file systems.
 */
export async function replaceFile(
  file: string,
  content: string | Uint8Array,
  { durable, mode = 0o644 }: ReplaceOptions,
): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  if (durable) await syncFolder(dirname(file));
}

/** On Windows a virus scanner may hold the target for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (thrown) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCodeOf(thrown) ?? '');
      if (process.platform !== 'win32' || !isBusy || attempt === 6) throw thrown;
      await delay(10 * 2 ** attempt);
    }
  }
}

/** Makes the rename itself durable. Not every system lets a folder be opened, and without it no content is lost. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}
