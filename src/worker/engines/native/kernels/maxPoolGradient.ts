import type { MaxPoolGradAttrs } from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../../kernels/kernelRegistry.ts';
import type { TensorFlowCore } from '../../../kernels/tensorFlowCore.ts';
import { attribute, elementType } from './opAttribute.ts';
import { optionalOp } from './optionalOp.ts';
import type { TensorFlowOps } from './tensorFlowOps.ts';

/**
 * Registers the gradient of max pooling on the processor through oneDNN, as TensorFlow's graphs do: its plain operation
 * takes thirty times as long. oneDNN wants to know where each maximum was, which pooling once more tells.
 */
export function registerMaxPoolGradient(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  ops: TensorFlowOps,
): void {
  const oneDnnPooling = optionalOp();
  registry.register<'dy' | 'input' | 'output', MaxPoolGradAttrs>(
    'MaxPoolGrad',
    (inputs, attrs, published) => {
      const { dy, input, output } = inputs;
      const { filterSize, strides, pad, dimRoundingMode } = attrs;
      const info = tf.backend_util.computePool2DInfo(
        input.shape as [number, number, number, number],
        filterSize,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const { type } = info.padInfo;
      const isOurs =
        !ops.onGraphicsCard && input.dtype === 'float32' && (type === 'SAME' || type === 'VALID');
      if (!isOurs) return published(inputs, attrs);
      const pooling = [
        attribute.type('T', elementType.float32),
        attribute.int('ksize', [1, info.filterHeight, info.filterWidth, 1]),
        attribute.int('strides', [1, info.strideHeight, info.strideWidth, 1]),
        attribute.text('padding', type),
        attribute.bool('workspace_enabled', true),
        // The label under which TensorFlow keeps its oneDNN kernels.
        attribute.text('_kernel', 'MklNameChangeOp'),
      ];
      const forward = oneDnnPooling(() => ops.execute('_MklNativeMaxPool', pooling, [input], 2));
      const [pooled, places] = forward ?? [];
      if (!pooled || !places) return published(inputs, attrs);
      const dx = ops.run('_MklNativeMaxPoolGrad', pooling, [input, output, dy, places]);
      ops.free(pooled, places);
      return ops.take(dx);
    },
  );
}
