import { messageOf } from '../../base/assert.ts';
import type { EngineId, EngineReport } from '../../protocol/run.ts';
import { cpuEngine } from './cpuEngine.ts';
import { repairTensorFlow } from '../repairs/repairTensorFlow.ts';
import type { Engine, EngineContext } from './engine.ts';
import { nativeEngine } from './native/nativeEngine.ts';
import type { TensorFlow } from './tensorFlow.ts';
import { wasmEngine } from './wasmEngine.ts';
import { webgpuEngine } from './webgpuEngine.ts';

/** Every engine this build knows. */
const engines: Partial<Record<EngineId, Engine>> = {
  native: nativeEngine,
  webgpu: webgpuEngine,
  wasm: wasmEngine,
  cpu: cpuEngine,
};

export interface SelectedEngine {
  tf: TensorFlow;
  report: EngineReport;
}

export class NoEngineError extends Error {
  readonly code = 'no-engine';
}

/**
 * Starts the first engine of `order` that works.
 *
 * @throws NoEngineError saying what was missing, for each where there are several
 */
export async function selectEngine(
  order: readonly EngineId[],
  context: EngineContext,
): Promise<SelectedEngine> {
  const passedOver: EngineReport['passedOver'] = [];
  for (const id of order) {
    try {
      const engine = engines[id];
      if (!engine) throw new Error('not part of this version');
      const { tf, ...facts } = await engine.start(context);
      repairTensorFlow(tf);
      return { tf, report: { id, ...facts, passedOver } };
    } catch (thrown) {
      passedOver.push({ id, reason: messageOf(thrown) });
    }
  }
  const [only] = passedOver;
  throw new NoEngineError(
    passedOver.length === 1 && only
      ? only.reason
      : passedOver.map(({ id, reason }) => `${id}: ${reason}`).join('; '),
  );
}
