import type { NamedTensorMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../kernelRegistry.ts';
import type { NativeKernels } from '../nativeKernels.ts';
import { LINE_FLOATS } from '../threads/cutIntoParts.ts';
import type { TensorFlowCore } from '../tensorFlowCore.ts';
import type { TrainingModule } from '../trainingModule.ts';
import { replaceUpdate, type UpdateRule } from './replaceUpdate.ts';

/** Measured: updating one weight by Adam. */
const FLOAT_NS = 0.8;

/** An optimiser whose update of one weight is one function of the training module. */
export interface OptimizerFamily<Fields> extends Omit<UpdateRule<Fields>, 'compute'> {
  readonly functionName: Extract<keyof TrainingModule, `${string}_step`>;
  /** The function's last arguments, read once an update. */
  numbers(optimizer: Fields): readonly number[];
}

/**
 * Lets an optimiser of tf.train update each float32 variable on the wasm backend by one kernel.
 *
 * @returns A function that puts the published update back.
 */
export function registerFusedOptimizer<Fields extends object>(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
  optimizerPrototype: object,
  families: readonly OptimizerFamily<Fields>[],
): () => void {
  const rules = families.map((family): UpdateRule<Fields> => {
    const kernelName = `Training.${family.functionName}`;
    registry.registerRaw(kernelName, ({ inputs, attrs }) =>
      runStep(
        native,
        family.functionName,
        Object.values(inputs) as TensorInfo[],
        attrs?.['numbers'] as number[],
      ),
    );
    return {
      ...family,
      compute(optimizer, updates) {
        const attrs = { numbers: [...family.numbers(optimizer)] };
        // A list of inputs is what tfjs's own concat passes, too.
        return updates.map((tensors) =>
          tf.engine().runKernel<Tensor[]>(kernelName, [...tensors] as unknown as NamedTensorMap, attrs),
        );
      },
    };
  });
  return replaceUpdate(tf, 'wasm', optimizerPrototype, rules);
}

/** @param tensors Weights, state and, last, the gradient. The results: new weights and state. */
function runStep(
  native: NativeKernels,
  functionName: OptimizerFamily<never>['functionName'],
  tensors: readonly TensorInfo[],
  numbers: readonly number[],
): TensorInfo[] {
  const results = tensors.slice(0, -1).map(({ shape }) => native.createOutput(shape, 'float32'));
  const count = tensors[0]?.shape.reduce((product, length) => product * length, 1) ?? 0;
  const [from, to] = [tensors, results].map((list) => list.map((tensor) => native.addressOf(tensor)));
  const addresses = [...(from ?? []), ...(to ?? [])];
  native.runSplit(functionName, { count, unitNs: FLOAT_NS, step: LINE_FLOATS }, (part) => {
    const skip = part.first * Float32Array.BYTES_PER_ELEMENT;
    return [...addresses.map((address) => address + skip), part.count, ...numbers];
  });
  return results;
}
