import type { Evaluation } from '../../protocol/run.ts';
import type { CellPictures } from '../../protocol/runSurface.ts';
import { cellSamples } from './cellSamples.ts';
import { pictureBytes } from './heldOutPictures.ts';

const shownAtMost = 60;

/** The pictures of one confusion-matrix cell, most confident first; empty where the inputs were no pictures. */
export function cellPictures(
  evaluation: Evaluation | undefined,
  truth: number,
  predicted: number,
): CellPictures {
  const pictures = evaluation?.pictures;
  if (!pictures) return { width: 0, height: 0, channels: 1, total: 0, samples: [] };
  const { width, height, channels } = pictures;
  const { total, samples } = cellSamples(evaluation, truth, predicted, Infinity);
  return {
    width,
    height,
    channels,
    total,
    samples: samples
      .flatMap((sample) => {
        const bytes = pictureBytes(pictures, sample.index);
        return bytes ? [{ ...sample, bytes }] : [];
      })
      .slice(0, shownAtMost),
  };
}
