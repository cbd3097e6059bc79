import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  gradientKernelOf,
  type RecurrentAttrs,
  type RecurrentKernel,
} from '../../../../fusion/recurrentKernel.ts';
import type { KernelRegistry } from '../../../../kernels/kernelRegistry.ts';
import type { TensorFlowOps } from '../tensorFlowOps.ts';
import { createArena, isRaw, type Arena, type Operand } from './arena.ts';
import { blockLstm, blockLstmGradient, isBlockLstm } from './blockLstm.ts';
import { composedLayer, composedLayerGradient } from './composedLayer.ts';
import { gruCell } from './gruCell.ts';
import type { LayerGradientInputs, LayerInputs } from './layerInputs.ts';
import { lstmCell } from './lstmCell.ts';
import type { ComposedCell } from './recurrentCell.ts';
import { simpleCell } from './simpleCell.ts';

const cells: Readonly<Record<RecurrentKernel, ComposedCell>> = {
  FusedLstm: lstmCell,
  FusedGru: gruCell,
  FusedSimpleRnn: simpleCell,
};

/**
 * Registers the kernels of whole recurrent layers (src/worker/fusion/recurrentKernel.ts): an LSTM of tanh with sigmoid
 * gates as the one operation that TensorFlow has for it, all others step by step, which spares tfjs's tape and its ops.
 */
export function registerRecurrentLayers(registry: KernelRegistry, ops: TensorFlowOps): void {
  for (const [name, cell] of Object.entries(cells) as [RecurrentKernel, ComposedCell][]) {
    const isBlock = (attrs: RecurrentAttrs) => name === 'FusedLstm' && isBlockLstm(attrs);
    registry.registerRaw(name, ({ inputs, attrs: given }) => {
      const attrs = given as unknown as RecurrentAttrs;
      const arena = createArena(ops);
      const layer = inputs as LayerInputs;
      const results = isBlock(attrs)
        ? blockLstm(ops, arena, layer, attrs)
        : composedLayer(arena, cell, layer, attrs);
      return takeAll(ops, arena, results);
    });
    registry.registerRaw(gradientKernelOf(name), ({ inputs, attrs: given }) => {
      const attrs = given as unknown as RecurrentAttrs;
      const arena = createArena(ops);
      const layer = inputs as unknown as LayerGradientInputs;
      const reserve = reserveIn(inputs as Readonly<Record<string, TensorInfo>>);
      const results = isBlock(attrs)
        ? blockLstmGradient(ops, arena, layer, reserve, attrs)
        : composedLayerGradient(arena, cell, layer, reserve, attrs);
      return takeAll(ops, arena, results);
    });
  }
}

function reserveIn(inputs: Readonly<Record<string, TensorInfo>>): TensorInfo[] {
  const reserve: TensorInfo[] = [];
  for (let i = 0; ; i++) {
    const tensor = inputs[`reserve${i}`];
    if (!tensor) return reserve;
    reserve.push(tensor);
  }
}

/** Frees what is no result, and hands the results to tfjs. */
function takeAll(ops: TensorFlowOps, arena: Arena, results: readonly Operand[]): TensorInfo[] {
  arena.freeAllBut(results);
  return results.map((result) => (isRaw(result) ? ops.take(result) : result));
}
