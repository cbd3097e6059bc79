import { isRecord } from '../../base/assert.ts';
import type { EngineFindings } from '../../protocol/engine.ts';
import type { FileStamp } from './engineParts.ts';

/** Keeps one record a key between windows; what it reads may be anything. */
export interface FindingsStore {
  read(key: string): Promise<unknown>;
  /** As a whole or not at all: another window may write the same key at the same time. */
  write(key: string, record: FindingsRecord): Promise<void>;
}

export interface FindingsRecord {
  formatVersion: 1;
  stamps: FileStamp[];
  findings: EngineFindings;
}

/** Undefined: there is nothing, or nothing that this version understands. */
export async function readFindings(store: FindingsStore, key: string): Promise<FindingsRecord | undefined> {
  const record = await store.read(key);
  if (!isRecord(record) || record['formatVersion'] !== 1 || !Array.isArray(record['stamps']))
    return undefined;
  const { findings } = record;
  if (!isRecord(findings) || typeof findings['takenAt'] !== 'string') return undefined;
  const { engines } = findings;
  const isWhole =
    Array.isArray(engines) && engines.every((each) => isRecord(each) && typeof each['id'] === 'string');
  return isWhole ? (record as unknown as FindingsRecord) : undefined;
}
