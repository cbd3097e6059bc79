import type { ActivationGradientAttrs, ActivationName } from '../../../kernels/activationGradients.ts';
import { ACTIVATION_GRADIENT, recordActivationGradients } from '../../../kernels/activationGradients.ts';
import type { GradientRegistry } from '../../../kernels/gradientRegistry.ts';
import type { KernelRegistry } from '../../../kernels/kernelRegistry.ts';
import type { TensorFlowCore } from '../../../kernels/tensorFlowCore.ts';
import { attribute, elementType } from './opAttribute.ts';
import type { TensorFlowOps } from './tensorFlowOps.ts';

/** TensorFlow's gradient of each activation, and whether it wants what was saved before the incoming gradient. */
const GRADIENTS: Readonly<Record<ActivationName, { op: string; savedFirst: boolean }>> = {
  Relu: { op: 'ReluGrad', savedFirst: false },
  Relu6: { op: 'Relu6Grad', savedFirst: false },
  LeakyRelu: { op: 'LeakyReluGrad', savedFirst: false },
  Elu: { op: 'EluGrad', savedFirst: false },
  Sigmoid: { op: 'SigmoidGrad', savedFirst: true },
  Tanh: { op: 'TanhGrad', savedFirst: true },
};

/** Registers the gradients of activations as one operation each; tfjs composes them of up to ten on this backend. */
export function registerActivationGradient(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  gradients: GradientRegistry,
  ops: TensorFlowOps,
): void {
  registry.register<'dy' | 'saved', ActivationGradientAttrs>(ACTIVATION_GRADIENT, ({ dy, saved }, attrs) => {
    const { activation, alpha } = attrs;
    const { op, savedFirst } = GRADIENTS[activation];
    return ops.take(
      ops.run(
        op,
        [
          attribute.type('T', elementType.float32),
          ...(activation === 'LeakyRelu' ? [attribute.float('alpha', alpha)] : []),
        ],
        savedFirst ? [saved, dy] : [dy, saved],
      ),
    );
  });
  recordActivationGradients(tf, gradients, 'tensorflow');
}
