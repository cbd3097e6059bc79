import type { KeptModel } from './checkpoint.ts';

/** Where in the learner's own code something happened. Lines and columns count from 1. */
export interface CodeLocation {
  file: string;
  line: number;
  column?: number;
}

/**
 * Why a graphics card is of no use to a run any more. `lost`: it was reset, unplugged or taken away; `error`: it refused
 * what the engine asked of it, so results cannot be relied upon.
 */
export type DeviceFailure = 'lost' | 'out-of-memory' | 'error';

/**
 * Where the first number that is none was found, looking from the data towards the loss: in the batch itself, in a weight
 * (spoiled by the update before), in what a layer gives out, in the loss while every layer is still finite, or in a gradient.
 */
export interface Culprit {
  in: 'input' | 'target' | 'weight' | 'output' | 'loss' | 'gradient';
  /** The layer's name; of a loop without a model, the variable's. */
  layer?: string;
  is: 'infinite' | 'nan';
}

/**
 * How a run ended. A worker process never ends as a bare exit code: every ending is one of these, and
 * `core/words/endings.ts` has a sentence for each in three languages.
 */
export type Ending =
  /** `scanned`: the run was for finding a learning rate, and ended when that was done. */
  | { kind: 'finished'; wallMs: number; scanned?: true }
  | { kind: 'stopped'; forced: boolean }
  | { kind: 'syntax'; message: string; at: CodeLocation }
  | { kind: 'threw'; name: string; message: string; at?: CodeLocation; stack?: string }
  | { kind: 'missing-export'; name: string; at: CodeLocation }
  | { kind: 'missing-module'; name: string; at?: CodeLocation }
  | { kind: 'file-gone'; file: string }
  /** `metric` is `gradient` where the loss was still a number and its gradient was not. */
  | { kind: 'diverged'; metric: string; epoch?: number; batch: number; at?: CodeLocation; culprit?: Culprit }
  | { kind: 'exited'; code: number; at?: CodeLocation }
  | { kind: 'stalled'; seconds: number; at?: CodeLocation }
  | { kind: 'timeout'; seconds: number; at?: CodeLocation }
  | { kind: 'memory'; usedMb: number; limitMb: number; at?: CodeLocation }
  | { kind: 'crashed'; signal?: string; code?: number; detail?: string }
  | { kind: 'device-lost'; detail: string; failure?: DeviceFailure; kept?: KeptModel }
  | { kind: 'no-engine'; detail: string }
  | { kind: 'not-resumed'; reason: ResumeRefusal; at?: CodeLocation };

/**
 * Why a run could not go on from a checkpoint. `not-reached`: the program never came to that call of fit(); `model`: its weights
 * have other shapes or names; `optimizer`: it is of another kind; `data`: there are more or fewer samples; `dataset`: the call is
 * fitDataset() now.
 */
export type ResumeRefusal = 'not-reached' | 'model' | 'optimizer' | 'data' | 'dataset';

export type EndingKind = Ending['kind'];
