import { fuseRecurrentLayers } from '../fusion/fuseRecurrentLayers.ts';
import { registerCastToBool } from './castToBool.ts';
import { registerClipByValue } from './clipByValue.ts';
import { composeMissingKernels } from './composeMissingKernels.ts';
import { registerConv2dGradients } from './conv2dGradients.ts';
import { registerCpuFallback } from './cpuFallback.ts';
import { registerDepthwiseGradients } from './depthwiseGradients.ts';
import { registerFusedAdam } from './fusedAdam.ts';
import { createWasmHostArrays } from './hostArrays.ts';
import { createKernelRegistry } from './kernelRegistry.ts';
import { registerMatMul } from './matMul.ts';
import { createNativeKernels } from './nativeKernels.ts';
import { registerPoolingGradients } from './poolingGradients.ts';
import { registerRecurrentKernels } from './recurrentKernels.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerGatherRows } from './gatherRows.ts';
import { registerRowCopies } from './rowCopies.ts';
import { registerSegmentSum } from './segmentSum.ts';
import { registerSharedIdentity } from './sharedIdentity.ts';
import { registerSumOverLeadingAxes } from './sumOverLeadingAxes.ts';
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
  const native = createNativeKernels(module, backend);
  const host = createWasmHostArrays(backend);
  registerConv2dGradients(tf, registry, native);
  registerDepthwiseGradients(tf, registry, native);
  registerPoolingGradients(tf, registry, native);
  registerMatMul(tf, registry, native);
  registerSumOverLeadingAxes(tf, registry, native);
  registerSegmentSum(tf, registry, native, host);
  registerClipByValue(registry, host);
  registerCastToBool(registry, host);
  registerRowCopies(tf, registry, native);
  registerGatherRows(tf, registry, native);
  registerSharedIdentity(registry, backend);
  registerRecurrentKernels(registry, native, backend);
  const restoreAdam = registerFusedAdam(tf, registry, native);
  registerCpuFallback(tf, registry, backend);
  const restoreRecurrentLayers = fuseRecurrentLayers(tf);
  return {
    variant: 'simd',
    kernelNames: registry.kernelNames,
    heldBytes: () => native.heldBytes(),
    dispose() {
      restoreRecurrentLayers();
      restoreAdam();
      registry.restore();
      native.release();
    },
  };
}
