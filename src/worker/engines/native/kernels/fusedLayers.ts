import type {
  BatchMatMulAttrs,
  FusedConv2DAttrs,
  TensorInfo,
  _FusedMatMulAttrs,
} from '@tensorflow/tfjs-core';
import type { KernelRegistry } from '../../../kernels/kernelRegistry.ts';
import type { TensorFlowCore } from '../../../kernels/tensorFlowCore.ts';
import type { OpAttribute } from '../loadAddon.ts';
import { attribute, elementType } from './opAttribute.ts';
import { optionalOp } from './optionalOp.ts';
import type { TensorFlowOps } from './tensorFlowOps.ts';

/** tfjs's activations that TensorFlow fuses, by its own names. */
const FUSED_ACTIVATIONS: Readonly<Record<string, readonly string[]>> = {
  linear: [],
  relu: ['Relu'],
  relu6: ['Relu6'],
  elu: ['Elu'],
};

const floats = attribute.type('T', elementType.float32);

type FusedInputs = Partial<Record<'bias' | 'preluActivationWeights', TensorInfo>>;

/**
 * Registers convolution and dense layers with bias and activation as the one operation that TensorFlow's own graphs use,
 * and products of matrices as MatMul; tfjs-node runs three operations, and products as batches of one.
 */
export function registerFusedLayers(tf: TensorFlowCore, registry: KernelRegistry, ops: TensorFlowOps): void {
  const fusedConv2d = optionalOp();
  registry.registerRaw('FusedConv2D', ({ inputs, attrs }, published) => {
    const { x, filter, bias } = inputs as unknown as FusedInputs & Record<'x' | 'filter', TensorInfo>;
    const conv = attrs as unknown as FusedConv2DAttrs;
    const fusion = fusionOf(conv.activation, inputs, filter.shape[3]);
    if (!bias || !fusion || x.dtype !== 'float32' || conv.dataFormat !== 'NHWC') return published();
    const convolution = convolutionAttributes(tf, x, filter, conv);
    const types = attribute.type('TArgs', [elementType.float32]);
    const output = fusedConv2d(() =>
      ops.run('_FusedConv2D', [floats, types, ...fusion, ...convolution], [x, filter, bias]),
    );
    return output ? ops.take(output) : published();
  });

  const fusedMatMul = optionalOp();
  registry.registerRaw('_FusedMatMul', ({ inputs, attrs }, published) => {
    const { a, b, bias } = inputs as unknown as FusedInputs & Record<'a' | 'b', TensorInfo>;
    const { activation, transposeA, transposeB } = attrs as unknown as _FusedMatMulAttrs;
    const units = b.shape[transposeB ? 0 : 1];
    const fusion = fusionOf(activation, inputs, units);
    const isMatrix = a.shape.length === 2 && b.shape.length === 2 && a.dtype === 'float32';
    if (!bias || !fusion || !isMatrix) return published();
    const transposes = [attribute.bool('transpose_a', transposeA), attribute.bool('transpose_b', transposeB)];
    const output = fusedMatMul(() =>
      ops.run('_FusedMatMul', [floats, ...transposes, ...fusion], [a, b, bias]),
    );
    return output ? ops.take(output) : published();
  });

  registry.register<'a' | 'b', BatchMatMulAttrs>('BatchMatMul', (inputs, attrs, published) => {
    const { a, b } = inputs;
    if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32')
      return published(inputs, attrs);
    const transposes = [
      attribute.bool('transpose_a', attrs.transposeA),
      attribute.bool('transpose_b', attrs.transposeB),
    ];
    return ops.take(ops.run('MatMul', [floats, ...transposes], [a, b]));
  });
}

/** Bias and activation as attributes; undefined where TensorFlow cannot fuse them. */
function fusionOf(
  activation: string,
  { bias, preluActivationWeights }: FusedInputs,
  units: number | undefined,
): OpAttribute[] | undefined {
  const names = FUSED_ACTIVATIONS[activation];
  const fits = bias?.shape.length === 1 && bias.shape[0] === units && bias.dtype === 'float32';
  if (!names || !fits || preluActivationWeights) return undefined;
  return [attribute.int('num_args', 1), attribute.text('fused_ops', ['BiasAdd', ...names])];
}

function convolutionAttributes(
  tf: TensorFlowCore,
  x: TensorInfo,
  filter: TensorInfo,
  { strides, pad, dilations, dimRoundingMode }: FusedConv2DAttrs,
): OpAttribute[] {
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { type, top, bottom, left, right } = info.padInfo;
  return [
    attribute.int('strides', [1, info.strideHeight, info.strideWidth, 1]),
    attribute.int('dilations', [1, info.dilationHeight, info.dilationWidth, 1]),
    attribute.text('padding', type),
    ...(type === 'EXPLICIT'
      ? [attribute.int('explicit_paddings', [0, 0, top, bottom, left, right, 0, 0])]
      : []),
  ];
}
