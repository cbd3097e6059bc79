import type { Tensor } from '@tensorflow/tfjs';
import { messageOf } from '../../base/assert.ts';
import { countDigits, digitSide } from '../../core/samples/digitClassifier.ts';
import type { Exhibit } from '../../protocol/exhibit.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { createFrameStore, runBytesAtMost } from './frameStore.ts';
import { pixelRange, toThumbnails, type PixelRange } from './pictureBytes.ts';
import type { ShowSamples } from './sampleTypes.ts';

const picturesAtMost = 64;
const sideAtMost = 2048;
/** A quarter of what a run may store; sampleWatcher.ts has the rest. */
const bytesAtMost = 0.25 * runBytesAtMost;
/** The same complaint, in each round of a loop, would bury the program's own output. */
const complaintsAtMost = 5;

export interface ShowSamplesOptions {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit: (exhibit: Exhibit) => void;
  /** Says why something cannot be shown. */
  onRefused: (sentence: string) => void;
}

/** The `samples` function that learner code imports. It never throws: a picture is no reason to end a training. */
export function createShowSamples(options: ShowSamplesOptions): ShowSamples {
  const { startedAt, onRefused } = options;
  const store = createFrameStore(options.onExhibit, bytesAtMost);
  const ranges = new Map<string, PixelRange>();
  let complaints = 0;

  const refuse = (name: string, reason: string): void => {
    complaints += 1;
    if (complaints > complaintsAtMost) return;
    const at = callerLocation();
    const place = at ? ` (line ${at.line})` : '';
    onRefused(`samples('${name}') shows nothing${place}: ${reason}`);
  };
  return (givenName, given) => {
    const name =
      typeof givenName === 'string' && givenName.trim() !== '' ? givenName.slice(0, 80) : 'samples';
    try {
      const read = readPictures(options.tf, given);
      if ('reason' in read) {
        refuse(name, read.reason);
        return;
      }
      const range =
        ranges.get(name) ?? (read.isBytes ? { black: 0, white: 255 } : pixelRange('', read.values));
      ranges.set(name, range);
      const { bytes, height, width } = toThumbnails(read, range);
      if (!store.hasRoom(name, bytes.length)) return;
      const mayBeDigits = height === digitSide && width === digitSide && read.channels === 1;
      store.add(name, {
        kind: 'samples',
        at: { elapsedMs: performance.now() - startedAt },
        name,
        origin: 'shown',
        width,
        height,
        channels: read.channels,
        count: read.count,
        bytes,
        ...(mayBeDigits ? { digits: countDigits(bytes) } : {}),
      });
    } catch (thrown) {
      refuse(name, messageOf(thrown));
    }
  };
}

interface ReadPictures {
  values: ArrayLike<number>;
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
  /** Whole numbers from 0 to 255. */
  isBytes: boolean;
}

const isTensor = (value: unknown): value is Tensor =>
  typeof (value as Partial<Tensor> | undefined)?.dataSync === 'function';

function readPictures(tf: TensorFlow, given: unknown): ReadPictures | { reason: string } {
  let read: ReadPictures | { reason: string } = { reason: 'it was given nothing.' };
  tf.tidy(() => {
    read = readTensor(tf, given);
  });
  return read;
}

function readTensor(tf: TensorFlow, given: unknown): ReadPictures | { reason: string } {
  const isList = Array.isArray(given) && given.some(isTensor);
  if (isList && !sameShapes(given)) return { reason: 'the pictures in the list are not all of one shape.' };
  if (!isTensor(given) && !Array.isArray(given))
    return {
      reason: `it takes a tensor of pictures, and was given ${given === null ? 'null' : typeof given}.`,
    };
  if (isTensor(given) && given.isDisposed) return { reason: 'the tensor was disposed of before.' };
  const whole = isTensor(given) ? given : isList ? tf.stack(given as Tensor[]) : tensorOf(tf, given);
  if (!whole) return { reason: 'the rows of the array are not all of one length.' };
  const [count = 0, height = 0, width = 0, channels = 1] = whole.shape;
  const isPictures = whole.rank === 3 || (whole.rank === 4 && (channels === 1 || channels === 3));
  if (!isPictures || height < 1 || width < 1 || Math.max(height, width) > sideAtMost)
    return {
      reason: `pictures are [n, height, width], [n, height, width, 1] or [n, height, width, 3], and this is [${whole.shape.join(', ')}].`,
    };
  if (count === 0) return { reason: 'there are no pictures in it.' };
  if (whole.dtype === 'string' || whole.dtype === 'complex64')
    return { reason: `pictures are numbers, and these are of type ${whole.dtype}.` };
  const shown = Math.min(count, picturesAtMost);
  const values = whole.slice(0, shown).dataSync();
  const isBytes = whole.dtype === 'int32' && values.some((value) => value > 1);
  return { values, count: shown, height, width, channels: channels as 1 | 3, isBytes };
}

function sameShapes(list: readonly unknown[]): boolean {
  return list.every((one) => isTensor(one) && one.shape.join() === (list[0] as Tensor).shape.join());
}

function tensorOf(tf: TensorFlow, nested: unknown): Tensor | undefined {
  try {
    return tf.tensor(nested as number[][][]);
  } catch {
    return undefined;
  }
}
