import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SampleFrame } from '../../../src/protocol/exhibit.ts';
import {
  frameIndexAt,
  framesAround,
  indexAtMoment,
  nearestLoaded,
  sampleMoments,
  sampleSets,
  thinned,
} from '../../../src/core/samples/sampleSets.ts';
import { sphericalWalk, straightWalk } from '../../../src/worker/samples/codec.ts';
import { createFrameStore } from '../../../src/worker/samples/frameStore.ts';
import { pixelRange, toThumbnails } from '../../../src/worker/samples/pictureBytes.ts';

function frame(
  elapsedMs: number,
  name = 'g',
  origin: SampleFrame['origin'] = 'generator',
  size = 1,
): SampleFrame {
  const bytes = new Uint8Array(size);
  return {
    kind: 'samples',
    at: { elapsedMs },
    name,
    origin,
    width: 1,
    height: 1,
    channels: 1,
    count: 1,
    bytes,
  };
}

describe('sets of frames', () => {
  const frames = [
    frame(10),
    frame(10, 'g', 'latent-walk'),
    frame(20, 'a', 'shown'),
    frame(30),
    frame(50),
  ].map((one, number) => ({ number, frame: one }));
  const sets = sampleSets(frames);
  const [generator] = sets;

  it('are those of one name and origin, generators first', () => {
    assert.deepEqual(
      sets.map(({ name, origin, frames: all }) => [name, origin, all.length]),
      [
        ['g', 'generator', 3],
        ['g', 'latent-walk', 1],
        ['a', 'shown', 1],
      ],
    );
    assert.deepEqual(sampleMoments(sets), [10, 20, 30, 50]);
  });

  it('show the frame of a moment, and the first before there is one', () => {
    assert.deepEqual(
      [0, 10, 29, 30, 49, 50, 1e9].map((ms) => frameIndexAt(generator!, ms)),
      [0, 0, 0, 1, 1, 2, 2],
    );
    assert.equal(indexAtMoment([], 5), -1);
    for (let ms = 0; ms < 60; ms++) {
      const brute = [10, 30, 50].filter((moment) => moment <= ms).length - 1;
      assert.equal(indexAtMoment([10, 30, 50], ms), brute);
    }
  });

  it('are fetched from the position outwards, and the nearest one loaded stands in', () => {
    assert.deepEqual(framesAround(generator!, 1, 5), [3, 4, 0]);
    assert.equal(nearestLoaded(generator!, 2, (number) => number === 0)?.number, 0);
    assert.equal(
      nearestLoaded(generator!, 2, () => false),
      undefined,
    );
  });

  it('are thinned evenly, the first and the last kept', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index);
    const kept = thinned(all, 200);
    assert.deepEqual([kept.length, kept[0], kept.at(-1)], [200, 0, 999]);
    assert.ok(kept.every((value, index) => index === 0 || value - kept[index - 1]! <= 6));
    assert.deepEqual(thinned([1, 2], 200), [1, 2]);
  });
});

describe('what a run may store', () => {
  it('is never exceeded, whatever is asked; the first and the last frame are kept, and gaps are counted', () => {
    const kept: SampleFrame[] = [];
    const store = createFrameStore((exhibit) => void kept.push(exhibit as SampleFrame), 10_000);
    for (let ms = 0; ms < 1000; ms++)
      if (store.hasRoom('g', 100)) store.add('g', frame(ms, 'g', 'generator', 100));
    store.add('g', frame(1000, 'g', 'generator', 100), true);
    const bytes = kept.reduce((sum, one) => sum + one.bytes.length, 0);
    assert.ok(bytes <= 10_000 && bytes > 6_000, `${bytes}`);
    assert.deepEqual([kept[0]?.at.elapsedMs, kept.at(-1)?.at.elapsedMs], [0, 1000]);
    const leftOut = kept.reduce((sum, one) => sum + (one.leftOut ?? 0), 0);
    assert.equal(leftOut + kept.length, 1001);
  });

  it('is spread evenly where the number of epochs is known', () => {
    const kept: number[] = [];
    const store = createFrameStore((exhibit) => void kept.push(exhibit.at.elapsedMs), 10_000);
    for (let epoch = 0; epoch < 400; epoch++)
      if (store.hasRoom('g', 100, 400 - epoch)) store.add('g', frame(epoch, 'g', 'generator', 100));
    const gaps = kept.slice(1).map((at, index) => at - kept[index]!);
    assert.ok(kept.length >= 50 && Math.max(...gaps) <= 2 * Math.min(...gaps), gaps.join());
    assert.ok((kept.at(-1) ?? 0) > 380);
  });
});

describe('pictures', () => {
  it('are scaled by what bounds them, else by their numbers', () => {
    assert.deepEqual(pixelRange('tanh', [0, 0.5]), { black: -1, white: 1 });
    assert.deepEqual(pixelRange('sigmoid', [0, 0.5]), { black: 0, white: 1 });
    assert.deepEqual(pixelRange('linear', [0, 200]), { black: 0, white: 255 });
    assert.deepEqual(pixelRange('', [-0.7, 0.9]), { black: -1, white: 1 });
    const values = [-5, -1, 0, 1, 7, NaN, Infinity, -Infinity];
    const { bytes } = toThumbnails(
      { values, count: 1, height: 1, width: 8, channels: 1 },
      { black: -1, white: 1 },
    );
    assert.deepEqual([...bytes], [0, 0, 128, 255, 255, 0, 255, 0]);
  });

  it('become thumbnails of the mean of their pixels', () => {
    const values = Array.from(
      { length: 128 * 128 },
      (_, index) => ((index + Math.floor(index / 128)) % 2) * 1,
    );
    const { bytes, width, height } = toThumbnails(
      { values, count: 1, height: 128, width: 128, channels: 1 },
      { black: 0, white: 1 },
    );
    assert.deepEqual([width, height], [64, 64]);
    assert.ok(bytes.every((value) => value === 128));
  });
});

describe('walks', () => {
  it('start and end at the codes; on the arc the length of the vector stays', () => {
    const [a, b] = [
      [3, 0],
      [0, 3],
    ] as const;
    for (const walk of [straightWalk, sphericalWalk]) {
      const points = walk(a, b, 8);
      assert.equal(points.length, 8);
      assert.ok(Math.hypot(points[0]![0]! - 3, points[0]![1]!) < 1e-6);
      assert.ok(Math.hypot(points[7]![0]!, points[7]![1]! - 3) < 1e-6);
    }
    for (const point of sphericalWalk(a, b, 8)) assert.ok(Math.abs(Math.hypot(...point) - 3) < 1e-5);
    assert.deepEqual([...sphericalWalk([0, 0], [1, 1], 3)[1]!], [0.5, 0.5], 'without an arc, straight');
  });
});
