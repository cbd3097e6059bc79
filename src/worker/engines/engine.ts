import type { DeviceFailure } from '../../protocol/ending.ts';
import type { TensorFlowLocation } from '../../protocol/engine.ts';
import type { EngineId } from '../../protocol/run.ts';
import type { TensorFlow } from './tensorFlow.ts';

/** Where engines find their files, and what the learner has chosen. */
export interface EngineContext {
  /** Folder with the tfjs `.wasm` files and ours; `worker` beside it has the script of the kernels' threads. */
  wasmFolder: string;
  /** Folder with one `<platform>-<arch>/tfjs_binding.node` for each platform this package carries. */
  nativeFolder: string;
  /** Folder with one `<platform>-<arch>/dawn.node` for each platform this package carries. */
  webgpuFolder: string;
  /** The TensorFlow library to load; its folders are on the library path of this process already. */
  tensorflow: TensorFlowLocation | undefined;
  /** Ends the run: what was in the memory of the graphics card is gone, or cannot be relied upon. */
  onDeviceLost: (detail: string, failure?: DeviceFailure) => void;
}

/** An engine that really computes: the tfjs namespace to hand to the learner, and what it is. */
export interface StartedEngine {
  tf: TensorFlow;
  version: string;
  gpu: boolean;
  /** Name of the graphics card or adapter, where the engine knows it. */
  device?: string;
  /** What the engine's library wrote to standard error while it started, for the Doctor. */
  log?: string;
}

/**
 * One way to compute. A new engine is one file with one of these and one line in `selectEngine.ts`.
 * `start` throws an Error with a sentence when the engine cannot be had here.
 */
export interface Engine {
  id: EngineId;
  start(context: EngineContext): Promise<StartedEngine>;
}
