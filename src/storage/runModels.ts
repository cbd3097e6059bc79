import type { Checkpoint } from '../protocol/checkpoint.ts';
import { EpochFolder, forgetEpochs, forgetOldestEpochs } from './keptEpochs.ts';
import { forgetModels, keepModel } from './keptModels.ts';

/** Weights take more room than curves: older unpinned runs beyond this many keep their curves only. */
const runsWithModelsAtMost = 20;

/** The weights in the folders of runs. */
export class RunModels {
  /** Of the runs that are going on, by their folders. */
  readonly #epochs = new Map<string, EpochFolder>();

  /** An epoch from which training can go on is kept beside the others; anything else takes the place of what was there. */
  async keep(runFolder: string, checkpoint: Checkpoint): Promise<void> {
    const { training, epoch } = checkpoint;
    if (!training || epoch === undefined) return keepModel(runFolder, checkpoint);
    const epochs = this.#epochs.get(runFolder) ?? new EpochFolder(runFolder);
    this.#epochs.set(runFolder, epochs);
    return epochs.keep({ ...checkpoint, training, epoch });
  }

  /** Nothing more of this run will be kept. */
  close(runFolder: string): void {
    this.#epochs.delete(runFolder);
  }

  /** @param runFolders runs that may lose their weights, oldest first */
  async makeRoom(runFolders: readonly string[]): Promise<void> {
    for (const folder of runFolders.slice(0, -runsWithModelsAtMost))
      await Promise.all([forgetModels(folder), forgetEpochs(folder)]);
    await forgetOldestEpochs(runFolders.slice(-runsWithModelsAtMost).reverse());
  }
}
