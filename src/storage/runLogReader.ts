import { unpackColumns } from '../core/run/packColumns.ts';
import type { Exhibit } from '../protocol/exhibit.ts';
import type {
  ConsoleText,
  Evaluation,
  ModelSummary,
  Progress,
  RunHeader,
  RunSnapshot,
  SeriesBlock,
  SeriesInfo,
} from '../protocol/run.ts';
import { PayloadReader, readRecords } from './runRecords.ts';
import type { RunRecord } from './runRecords.ts';

export type ReadRun = { ok: true; snapshot: RunSnapshot; sealed: boolean } | { ok: false; reason: string };

/** Puts a run together from its log. Never throws: a log that makes no sense is `ok: false`. */
export function readRun(log: Buffer): ReadRun {
  const read = readRecords(log);
  if (!read.ok) return read;
  try {
    const snapshot = assemble(read.records);
    return snapshot ? { ok: true, snapshot, sealed: read.sealed } : { ok: false, reason: 'no header' };
  } catch (thrown) {
    return { ok: false, reason: String(thrown) };
  }
}

interface State {
  header: RunHeader;
  seq: number;
  progress?: Progress;
}

/**
 * The checksums vouch for what each record holds, so that parsed JSON is taken at its word: it is what `RunLogWriter`
 * of the same format version wrote.
 */
function assemble(records: readonly RunRecord[]): RunSnapshot | undefined {
  let state: State | undefined;
  let models: ModelSummary[] = [];
  const series: SeriesInfo[] = [];
  const blocks: SeriesBlock[] = [];
  const evaluations: Evaluation[] = [];
  const exhibits: Exhibit[] = [];
  let console: ConsoleText[] = [];
  for (const { kind, payload } of records) {
    if (kind === 'state') state = json(payload) as State;
    if (kind === 'series') series.push(...(json(payload) as SeriesInfo[]));
    if (kind === 'points') blocks.push(readPoints(payload));
    if (kind === 'models') models = json(payload) as ModelSummary[];
    if (kind === 'evaluation') readEvaluation(payload, evaluations);
    if (kind === 'exhibit') readExhibit(payload, exhibits);
    if (kind === 'console') console = applyConsole(console, json(payload) as ConsoleChange);
  }
  return state && { ...state, series, blocks: joinBlocks(blocks), models, evaluations, exhibits, console };
}

function json(payload: Buffer): unknown {
  return JSON.parse(payload.toString('utf8'));
}

function readPoints(payload: Buffer): SeriesBlock {
  const reader = new PayloadReader(payload);
  const id = reader.uint32();
  const count = reader.uint32();
  return { id, steps: reader.array(Float64Array, count), values: reader.array(Float32Array, count) };
}

interface EvaluationFacts {
  facts: Omit<Evaluation, 'truth' | 'predicted' | 'confidence' | 'pictures'>;
  sampleCount: number;
  pictureFacts?: { width: number; height: number; channels: 1 | 3; count: number; byteCount: number };
}

function readEvaluation(payload: Buffer, evaluations: Evaluation[]): void {
  const reader = new PayloadReader(payload);
  const index = reader.uint32();
  const { facts, sampleCount, pictureFacts } = reader.json() as EvaluationFacts;
  const evaluation: Evaluation = {
    ...facts,
    truth: reader.array(Uint16Array, sampleCount),
    predicted: reader.array(Uint16Array, sampleCount),
    confidence: reader.array(Float32Array, sampleCount),
  };
  if (pictureFacts) {
    const { byteCount, ...rest } = pictureFacts;
    evaluation.pictures = { ...rest, bytes: reader.array(Uint8Array, byteCount) };
  }
  evaluations[index] = evaluation;
}

function readExhibit(payload: Buffer, exhibits: Exhibit[]): void {
  const reader = new PayloadReader(payload);
  const index = reader.uint32();
  const packed = reader.json();
  exhibits[index] = unpackColumns(packed, reader.rest()) as Exhibit;
}

interface ConsoleChange {
  /** How many entries stay; the rest is replaced by `entries`. */
  from: number;
  /** What the last staying entry gained. */
  growth?: string;
  entries: ConsoleText[];
}

function applyConsole(console: readonly ConsoleText[], change: ConsoleChange): ConsoleText[] {
  const kept = console.slice(0, change.from);
  const last = kept.pop();
  return [
    ...kept,
    ...(last ? [{ ...last, text: last.text + (change.growth ?? '') }] : []),
    ...change.entries,
  ];
}

/** One block a curve, its points in the order they were written. */
function joinBlocks(blocks: readonly SeriesBlock[]): SeriesBlock[] {
  const byId = new Map<number, SeriesBlock[]>();
  for (const block of blocks) {
    const parts = byId.get(block.id) ?? [];
    parts.push(block);
    byId.set(block.id, parts);
  }
  return [...byId].map(([id, parts]) => {
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const count = parts.reduce((sum, part) => sum + part.steps.length, 0);
    const joined = { id, steps: new Float64Array(count), values: new Float32Array(count) };
    let at = 0;
    for (const part of parts) {
      joined.steps.set(part.steps, at);
      joined.values.set(part.values, at);
      at += part.steps.length;
    }
    return joined;
  });
}
