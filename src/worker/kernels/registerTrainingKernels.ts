import { registerCastToBool } from './castToBool.ts';
import { registerComplexTensors } from './complexTensors.ts';
import { registerComposedConv3dGradients } from './composedConv3dGradients.ts';
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
import { registerPreluBroadcast } from './preluBroadcast.ts';
import type { RegisteredKernels } from './registeredKernels.ts';
import { requireWasmBackend } from './requireWasmBackend.ts';
import { registerGatherRows } from './gatherRows.ts';
import { registerRowCopies } from './rowCopies.ts';
import { registerSegmentSum } from './segmentSum.ts';
import { registerSharedIdentity } from './sharedIdentity.ts';
import { registerSumOverLeadingAxes } from './sumOverLeadingAxes.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';
import { loadTrainingModule } from './trainingModule.ts';
import { wrongOnWasm } from './wrongOnWasm.ts';

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
  registerCastToBool(registry, host);
  registerRowCopies(tf, registry, native);
  registerGatherRows(tf, registry, native);
  registerSharedIdentity(registry, backend);
  const restoreAdam = registerFusedAdam(tf, registry, native);
  registerComplexTensors(tf, registry, backend, host);
  registerPreluBroadcast(tf, registry);
  registerComposedConv3dGradients(tf, registry);
  registerCpuFallback(tf, registry, backend, wrongOnWasm);
  return {
    variant: 'simd',
    kernelNames: registry.kernelNames,
    heldBytes: () => native.heldBytes(),
    dispose() {
      restoreAdam();
      registry.restore();
      native.release();
    },
  };
}
