import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../base/assert.ts';
import { InstallFailure } from './installFailure.ts';
import { systemCode } from './systemCode.ts';

export interface DownloadOptions {
  url: string;
  /** Where it goes. What an earlier attempt left there is continued. */
  file: string;
  signal: AbortSignal;
  onProgress: (doneBytes: number, totalBytes: number) => void;
  /** Pauses between attempts; as many attempts as entries, plus one. A step forward starts them over. */
  retryPausesMs?: readonly number[];
  /** Without a byte for this long, a connection counts as lost. */
  silenceMs?: number;
}

/** Someone waits for the answer; a host that takes longer counts as out of reach. */
const answerLimitMs = 10_000;

/** The host in a form for people: `storage.googleapis.com`. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/**
 * Asks how large a file is without fetching it.
 * @throws InstallFailure `offline` or `not-served`
 */
export async function remoteSize(url: string, signal: AbortSignal): Promise<number> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]);
  const response = await request(url, { method: 'HEAD', signal: either }, signal);
  const bytes = Number(response.headers.get('content-length'));
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InstallFailure({ code: 'not-served', source: hostOf(url), detail: 'no content-length' });
}

/**
 * Fetches a file, continuing where a broken connection, or an earlier call, stopped. Returns its size.
 * @throws InstallFailure `offline` or `not-served`; what the disk throws
 */
export async function downloadArchive(options: DownloadOptions): Promise<number> {
  const { url, file, signal, retryPausesMs = [1000, 3000, 10_000] } = options;
  let failures = 0;
  for (;;) {
    const before = await sizeOf(file);
    try {
      return await fetchRest(options, before);
    } catch (thrown) {
      if (signal.aborted || isFinal(thrown)) throw thrown;
      failures = (await sizeOf(file)) > before ? 1 : failures + 1;
      const pauseMs = retryPausesMs[failures - 1];
      if (pauseMs === undefined) throw asOffline(thrown, url);
      await delay(pauseMs, undefined, { signal });
    }
  }
}

function asOffline(thrown: unknown, url: string): InstallFailure {
  if (thrown instanceof InstallFailure) return thrown;
  return new InstallFailure({ code: 'offline', source: hostOf(url), detail: messageOf(thrown) });
}

/** A refusal stays one however often it is asked, and so does a full disk. */
function isFinal(thrown: unknown): boolean {
  if (thrown instanceof InstallFailure) return thrown.problem.code === 'not-served';
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(systemCode(thrown) ?? '');
}

async function fetchRest(options: DownloadOptions, done: number): Promise<number> {
  const { url, file, signal, onProgress, silenceMs = 30_000 } = options;
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const stillAlive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  try {
    const headers: Record<string, string> = done > 0 ? { Range: `bytes=${done}-` } : {};
    const response = await request(url, { headers, signal: either }, signal);
    const { start, total } = rangeOf(response, done);
    if (response.status === 416 || total < start) {
      // What lies there is longer than the file: of another one, or damaged.
      await rm(file, { force: true });
      throw new Error('the server cannot continue the download');
    }
    let received = start;
    const count = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(response)) {
        stillAlive();
        received += piece.length;
        onProgress(received, total);
        yield piece;
      }
    };
    await pipeline(count, createWriteStream(file, { flags: start > 0 ? 'a' : 'w' }), { signal: either });
    if (received !== total) throw new Error(`${received} of ${total} bytes arrived`);
    return total;
  } finally {
    clearTimeout(timer);
  }
}

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Ends the connection of an answer that is not wanted to its end.
    await reader.cancel().catch(() => undefined);
  }
}

/** Where the answer begins, and how large the whole file is. A server may ignore that only the rest was asked for. */
function rangeOf(response: Response, asked: number): { start: number; total: number } {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (response.status === 206 && range && Number(range[1]) === asked)
    return { start: asked, total: Number(range[2]) };
  const length = response.headers.get('content-length');
  return { start: 0, total: length === null ? Number.NaN : Number(length) };
}

async function request(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    // `fetch failed` says nothing; its cause does.
    const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
    throw new InstallFailure({ code: 'offline', source: hostOf(url), detail: messageOf(cause) });
  }
  const isSecure = new URL(response.url || url).protocol === new URL(url).protocol;
  if (isSecure && (response.ok || response.status === 416)) return response;
  await response.body?.cancel();
  const detail = isSecure ? `HTTP ${response.status}` : 'redirected to an insecure address';
  const isTemporary = response.status >= 500 || response.status === 429;
  throw new InstallFailure({ code: isTemporary ? 'offline' : 'not-served', source: hostOf(url), detail });
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
