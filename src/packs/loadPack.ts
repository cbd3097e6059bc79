import type { Pack, PackProblem } from '../protocol/pack.ts';

export interface LoadedPack {
  /** Everything that could be read. `undefined` when not even the manifest could. */
  pack: Pack | undefined;
  /** Sorted by file and line; paths are relative to the pack. */
  problems: PackProblem[];
}

export declare function loadPack(folder: string): Promise<LoadedPack>;
