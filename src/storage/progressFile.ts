import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../base/logger.ts';
import { isRecord } from '../base/assert.ts';
import { createProgressDocument, progressFormatVersion } from '../core/progress/progressDocument.ts';
import type { ProgressDocument } from '../core/progress/progressDocument.ts';
import { replaceFile } from './replaceFile.ts';
import { systemCodeOf } from './storageError.ts';

const backupsAtMost = 5;

export interface ProgressReading {
  document: ProgressDocument;
  /** The text it was read from; `undefined` when there is no file. */
  text?: string;
  state: 'normal' | 'recovered' | 'read-only';
}

/** The progress file with its backups: `progress.json`, `progress.backup-1.json` (newest) to `-5`. */
export interface ProgressFile {
  readonly path: string;
  /** Puts a damaged file aside and falls back to the newest good backup. Call it under the lock. */
  read(): Promise<ProgressReading>;
  /** Resolves when the disk has it. Call it under the lock. */
  write(document: ProgressDocument): Promise<string>;
}

export interface ProgressFileOptions {
  folder: string;
  logger: Logger;
  /** Backups 2 to 5 move on only when the newest is older than this, so that they reach back for hours, not seconds. */
  backupEveryMs?: number;
}

export function createProgressFile({
  folder,
  logger,
  backupEveryMs = 600_000,
}: ProgressFileOptions): ProgressFile {
  const path = join(folder, 'progress.json');
  const backup = (index: number): string => join(folder, `progress.backup-${index}.json`);

  const lastGoodBackup = async (): Promise<ProgressDocument | undefined> => {
    for (let index = 1; index <= backupsAtMost; index++) {
      const parsed = parseProgress(await textOf(backup(index)));
      if (parsed.kind === 'good') return parsed.document;
    }
    return undefined;
  };

  const keepBackup = async (text: string): Promise<void> => {
    const moved = await ageMsOf(backup(2));
    if (moved === undefined || moved > backupEveryMs) {
      await rm(backup(backupsAtMost), { force: true });
      for (let index = backupsAtMost - 1; index >= 1; index--)
        await renameIfThere(backup(index), backup(index + 1));
      // Its age counts from the move, not from the last time it was the newest.
      if ((await ageMsOf(backup(2))) !== undefined) await touch(backup(2));
    }
    await replaceFile(backup(1), text, { durable: false });
  };

  return {
    path,
    async read() {
      const text = await textOf(path);
      const parsed = parseProgress(text);
      if (parsed.kind === 'good') return { document: parsed.document, text: text ?? '', state: 'normal' };
      if (parsed.kind === 'newer') return { document: parsed.document, text: text ?? '', state: 'read-only' };
      const recovered = await lastGoodBackup();
      if (parsed.kind === 'absent') {
        // A missing file beside backups was lost, not never written.
        return { document: recovered ?? createProgressDocument(), state: recovered ? 'recovered' : 'normal' };
      }
      const aside = join(folder, `progress.damaged-${fileTime()}-${randomBytes(2).toString('hex')}.json`);
      await rename(path, aside);
      logger.warn(`The progress file was damaged (${parsed.reason}). It is kept as ${aside}.`);
      return { document: recovered ?? createProgressDocument(), state: 'recovered' };
    },
    async write(document) {
      const text = `${JSON.stringify(document, undefined, 1)}\n`;
      await replaceFile(path, text, { durable: true });
      await keepBackup(text).catch((thrown: unknown) =>
        logger.error('No backup of the progress file', thrown),
      );
      return text;
    },
  };
}

export type ParsedProgress =
  | { kind: 'absent' }
  | { kind: 'good'; document: ProgressDocument }
  | { kind: 'newer'; document: ProgressDocument }
  | { kind: 'damaged'; reason: string };

/** Reads what one version of this extension or another has written. */
export function parseProgress(text: string | undefined): ParsedProgress {
  if (text === undefined) return { kind: 'absent' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { kind: 'damaged', reason: String(thrown) };
  }
  if (!isRecord(value) || typeof value.formatVersion !== 'number')
    return { kind: 'damaged', reason: 'no formatVersion' };
  if (value.formatVersion > progressFormatVersion)
    return { kind: 'newer', document: isProgress(value) ? value : createProgressDocument() };
  if (!isProgress(value)) return { kind: 'damaged', reason: 'not the shape of a progress file' };
  return { kind: 'good', document: value };
}

function isProgress(value: Record<string, unknown>): value is ProgressDocument {
  return (
    typeof value.updatedAt === 'string' &&
    isMapOf(value.lessons, () => true) &&
    isMapOf(value.exercises, (one) => one.state === 'opened' || one.state === 'solved') &&
    isMapOf(
      value.quizzes,
      (one) => isMapOf(one.answers, () => true) && isRecord(one.order) && Array.isArray(one.hints),
    )
  );
}

function isMapOf(value: unknown, isEntry: (entry: Record<string, unknown>) => boolean): boolean {
  return isRecord(value) && Object.values(value).every((entry) => isRecord(entry) && isEntry(entry));
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function ageMsOf(file: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((thrown: unknown) => {
    if (systemCodeOf(thrown) !== 'ENOENT') throw thrown;
  });
}

async function touch(file: string): Promise<void> {
  const copy = `${file}.tmp`;
  await copyFile(file, copy);
  await rename(copy, file);
}

/** `20260131T235959.123Z`: sorts by time and is a legal file name everywhere. */
function fileTime(): string {
  return new Date().toISOString().replace(/[-:]/gu, '');
}
