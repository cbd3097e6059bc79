import { messageOf } from '../../base/assert.ts';
import type { EngineId, EngineReport } from '../../protocol/run.ts';
import { cpuEngine } from './cpuEngine.ts';
import { repairTensorFlow } from '../repairs/repairTensorFlow.ts';
import type { Engine, EngineContext } from './engine.ts';
import { nativeEngine } from './nativeEngine.ts';
import type { TensorFlow } from './tensorFlow.ts';
import { wasmEngine } from './wasmEngine.ts';

/** Every engine this build knows. */
const engines: Partial<Record<EngineId, Engine>> = {
  native: nativeEngine,
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
 * @throws NoEngineError naming what was missing for each
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
  throw new NoEngineError(passedOver.map(({ id, reason }) => `${id}: ${reason}`).join('; '));
}
