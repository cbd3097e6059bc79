import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellPictures } from '../../../src/core/evaluation/cellPictures.ts';
import { samplePictures } from '../../../src/core/evaluation/heldOutPictures.ts';
import { createRunRecord } from '../../../src/core/run/runRecord.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import { readRun } from '../../../src/storage/runLogReader.ts';
import { encodeRun, RunLogWriter } from '../../../src/storage/runLogWriter.ts';
import { createEvaluation, createHeader, createSnapshot } from '../storage/runFixture.ts';

const scored = (elapsedMs: number, over: Partial<Evaluation> = {}): Evaluation => ({
  ...createEvaluation(40, false),
  at: { elapsedMs, epoch: elapsedMs },
  heldOut: 0,
  scores: Float32Array.from({ length: 400 }, (_, index) => index / 400 + elapsedMs),
  ...over,
});
const pictured = (over: Partial<Evaluation> = {}): Evaluation => ({
  ...createEvaluation(40, true),
  heldOut: 0,
  ...over,
});

describe('evaluations of a run', () => {
  it('keep the class probabilities of the latest of each model, output and split', () => {
    const record = createRunRecord(createHeader('run'));
    for (const evaluation of [
      scored(1),
      scored(2),
      scored(3, { split: 'validation' }),
      scored(4, { output: 'other' }),
      scored(5),
    ])
      record.addEvaluation(evaluation);
    assert.deepEqual(
      record.snapshot().evaluations.map(({ scores }) => scores !== undefined),
      [false, false, true, true, true],
    );
  });

  it('find the pictures that came with the first evaluation of the same samples', () => {
    const record = createRunRecord(createHeader('run'));
    for (const evaluation of [
      pictured(),
      scored(2),
      scored(3, { heldOut: 1 }),
      // Another process of the same run counts its samples anew.
      pictured({ pictures: { width: 1, height: 1, channels: 1, count: 2, bytes: Uint8Array.of(7, 9) } }),
      scored(4),
    ])
      record.addEvaluation(evaluation);
    const pictures = [0, 1, 2, 3, 4].map((number) => samplePictures(record.evaluation(number), [1]));
    assert.deepEqual(
      pictures.map(({ width }) => width),
      [3, 3, 0, 1, 1],
    );
    assert.deepEqual(pictures[1]?.bytes, pictures[0]?.bytes);
    assert.deepEqual([...(pictures[4]?.bytes[0] ?? [])], [9]);
    assert.equal(cellPictures(record.evaluation(1), 0, 0).width, 3);
    assert.equal(record.evaluation(9), undefined);
  });

  it('have no bytes for a picture that is not kept or is cut off', () => {
    const one = pictured({
      pictures: { width: 2, height: 1, channels: 1, count: 3, bytes: Uint8Array.of(1, 2, 3) },
    });
    assert.deepEqual(
      samplePictures(one, [0, 1, 2, 39]).bytes.map(({ length }) => length),
      [2, 0, 0, 0],
    );
    assert.deepEqual(
      samplePictures(undefined, [0]).bytes.map(({ length }) => length),
      [0],
    );
  });

  it('come back from the log as they are, with the latest class probabilities only', () => {
    const header = createHeader('run');
    const record = createRunRecord(header);
    const writer = new RunLogWriter();
    const snapshot = () => ({ ...createSnapshot(header, 8), evaluations: record.snapshot().evaluations });
    record.addEvaluation(scored(1, { pictures: pictured().pictures as never }));
    const first = encodeRun(snapshot(), false, writer);
    record.addEvaluation(scored(2));
    const more = writer.append(snapshot()) ?? [];
    const appended = readRun(Buffer.concat([first, ...more]));
    const whole = readRun(encodeRun(snapshot(), true));
    assert.ok(appended.ok && whole.ok);
    assert.deepEqual(appended.snapshot.evaluations, snapshot().evaluations);
    assert.deepEqual(whole.snapshot.evaluations, snapshot().evaluations);
    assert.deepEqual(
      whole.snapshot.evaluations.map(({ scores }) => scores?.length),
      [undefined, 400],
    );
  });
});
