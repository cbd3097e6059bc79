import { registerActivationGradients } from './activationGradients.ts';
import { fuseRecurrentLayers } from '../fusion/fuseRecurrentLayers.ts';
import { registerCastToBool } from './castToBool.ts';
import { registerComplexTensors } from './complexTensors.ts';
import { registerComposedConv3dGradients } from './composedConv3dGradients.ts';
import { composeMissingKernels } from './composeMissingKernels.ts';
import { registerConv2d } from './conv2d.ts';
import { registerConv2dGradients } from './conv2dGradients.ts';
import { registerCpuFallback } from './cpuFallback.ts';
import { registerDepthwiseGradients } from './depthwiseGradients.ts';
import { registerFusedGradients } from './fusedGradients.ts';
import { fuseLayers } from './fuseLayers.ts';
import { registerLayerNormalization } from './layerNormalization.ts';
import { registerCrossEntropy } from './crossEntropy.ts';
import { registerTile } from './tile.ts';
import { registerElementwise } from './elementwise.ts';
import { createGradientRegistry } from './gradientRegistry.ts';
import { createWasmHostArrays } from './hostArrays.ts';
import { registerHostResizeNearestGradient } from './hostResizeNearestGradient.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerMatMul } from './matMul.ts';
import { createNativeKernels } from './nativeKernels.ts';
import { registerFusedOptimizers } from './optimizers/registerFusedOptimizers.ts';
import { registerPoolingGradients } from './poolingGradients.ts';
import { registerRecurrentKernels } from './recurrentKernels.ts';
import { registerPreluBroadcast } from './preluBroadcast.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerGatherRows } from './gatherRows.ts';
import { registerRowCopies } from './rowCopies.ts';
import { registerSegmentSum } from './segmentSum.ts';
import { registerSharedIdentity } from './sharedIdentity.ts';
import { registerSumOverLeadingAxes } from './sumOverLeadingAxes.ts';
import { registerTileGradient } from './tileGradient.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import { wrongOnWasm } from './wrongOnWasm.ts';
import { createWasmFallbackBackend } from './wasmFallbackBackend.ts';
import { loadTrainingModule, type ThreadOptions } from './trainingModule.ts';

/**
 * Makes tfjs's wasm backend train: adds the gradient kernels it lacks and replaces those it does naively by the SIMD
 * kernels of native/training.wasm, which work in the heap of tfjs without copying. Where those cannot run, registers
 * composeMissingKernels instead and says why.
 *
 * @param options.training The bytes of native/training.wasm, or of native/training-shared.wasm where the heap is shared;
 *   undefined composes from published kernels.
 * @param options.threads Threads for the kernels, on a shared heap. One by default.
 * @throws Error when the wasm backend is not in use: await tf.setBackend('wasm') first.
 */
export async function registerTrainingKernels(
  tf: TensorFlowCore,
  options: {
    readonly training: ArrayBufferLike | Uint8Array | undefined;
    readonly threads?: ThreadOptions;
  },
): Promise<RegisteredKernels> {
  const backend = requireWasmBackend(tf);
  if (!options.training) return composeMissingKernels(tf, 'no-binary');
  const loaded = await loadTrainingModule(options.training, backend, options.threads);
  if (typeof loaded === 'string') return composeMissingKernels(tf, loaded);

  const registry = createKernelRegistry(tf, 'wasm', backend);
  const gradients = createGradientRegistry(tf);
  const { threads } = loaded;
  const native = createNativeKernels(loaded.module, backend, threads);
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
  restoreLayers.push(registerCrossEntropy(tf, registry, gradients, native));
  registerSumOverLeadingAxes(tf, registry, native);
  registerSegmentSum(tf, registry, native, host);
  registerHostResizeNearestGradient(registry, host);
  registerCastToBool(registry, host);
  registerRowCopies(tf, registry, native);
  registerGatherRows(tf, registry, native);
  registerSharedIdentity(registry, backend);
  registerRecurrentKernels(registry, native, backend);
  const restoreOptimizers = registerFusedOptimizers(tf, registry, native);
  registerComplexTensors(tf, registry, backend, host);
  registerPreluBroadcast(tf, registry);
  registerComposedConv3dGradients(tf, registry);
  registerCpuFallback(tf, registry, createWasmFallbackBackend(backend), wrongOnWasm);
  const restoreRecurrentLayers = fuseRecurrentLayers(tf);
  return {
    variant: 'simd',
    threadCount: threads.count,
    kernelNames: registry.kernelNames,
    heldBytes: () => native.heldBytes(),
    dispose() {
      restoreRecurrentLayers();
      restoreOptimizers();
      for (const restore of restoreLayers) restore();
      gradients.restore();
      registry.restore();
      native.release();
      threads.dispose();
    },
  };
}
