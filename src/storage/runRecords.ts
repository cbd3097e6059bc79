import { crc32 } from 'node:zlib';

/**
 * The file of a run's curves is a log: eight bytes of heading, then records that are only ever appended.
 *
 *     heading  "DLRUN", two zero bytes, format version
 *     record   kind (1 byte), length of the payload (4, little-endian), payload, CRC-32 of all that (4)
 */
export const runLogVersion = 2;
/** Version 1 has no exhibits and no times of points, and is read as it is. */
const readableVersions: readonly number[] = [1, runLogVersion];

export const recordKinds = {
  state: 1,
  series: 2,
  points: 3,
  models: 4,
  evaluation: 5,
  console: 6,
  exhibit: 8,
  times: 9,
  /** The last record of a run that has ended: nothing may be missing before it. */
  seal: 7,
} as const;

export type RecordKind = keyof typeof recordKinds;

export interface RunRecord {
  kind: RecordKind;
  payload: Buffer;
}

const headBytes = 5;
const checksumBytes = 4;

export function encodeHeading(): Buffer {
  return Buffer.from([...Buffer.from('DLRUN\0\0'), runLogVersion]);
}

export function encodeRecord(kind: RecordKind, ...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(recordKinds[kind]);
  head.writeUInt32LE(
    parts.reduce((sum, part) => sum + part.byteLength, 0),
    1,
  );
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(parts.reduce<number>((sum, part) => crc32(part, sum), crc32(head)));
  return Buffer.concat([head, ...parts, checksum]);
}

export function encodeJson(kind: RecordKind, value: unknown): Buffer {
  return encodeRecord(kind, Buffer.from(JSON.stringify(value)));
}

export type ReadRecords =
  | { ok: true; records: RunRecord[]; sealed: boolean }
  | { ok: false; reason: 'not a run' | 'newer version' | 'damaged' };

/**
 * Reads a log back. The record that was being written when the process was killed is left out; anything else that does
 * not add up is damage.
 */
export function readRecords(log: Buffer): ReadRecords {
  const heading = encodeHeading();
  if (!log.subarray(0, 7).equals(heading.subarray(0, 7))) return { ok: false, reason: 'not a run' };
  if (!readableVersions.includes(log[7] ?? 0)) return { ok: false, reason: 'newer version' };
  const records: RunRecord[] = [];
  let position = heading.length;
  while (position < log.length) {
    const step = readRecord(log, position);
    if (step === 'torn') return { ok: true, records, sealed: false };
    if (step === 'damaged') return { ok: false, reason: 'damaged' };
    records.push(step.record);
    position = step.next;
  }
  return { ok: true, records, sealed: records.at(-1)?.kind === 'seal' };
}

function readRecord(log: Buffer, position: number): { record: RunRecord; next: number } | 'torn' | 'damaged' {
  if (position + headBytes > log.length) return 'torn';
  const end = position + headBytes + log.readUInt32LE(position + 1);
  const next = end + checksumBytes;
  if (next > log.length) return 'torn';
  const kind = kindOf(log.readUInt8(position));
  const isSound = kind !== undefined && crc32(log.subarray(position, end)) === log.readUInt32LE(end);
  if (isSound) return { record: { kind, payload: log.subarray(position + headBytes, end) }, next };
  // After a power failure a file may have its new length but zeros where the content was to be.
  const isLast = next === log.length || log.subarray(position).every((byte) => byte === 0);
  return isLast ? 'torn' : 'damaged';
}

function kindOf(code: number): RecordKind | undefined {
  return (Object.keys(recordKinds) as RecordKind[]).find((kind) => recordKinds[kind] === code);
}

/** The bytes of a typed array, in the machine's order: every platform we run on is little-endian. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Takes typed arrays and numbers off a payload, front to back. */
export class PayloadReader {
  readonly #payload: Buffer;
  #position = 0;

  constructor(payload: Buffer) {
    this.#payload = payload;
  }

  uint32(): number {
    this.#position += 4;
    return this.#payload.readUInt32LE(this.#position - 4);
  }

  json(): unknown {
    return JSON.parse(this.bytes(this.uint32()).toString('utf8'));
  }

  /** A copy, since a typed array must start at a multiple of its element size. */
  array<T>(type: { new (buffer: ArrayBuffer): T; BYTES_PER_ELEMENT: number }, length: number): T {
    const bytes = this.bytes(length * type.BYTES_PER_ELEMENT);
    return new type(new Uint8Array(bytes).buffer);
  }

  /** What has not been taken yet. */
  rest(): Buffer {
    return this.bytes(this.#payload.length - this.#position);
  }

  bytes(length: number): Buffer {
    const end = this.#position + length;
    if (end > this.#payload.length) throw new RangeError('A record is shorter than it says.');
    const bytes = this.#payload.subarray(this.#position, end);
    this.#position = end;
    return bytes;
  }
}

export function uint32Bytes(...values: readonly number[]): Uint8Array {
  return bytesOf(new Uint32Array(values));
}
