import type { EngineId } from '../../protocol/run.ts';
import type { TensorFlow } from './tensorFlow.ts';

/** Where engines find their files, and what the learner has chosen. */
export interface EngineContext {
  /** Folder with the tfjs `.wasm` files and our `training.wasm`. */
  wasmFolder: string;
  /** Folder of a learner's own installation of `@tensorflow/tfjs-node-gpu` or `-node`, if any. */
  nativeFolder: string | undefined;
}

/** An engine that really computes: the tfjs namespace to hand to the learner, and what it is. */
export interface StartedEngine {
  tf: TensorFlow;
  version: string;
  gpu: boolean;
}

/**
 * One way to compute. A new engine is one file with one of these and one line in `selectEngine.ts`.
 * `start` throws an Error with a sentence when the engine cannot be had here.
 */
export interface Engine {
  id: EngineId;
  start(context: EngineContext): Promise<StartedEngine>;
}
