import { registerActivationGradients } from './activationGradients.ts';
import { registerCastToBool } from './castToBool.ts';
import { registerClipByValue } from './clipByValue.ts';
import { composeMissingKernels } from './composeMissingKernels.ts';
import { registerConv2d } from './conv2d.ts';
import { registerConv2dGradients } from './conv2dGradients.ts';
import { registerCpuFallback } from './cpuFallback.ts';
import { registerDepthwiseGradients } from './depthwiseGradients.ts';
import { registerFusedGradients } from './fusedGradients.ts';
import { fuseLayers } from './fuseLayers.ts';
import { registerLayerNormalization } from './layerNormalization.ts';
import { registerTile } from './tile.ts';
import { registerElementwise } from './elementwise.ts';
import { createGradientRegistry } from './gradientRegistry.ts';
import { createWasmHostArrays } from './hostArrays.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerMatMul } from './matMul.ts';
import { createNativeKernels } from './nativeKernels.ts';
import { registerFusedOptimizers } from './optimizers/registerFusedOptimizers.ts';
import { registerPoolingGradients } from './poolingGradients.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerGatherRows } from './gatherRows.ts';
import { registerRowCopies } from './rowCopies.ts';
import { registerSegmentSum } from './segmentSum.ts';
import { registerSharedIdentity } from './sharedIdentity.ts';
import { registerSumOverLeadingAxes } from './sumOverLeadingAxes.ts';
import { registerTileGradient } from './tileGradient.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import { loadTrainingModule } from './trainingModule.ts';

/**
 * Makes tfjs's wasm backend train: adds the gradient kernels it lacks and replaces those it does naively by the SIMD
 * kernels of native/training.wasm, which work in the heap of tfjs without copying. Where those cannot run, registers
 * composeMissingKernels instead and says why.
 *
 * @param options.training The bytes of native/training.wasm; undefined composes from published kernels.
 * @throws Error when the wasm backend is not in use: await tf.setBackend('wasm') first.
 */
export async function registerTrainingKernels(
  tf: TensorFlowCore,
  options: { readonly training: ArrayBufferLike | Uint8Array | undefined },
): Promise<RegisteredKernels> {
  const backend = requireWasmBackend(tf);
  if (!options.training) return composeMissingKernels(tf, 'no-binary');
  const module = await loadTrainingModule(options.training, backend);
  if (typeof module === 'string') return composeMissingKernels(tf, module);

  const registry = createKernelRegistry(tf, 'wasm', backend);
  const gradients = createGradientRegistry(tf);
  const native = createNativeKernels(module, backend);
  const host = createWasmHostArrays(backend);
  registerConv2d(tf, registry, native);
  registerConv2dGradients(tf, registry, native);
  registerDepthwiseGradients(tf, registry, native);
  registerPoolingGradients(tf, registry, native);
  registerMatMul(tf, registry, native);
  registerElementwise(tf, registry, native);
  registerActivationGradients(tf, registry, gradients, native);
  registerTile(tf, registry, native);
  registerTileGradient(tf, gradients);
  registerFusedGradients(tf, gradients);
  const restoreLayers = [fuseLayers(tf), registerLayerNormalization(tf, registry, gradients, native)];
  registerSumOverLeadingAxes(tf, registry, native);
  registerSegmentSum(tf, registry, native, host);
  registerClipByValue(registry, host);
  registerCastToBool(registry, host);
  registerRowCopies(tf, registry, native);
  registerGatherRows(tf, registry, native);
  registerSharedIdentity(registry, backend);
  const restoreOptimizers = registerFusedOptimizers(tf, registry, native);
  registerCpuFallback(tf, registry, backend);
  return {
    variant: 'simd',
    kernelNames: registry.kernelNames,
    heldBytes: () => native.heldBytes(),
    dispose() {
      restoreOptimizers();
      for (const restore of restoreLayers) restore();
      gradients.restore();
      registry.restore();
      native.release();
    },
  };
}
