import type { Evaluation } from '../../protocol/run.ts';
import type { SamplePictures } from '../../protocol/runSurface.ts';

type Pictures = NonNullable<Evaluation['pictures']>;

/** The pictures an evaluation is about: its own, or those that came with an earlier one of the same samples. */
export function heldOutPictures(evaluations: readonly Evaluation[], index: number): Pictures | undefined {
  const wanted = evaluations[index];
  if (!wanted) return undefined;
  if (wanted.pictures || wanted.heldOut === undefined) return wanted.pictures;
  return evaluations
    .slice(0, index)
    .findLast(({ heldOut, pictures }) => heldOut === wanted.heldOut && pictures !== undefined)?.pictures;
}

/** An evaluation with its pictures in it, wherever they came with. */
export function withItsPictures(evaluations: readonly Evaluation[], index: number): Evaluation | undefined {
  const wanted = evaluations[index];
  const pictures = heldOutPictures(evaluations, index);
  return wanted && pictures ? { ...wanted, pictures } : wanted;
}

/** Bytes of one picture; undefined where it was not kept, or is cut off. */
export function pictureBytes(
  { width, height, channels, count, bytes }: Pictures,
  sample: number,
): Uint8Array | undefined {
  const size = width * height * channels;
  const isKept = sample >= 0 && sample < count && (sample + 1) * size <= bytes.length;
  return isKept ? bytes.slice(sample * size, (sample + 1) * size) : undefined;
}

/** Pictures of samples; one that is not kept has no bytes, and where there are none at all the width is 0. */
export function samplePictures(
  evaluation: Evaluation | undefined,
  samples: readonly number[],
): SamplePictures {
  const pictures = evaluation?.pictures;
  const none = new Uint8Array(0);
  if (!pictures) return { width: 0, height: 0, channels: 1, bytes: samples.map(() => none) };
  const { width, height, channels } = pictures;
  return { width, height, channels, bytes: samples.map((sample) => pictureBytes(pictures, sample) ?? none) };
}
