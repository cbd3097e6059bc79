import { packColumns, unpackColumns } from '../run/packColumns.ts';
import type { Checkpoint, KeptEpoch, TrainingState } from '../../protocol/checkpoint.ts';

/*
 * A checkpoint as a file:
 *
 *     heading   "DLCKPT", a zero byte, format version
 *     lengths   of the facts, of the rest's JSON and of its arrays; three times 4 bytes, little-endian
 *     facts     JSON of a KeptEpoch, so that a list of files is read from their heads alone
 *     rest      JSON, then the bytes of all typed arrays (core/run/packColumns.ts)
 *     end       "DLEND": a file that was cut short, or is all zeros, does not have it
 */
const heading = 'DLCKPT\0\u0001';
const ending = 'DLEND';
const prefixBytes = heading.length + 12;
/** As much of a file as its facts need. */
export const headBytes = 8192;

/** A checkpoint with which training can go on. */
export interface FullCheckpoint extends Checkpoint {
  epoch: number;
  training: TrainingState;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function factsOf(checkpoint: FullCheckpoint): KeptEpoch {
  const { model, epoch, updates, training } = checkpoint;
  const { logs } = training.history;
  const rate = training.optimizer.plain['learningRate'];
  return {
    model,
    epoch,
    updates,
    elapsedMs: training.elapsedMs,
    logs: Object.fromEntries(Object.entries(logs).map(([key, values]) => [key, values.at(-1) ?? NaN])),
    ...(typeof rate === 'number' ? { learningRate: rate } : {}),
  };
}

export function encodeCheckpoint(checkpoint: FullCheckpoint): Uint8Array {
  const facts = encoder.encode(JSON.stringify(packColumns(factsOf(checkpoint)).json));
  const { json, bytes } = packColumns({ ...checkpoint, weights: new Uint8Array(checkpoint.weights) });
  const rest = encoder.encode(JSON.stringify(json));
  const whole = new Uint8Array(prefixBytes + facts.length + rest.length + bytes.length + ending.length);
  whole.set(encoder.encode(heading));
  const lengths = new DataView(whole.buffer, heading.length, 12);
  [facts, rest, bytes].forEach((part, index) => lengths.setUint32(index * 4, part.length, true));
  let at = prefixBytes;
  for (const part of [facts, rest, bytes, encoder.encode(ending)]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Reads the facts from the first `headBytes` of a file. @returns undefined for what is no checkpoint of this version */
export function decodeFacts(head: Uint8Array): KeptEpoch | undefined {
  const lengths = lengthsIn(head);
  if (!lengths || prefixBytes + lengths.facts > head.length) return undefined;
  const json: unknown = JSON.parse(decoder.decode(head.subarray(prefixBytes, prefixBytes + lengths.facts)));
  return unpackColumns(json, new Uint8Array(0)) as KeptEpoch;
}

/** @throws RangeError for a file that is damaged or of another version */
export function decodeCheckpoint(file: Uint8Array): FullCheckpoint {
  const lengths = lengthsIn(file);
  const restAt = prefixBytes + (lengths?.facts ?? 0);
  const bytesAt = restAt + (lengths?.rest ?? 0);
  const end = bytesAt + (lengths?.bytes ?? 0);
  const isWhole =
    lengths && end + ending.length === file.length && decoder.decode(file.subarray(end)) === ending;
  if (!isWhole) throw new RangeError('This checkpoint is damaged, or of another version.');
  const json: unknown = JSON.parse(decoder.decode(file.subarray(restAt, bytesAt)));
  const checkpoint = unpackColumns(json, file.subarray(bytesAt, end)) as Omit<FullCheckpoint, 'weights'> & {
    weights: Uint8Array<ArrayBuffer>;
  };
  return { ...checkpoint, weights: checkpoint.weights.buffer };
}

function lengthsIn(file: Uint8Array): { facts: number; rest: number; bytes: number } | undefined {
  if (file.length < prefixBytes || decoder.decode(file.subarray(0, heading.length)) !== heading)
    return undefined;
  const view = new DataView(file.buffer, file.byteOffset + heading.length, 12);
  const [facts, rest, bytes] = [0, 4, 8].map((at) => view.getUint32(at, true));
  return { facts: facts ?? 0, rest: rest ?? 0, bytes: bytes ?? 0 };
}
