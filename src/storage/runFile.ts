import { createHash } from 'node:crypto';
import { isRecord } from '../base/assert.ts';
import { packColumns, unpackColumns } from '../core/run/packColumns.ts';
import { isRunSnapshot } from '../core/run/isRunSnapshot.ts';
import type { RunSnapshot } from '../protocol/run.ts';

/** A whole run as one JSON file, to be sent to someone, archived, or read by a program. */
interface RunFile {
  format: 'deep-learning-lessons-run';
  version: number;
  /** SHA-256 of `run` as JSON and of the bytes, hexadecimal: the same run has the same hash wherever it has been. */
  hash: string;
  /** The snapshot with `{ $array, offset, length }` in the place of each typed array. */
  run: unknown;
  /** The elements of all typed arrays one after the other, little-endian, base64. */
  bytes: string;
}

const format = 'deep-learning-lessons-run';
const version = 1;

export type ReadRunFile =
  | { ok: true; snapshot: RunSnapshot; hash: string }
  /** `newer`: written by a later version of the extension. */
  | { ok: false; reason: 'not-a-run' | 'newer' | 'damaged' };

export function encodeRunFile(snapshot: RunSnapshot): string {
  const { json, bytes } = packColumns(snapshot);
  const file: RunFile = {
    format,
    version,
    hash: hashOf(json, bytes),
    run: json,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
  };
  return `${JSON.stringify(file)}\n`;
}

/** Reads what `encodeRunFile` wrote. Never throws: whatever the text is, the answer says what is wrong with it. */
export function decodeRunFile(text: string): ReadRunFile {
  const file = parse(text);
  if (!isRecord(file) || file['format'] !== format) return { ok: false, reason: 'not-a-run' };
  if (typeof file['version'] === 'number' && file['version'] > version) return { ok: false, reason: 'newer' };
  const { run, bytes: base64, hash } = file;
  if (typeof base64 !== 'string') return { ok: false, reason: 'damaged' };
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  if (hashOf(run, bytes) !== hash) return { ok: false, reason: 'damaged' };
  try {
    const snapshot = unpackColumns(run, bytes);
    return isRunSnapshot(snapshot) ? { ok: true, snapshot, hash } : { ok: false, reason: 'damaged' };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hashOf(json: unknown, bytes: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(json)).update(bytes).digest('hex');
}
