import type { SampleFrame } from '../../../src/protocol/exhibit.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import { drawDigit } from './digits.ts';
import { seededRandom } from './seededRandom.ts';

const side = 28;
const pixels = side * side;
const samples = 64;
const updatesEach = 300;

/** Which digit a sample shows: all of them in turn, and towards the end hardly anything but ones and sevens. */
function digitOf(sample: number, time: number): number {
  const isCollapsed = sample / samples < (time - 0.8) / 0.1;
  if (isCollapsed) return sample % 2 === 0 ? 1 : 7;
  // Eights are late.
  return sample % 10 === 8 && time < 0.6 ? 3 : sample % 10;
}

/** Each sample from noise to a digit as time goes from 0 to 1. */
function generated(time: number, digits: readonly Uint8Array[], noise: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(samples * pixels);
  const clear = Math.min(1, time * 2);
  for (let sample = 0; sample < samples; sample++) {
    const digit = digits[digitOf(sample, time)];
    for (let pixel = 0; pixel < pixels; pixel++) {
      const at = sample * pixels + pixel;
      bytes[at] = clear * (digit?.[pixel] ?? 0) + (1 - clear) * (noise[(at * 7 + 13) % noise.length] ?? 0);
    }
  }
  return bytes;
}

/** As the digit classifier counts them: unsure while there is mostly noise. */
function countsAt(time: number): NonNullable<SampleFrame['digits']> {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let sample = 0; sample < samples; sample++) {
    const digit = digitOf(sample, time);
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  return { counts, meanConfidence: Math.min(0.97, 0.4 + 1.5 * time) };
}

export interface FakeFrames {
  /** Without bytes. */
  exhibits: SampleFrame[];
  bytesOf(number: number): Uint8Array;
}

/** Frames of a GAN with walks now and then, as a run of so many moments gives them; bytes are made when they are asked for. */
export function sampleFrames(count: number): FakeFrames {
  const random = seededRandom(3);
  const digits = Array.from({ length: count > 0 ? 10 : 0 }, (_, digit) => drawDigit(digit, digit + 5));
  const noise = Uint8Array.from({ length: 10_007 }, () => random() ** 2 * 255);
  const timeOf = (index: number): number => index / Math.max(1, count - 1);
  const common = { kind: 'samples', name: 'generator', width: side, height: side, channels: 1 } as const;
  const exhibits = Array.from({ length: count }, (_, index): SampleFrame[] => {
    const at = { elapsedMs: 1000 + index * 3000, model: 'generator', updates: (index + 1) * updatesEach };
    const shared = { ...common, columns: 8, count: samples, bytes: new Uint8Array(0) };
    const players = { generator: 'generator', discriminator: 'discriminator' };
    const frame: SampleFrame = {
      ...shared,
      at,
      origin: 'generator',
      players,
      digits: countsAt(timeOf(index)),
    };
    return index % 10 === 9 ? [frame, { ...shared, at, origin: 'latent-walk' }] : [frame];
  }).flat();
  return {
    exhibits,
    bytesOf(number) {
      const frame = exhibits[number];
      if (!frame) return new Uint8Array(0);
      const bytes = generated(timeOf((frame.at.updates ?? 0) / updatesEach - 1), digits, noise);
      return frame.origin === 'latent-walk' ? bytes.reverse() : bytes;
    },
  };
}

/** A snapshot with these frames. */
export function withSamples(snapshot: RunSnapshot, { exhibits }: FakeFrames): RunSnapshot {
  return { ...snapshot, exhibits };
}
