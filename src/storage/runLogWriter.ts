import { crc32 } from 'node:zlib';
import { packColumns } from '../core/run/packColumns.ts';
import type { Exhibit } from '../protocol/exhibit.ts';
import type { ConsoleText, Evaluation, RunSnapshot, SeriesBlock } from '../protocol/run.ts';
import type { RunLogState } from './runLogState.ts';
import { WrittenTimes } from './pointTimes.ts';
import { bytesOf, encodeHeading, encodeJson, encodeRecord, uint32Bytes } from './runRecords.ts';

/** What of one curve is in the log. The last point tells whether the curve was only appended to since. */
interface WrittenCurve {
  count: number;
  step: number;
  value: number;
}

/** Turns successive snapshots of one run into records, each time only for what is new. */
export class RunLogWriter {
  #seriesCount = 0;
  readonly #curves = new Map<number, WrittenCurve>();
  readonly #times = new WrittenTimes();
  #models = '[]';
  readonly #evaluations: string[] = [];
  #exhibitCount = 0;
  #console: ConsoleText[] = [];

  /** The records that bring the log up to `snapshot`; `undefined` when it cannot be done by appending. */
  append(snapshot: RunSnapshot): Buffer[] | undefined {
    if (snapshot.series.length < this.#seriesCount) return undefined;
    const points = this.#newPoints(snapshot.blocks);
    if (!points) return undefined;
    const records: Buffer[] = [];
    if (snapshot.series.length > this.#seriesCount)
      records.push(encodeJson('series', snapshot.series.slice(this.#seriesCount)));
    this.#seriesCount = snapshot.series.length;
    return [
      ...records,
      ...points,
      ...this.#times.append(snapshot.blocks),
      ...this.#newModels(snapshot),
      ...this.#newEvaluations(snapshot.evaluations),
      ...this.#newExhibits(snapshot.exhibits),
      ...this.#newConsole(snapshot.console),
      // Last, so that a log that was cut off while it was written claims no point that it lacks.
      encodeJson('state', stateOf(snapshot)),
    ];
  }

  #newPoints(blocks: readonly SeriesBlock[]): Buffer[] | undefined {
    const records: Buffer[] = [];
    const offsets = new Map<number, number>();
    for (const block of blocks) {
      const offset = offsets.get(block.id) ?? 0;
      const end = offset + block.steps.length;
      offsets.set(block.id, end);
      const written = this.#curves.get(block.id);
      if (written && !continues(block, offset, written)) return undefined;
      const from = Math.max(0, (written?.count ?? 0) - offset);
      if (from < block.steps.length) {
        records.push(encodePoints(block, from));
        this.#curves.set(block.id, {
          count: end,
          step: block.steps.at(-1) ?? NaN,
          value: block.values.at(-1) ?? NaN,
        });
      }
    }
    for (const [id, written] of this.#curves) if ((offsets.get(id) ?? 0) < written.count) return undefined;
    return records;
  }

  #newModels({ models }: RunSnapshot): Buffer[] {
    const text = JSON.stringify(models);
    if (text === this.#models) return [];
    this.#models = text;
    return [encodeRecord('models', Buffer.from(text))];
  }

  #newEvaluations(evaluations: readonly Evaluation[]): Buffer[] {
    return evaluations.flatMap((evaluation, index) => {
      const mark = markOf(evaluation);
      if (this.#evaluations[index] === mark) return [];
      this.#evaluations[index] = mark;
      return [encodeEvaluation(evaluation, index)];
    });
  }

  #newExhibits(exhibits: readonly Exhibit[]): Buffer[] {
    const from = this.#exhibitCount;
    this.#exhibitCount = exhibits.length;
    return exhibits.slice(from).map((exhibit, index) => encodeExhibit(exhibit, from + index));
  }

  #newConsole(now: readonly ConsoleText[]): Buffer[] {
    const written = this.#console;
    this.#console = now.map((text) => ({ ...text }));
    let from = 0;
    while (from < written.length && isSameText(written[from], now[from])) from++;
    const [last, lastNow] = [written[from], now[from]];
    // Mostly the last entry gained some text, and mostly it is long.
    const isGrown =
      from === written.length - 1 &&
      last?.stream === lastNow?.stream &&
      last?.droppedCharacters === lastNow?.droppedCharacters &&
      lastNow?.text.startsWith(last?.text ?? '') === true;
    const growth = isGrown ? lastNow.text.slice(last?.text.length) : '';
    if (isGrown) from++;
    if (from === written.length && growth === '' && now.length === written.length) return [];
    return [encodeJson('console', { from, growth, entries: now.slice(from) })];
  }
}

function stateOf({ header, seq, progress, seriesLeftOut, blocks }: RunSnapshot): RunLogState {
  const thinned = blocks.flatMap((block) => (block.thinned ? [[block.id, block.thinned]] : []));
  return {
    header,
    seq,
    ...(progress && { progress }),
    ...(seriesLeftOut && { seriesLeftOut }),
    ...(thinned.length > 0 && { thinned: Object.fromEntries(thinned) as Record<string, number> }),
  };
}

function isSameText(a: ConsoleText | undefined, b: ConsoleText | undefined): boolean {
  return a?.stream === b?.stream && a?.text === b?.text && a?.droppedCharacters === b?.droppedCharacters;
}

/** The whole log of a run that has ended, or of one whose curves did not just grow. */
export function encodeRun(snapshot: RunSnapshot, sealed: boolean, writer = new RunLogWriter()): Buffer {
  const records = writer.append(snapshot) ?? [];
  return Buffer.concat([encodeHeading(), ...records, ...(sealed ? [encodeRecord('seal')] : [])]);
}

function continues(block: SeriesBlock, offset: number, written: WrittenCurve): boolean {
  const index = written.count - 1 - offset;
  if (index < 0 || index >= block.steps.length) return true;
  return Object.is(block.steps[index], written.step) && Object.is(block.values[index], written.value);
}

function encodePoints({ id, steps, values }: SeriesBlock, from: number): Buffer {
  const counts = uint32Bytes(id, steps.length - from);
  return encodeRecord('points', counts, bytesOf(steps.subarray(from)), bytesOf(values.subarray(from)));
}

function encodeEvaluation(evaluation: Evaluation, index: number): Buffer {
  const { truth, predicted, confidence, scores, pictures, ...facts } = evaluation;
  const pictureFacts = pictures && {
    width: pictures.width,
    height: pictures.height,
    channels: pictures.channels,
    count: pictures.count,
    byteCount: pictures.bytes.length,
  };
  const json = Buffer.from(
    JSON.stringify({
      facts,
      sampleCount: truth.length,
      ...(pictureFacts && { pictureFacts }),
      ...(scores && { scoreCount: scores.length }),
    }),
  );
  return encodeRecord(
    'evaluation',
    uint32Bytes(index, json.length),
    json,
    bytesOf(truth),
    bytesOf(predicted),
    bytesOf(confidence),
    ...(pictures ? [pictures.bytes] : []),
    ...(scores ? [bytesOf(scores)] : []),
  );
}

function encodeExhibit(exhibit: Exhibit, index: number): Buffer {
  const { json, bytes } = packColumns(exhibit);
  const text = Buffer.from(JSON.stringify(json));
  return encodeRecord('exhibit', uint32Bytes(index, text.length), text, bytes);
}

/** Two evaluations with the same mark are the same. */
function markOf({ model, split, accuracy, loss, predicted, truth, pictures }: Evaluation): string {
  const answers = crc32(bytesOf(predicted), crc32(bytesOf(truth)));
  return JSON.stringify([model, split, accuracy, loss, truth.length, answers, pictures?.bytes.length]);
}
