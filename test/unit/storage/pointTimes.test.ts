import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { readRun } from '../../../src/storage/runLogReader.ts';
import { RunLogWriter } from '../../../src/storage/runLogWriter.ts';
import { encodeHeading } from '../../../src/storage/runRecords.ts';
import { createHeader, createSnapshot } from './runFixture.ts';

/** A run whose curves have `known` times each. */
function timed(points: number, known: number, shift = 0): RunSnapshot {
  const snapshot = createSnapshot(createHeader('one'), points);
  return {
    ...snapshot,
    seriesLeftOut: 3,
    blocks: snapshot.blocks.map((block) => ({
      ...block,
      times: {
        indices: Uint32Array.from({ length: known }, (_, k) => k),
        elapsedMs: Float64Array.from({ length: known }, (_, k) => k * 10.5 + block.id + shift),
      },
      ...(block.id === 1 ? { thinned: known } : {}),
    })),
  };
}

describe('times of points in a run log', () => {
  it('come back to the bit while they grow, after they were thinned, and when nothing is new', () => {
    const writer = new RunLogWriter();
    const log: Buffer[] = [encodeHeading()];
    for (const snapshot of [timed(400, 20), timed(800, 60), timed(800, 60), timed(800, 30, 0.25)]) {
      const records = writer.append(snapshot);
      assert.ok(records);
      log.push(...records);
      const read = readRun(Buffer.concat(log));
      assert.ok(read.ok);
      assert.deepEqual(read.snapshot, snapshot);
    }
    assert.equal(writer.append(timed(800, 30, 0.25))?.length, 1, 'only the state is written again');
  });
});
