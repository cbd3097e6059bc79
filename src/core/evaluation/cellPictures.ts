import type { Evaluation } from '../../protocol/run.ts';
import type { CellPictures } from '../../protocol/runSurface.ts';
import { cellSamples } from './cellSamples.ts';

const shownAtMost = 60;

/** The pictures of one confusion-matrix cell, most confident first; empty where the inputs were no pictures. */
export function cellPictures(
  evaluation: Evaluation | undefined,
  truth: number,
  predicted: number,
): CellPictures {
  const pictures = evaluation?.pictures;
  if (!pictures) return { width: 0, height: 0, channels: 1, total: 0, samples: [] };
  const { width, height, channels, count, bytes } = pictures;
  const size = width * height * channels;
  const { total, samples } = cellSamples(evaluation, truth, predicted, Infinity);
  const shown = samples.filter(({ index }) => index < count).slice(0, shownAtMost);
  return {
    width,
    height,
    channels,
    total,
    samples: shown.map((sample) => ({
      ...sample,
      bytes: bytes.slice(sample.index * size, (sample.index + 1) * size),
    })),
  };
}
