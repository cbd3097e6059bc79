import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../base/assert.ts';
import type { RunHeader, RunSnapshot } from '../protocol/run.ts';
import { isAlive } from './fileLock.ts';
import { replaceFile } from './replaceFile.ts';
import { RunLogWriter, encodeRun } from './runLogWriter.ts';
import { readRun } from './runLogReader.ts';

/** Part of what is appended is superseded later; after this much the log is written anew. */
const appendedBytesAtMost = 8 * 1024 * 1024;

/** Which process writes a run: tells a run of another window from one whose editor died. */
interface Owner {
  pid: number;
  host: string;
  /** When that computer was started, ms since 1970: process ids begin anew then. */
  bootedAtMs: number;
}

interface HeaderFile {
  header: RunHeader;
  owner: Owner;
}

const self: Owner = { pid: process.pid, host: hostname(), bootedAtMs: bootTimeMs() };

/** Writes one run: `header.json` for the list and `data.bin` for everything. */
export class RunFolder {
  readonly #folder: string;
  #writer: RunLogWriter | undefined;
  #appendedBytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async save(snapshot: RunSnapshot): Promise<void> {
    const ended = snapshot.header.status === 'ended';
    const records =
      ended || this.#appendedBytes > appendedBytesAtMost ? undefined : this.#writer?.append(snapshot);
    if (records) await this.#append(Buffer.concat(records));
    else await this.#rewrite(snapshot, ended);
    const file: HeaderFile = { header: snapshot.header, owner: self };
    await replaceFile(join(this.#folder, 'header.json'), JSON.stringify(file), { durable: ended });
  }

  async #append(bytes: Buffer): Promise<void> {
    const writer = this.#writer;
    // Forgotten while writing: after a failure halfway the next save must write everything anew.
    this.#writer = undefined;
    await appendFile(join(this.#folder, 'data.bin'), bytes);
    this.#writer = writer;
    this.#appendedBytes += bytes.length;
  }

  async #rewrite(snapshot: RunSnapshot, sealed: boolean): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const writer = new RunLogWriter();
    await replaceFile(join(this.#folder, 'data.bin'), encodeRun(snapshot, sealed, writer), {
      durable: sealed,
    });
    this.#writer = writer;
    this.#appendedBytes = 0;
  }
}

/**
 * The header of a stored run; where `header.json` is damaged, the one in the log. A run that says it is going but whose
 * process is dead has ended with the editor.
 */
export async function readRunHeader(folder: string): Promise<RunHeader | undefined> {
  const file = await readHeaderFile(folder);
  const header = file?.header ?? (await readLoggedHeader(folder));
  if (!header || header.status === 'ended' || (file && isOwnerAlive(file.owner))) return header;
  return { ...header, status: 'ended', ending: { kind: 'crashed', detail: 'editor-closed' } };
}

export async function readRunData(folder: string): Promise<ReturnType<typeof readRun>> {
  try {
    return readRun(await readFile(join(folder, 'data.bin')));
  } catch (thrown) {
    return { ok: false, reason: String(thrown) };
  }
}

async function readHeaderFile(folder: string): Promise<HeaderFile | undefined> {
  try {
    const file: unknown = JSON.parse(await readFile(join(folder, 'header.json'), 'utf8'));
    return isRecord(file) && isHeader(file.header) && isRecord(file.owner)
      ? (file as unknown as HeaderFile)
      : undefined;
  } catch {
    return undefined;
  }
}

async function readLoggedHeader(folder: string): Promise<RunHeader | undefined> {
  const read = await readRunData(folder);
  return read.ok && isHeader(read.snapshot.header) ? read.snapshot.header : undefined;
}

function isHeader(value: unknown): value is RunHeader {
  return (
    isRecord(value) &&
    value.formatVersion === 1 &&
    typeof value.id === 'string' &&
    typeof value.number === 'number' &&
    typeof value.title === 'string' &&
    typeof value.file === 'string' &&
    typeof value.startedAt === 'string' &&
    typeof value.status === 'string'
  );
}

function isOwnerAlive(owner: Owner): boolean {
  // The clock may be set while a computer runs, so the two times differ a little.
  const isThisBoot = Math.abs(owner.bootedAtMs - bootTimeMs()) < 120_000;
  return owner.host === hostname() && isThisBoot && isAlive(owner.pid);
}

function bootTimeMs(): number {
  return Math.round(Date.now() - uptime() * 1000);
}
