import type { KernelRegistry } from '../kernelRegistry.ts';
import type { NativeKernels } from '../nativeKernels.ts';
import type { TensorFlowCore } from '../tensorFlowCore.ts';
import { describeAdagrad } from './fusedAdagrad.ts';
import { describeAdam } from './fusedAdam.ts';
import { momentumFamily, sgdFamily } from './fusedGradientDescent.ts';
import type { OptimizerFamily } from './fusedOptimizer.ts';
import { registerFusedOptimizer } from './fusedOptimizer.ts';
import { rmsPropFamilies } from './fusedRmsProp.ts';

/**
 * Registers one-kernel updates for sgd, momentum, adagrad, rmsprop and adam of tf.train.
 *
 * @returns A function that puts the published updates back.
 */
export function registerFusedOptimizers(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  native: NativeKernels,
): () => void {
  const register = <Fields extends object>(
    optimizer: { readonly prototype: object },
    ...families: readonly OptimizerFamily<Fields>[]
  ) => registerFusedOptimizer(tf, registry, native, optimizer.prototype, families);
  const restores = [
    register(tf.SGDOptimizer, sgdFamily),
    register(tf.MomentumOptimizer, momentumFamily),
    register(tf.AdagradOptimizer, describeAdagrad(tf)),
    register(tf.RMSPropOptimizer, ...rmsPropFamilies),
    register(tf.AdamOptimizer, describeAdam(tf)),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}
