import { cellPictures } from '../../core/evaluation/cellPictures.ts';
import { samplePictures, withItsPictures } from '../../core/evaluation/heldOutPictures.ts';
import type { Evaluation, RunSnapshot } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunHandle } from '../../runner/runnerTypes.ts';
import { index, indices, record } from './guards.ts';

export interface PictureHandlersInput {
  /** The run while its process is there. */
  live: () => Pick<RunHandle, 'pictures' | 'samplePictures'> | undefined;
  stored: () => Promise<RunSnapshot | undefined>;
}

const classesAtMost = 65_536;
const evaluationsAtMost = 100_000;
const samplesAtMost = 1e9;

/** Pictures of held-out samples: of a cell of the confusion matrix, or one by one. */
export function pictureHandlers({
  live,
  stored,
}: PictureHandlersInput): Pick<Handlers<RunSurface>, 'pictures' | 'samplePictures'> {
  const storedEvaluation = async (number: number): Promise<Evaluation | undefined> =>
    withItsPictures((await stored())?.evaluations ?? [], number);
  return {
    async pictures(params) {
      const cell = record(params);
      const evaluation = index(cell['evaluation'], evaluationsAtMost);
      const truth = index(cell['truth'], classesAtMost);
      const predicted = index(cell['predicted'], classesAtMost);
      const running = live();
      if (running) return running.pictures(evaluation, truth, predicted);
      return cellPictures(await storedEvaluation(evaluation), truth, predicted);
    },
    async samplePictures(params) {
      const wanted = record(params);
      const evaluation = index(wanted['evaluation'], evaluationsAtMost);
      const samples = indices(wanted['samples'], samplesAtMost);
      const running = live();
      if (running) return running.samplePictures(evaluation, samples);
      return samplePictures(await storedEvaluation(evaluation), samples);
    },
  };
}
