import type { Tensor } from '@tensorflow/tfjs-core';
import { isRecordingGradient, onlyFloat32, replaceLayerCall } from './layerPrototype.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** The fields of tfjs's Dense and Conv layers (4.22) that their call() reads. */
interface WeightedLayer {
  readonly kernel: { read(): Tensor };
  readonly bias: { read(): Tensor } | null;
  readonly activation: { getClassName(): string; apply(x: Tensor): Tensor } | null;
  invokeCallHook(inputs: Tensor | Tensor[], kwargs: unknown): void;
}

interface ConvLayer extends WeightedLayer {
  readonly rank: number;
  readonly strides: [number, number];
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dataFormat: 'channelsFirst' | 'channelsLast';
  readonly dilationRate: [number, number] | number;
}

/**
 * Lets tf.layers.dense and conv2d run as one kernel with their bias, and relu where that is the activation, while a
 * gradient is recorded; tfjs fuses them for prediction only. In every other situation the published code runs.
 *
 * @returns A function that puts the published code back.
 */
export function fuseLayers(tf: TensorFlowCore): () => void {
  const restoreDense = replaceLayerCall<WeightedLayer>(
    tf,
    (layers) => layers.dense({ units: 1 }),
    (published) =>
      function (inputs, kwargs) {
        const x = onlyFloat32(inputs);
        const isOurs = x && x.rank >= 2 && isRecordingGradient(tf) && this.kernel.read().rank === 2;
        if (!isOurs) return published.call(this, inputs, kwargs);
        return tf.tidy(() => {
          this.invokeCallHook(inputs, kwargs);
          return callDense(tf, this, x);
        });
      },
  );
  const restoreConv = replaceLayerCall<ConvLayer>(
    tf,
    (layers) => layers.conv2d({ filters: 1, kernelSize: 1 }),
    (published) =>
      function (inputs, kwargs) {
        const x = onlyFloat32(inputs);
        const isOurs =
          x?.rank === 4 &&
          this.rank === 2 &&
          this.dataFormat === 'channelsLast' &&
          this.padding !== 'causal' &&
          [this.dilationRate].flat().every((rate) => rate === 1) &&
          isRecordingGradient(tf);
        return isOurs ? tf.tidy(() => callConv2d(tf, this, x)) : published.call(this, inputs, kwargs);
      },
  );
  return () => {
    restoreDense();
    restoreConv();
  };
}

/** x [..., inputs] to [..., units]. */
function callDense(tf: TensorFlowCore, layer: WeightedLayer, x: Tensor): Tensor {
  const b = layer.kernel.read();
  const a = x.rank === 2 ? x : tf.reshape(x, [-1, x.shape.at(-1) ?? 0]);
  const attrs = { transposeA: false, transposeB: false };
  const y = runFused(tf, layer, '_FusedMatMul', { a, b }, attrs);
  return x.rank === 2 ? y : tf.reshape(y, [...x.shape.slice(0, -1), b.shape[1] ?? 0]);
}

function callConv2d(tf: TensorFlowCore, layer: ConvLayer, x: Tensor): Tensor {
  const { strides, padding: pad } = layer;
  const attrs = { strides, pad, dilations: [1, 1], dataFormat: 'NHWC' };
  return runFused(tf, layer, 'FusedConv2D', { x, filter: layer.kernel.read() }, attrs);
}

function runFused(
  tf: TensorFlowCore,
  { bias, activation }: WeightedLayer,
  kernelName: string,
  inputs: Record<string, Tensor>,
  attrs: Record<string, string | boolean | number[]>,
): Tensor {
  const isRelu = activation?.getClassName() === 'relu';
  const y: Tensor = tf.engine().runKernel(kernelName, bias ? { ...inputs, bias: bias.read() } : inputs, {
    ...attrs,
    activation: isRelu ? 'relu' : 'linear',
  });
  return isRelu || !activation ? y : activation.apply(y);
}
