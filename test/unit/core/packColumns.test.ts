import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packColumns, unpackColumns } from '../../../src/core/run/packColumns.ts';

test('typed arrays and odd numbers come back as they were, through JSON', () => {
  const value = {
    kind: 'weights',
    at: { elapsedMs: 12.5, epoch: 3 },
    rates: Float64Array.of(1e-7, 0.1, NaN),
    empty: new Uint8Array(0),
    nested: [{ counts: Uint32Array.of(1, 2, 4_000_000_000) }, null, 'text', true],
    odd: [NaN, Infinity, -Infinity, -0.5],
  };
  const { json, bytes } = packColumns(value);
  assert.deepEqual(unpackColumns(JSON.parse(JSON.stringify(json)), bytes), value);
});

test('a place outside of the bytes is refused', () => {
  const { json, bytes } = packColumns({ values: Float32Array.of(1, 2, 3) });
  assert.throws(() => unpackColumns(json, bytes.subarray(0, 8)), RangeError);
  assert.throws(() => unpackColumns({ $array: 'Uint8Array', offset: -4, length: 2 }, bytes), RangeError);
});

test('a view into a larger buffer takes its own part along, and no more', () => {
  const whole = Float32Array.of(0, 1, 2, 3);
  const { bytes } = packColumns({ values: whole.subarray(1, 3) });
  assert.equal(bytes.length, 8);
});
