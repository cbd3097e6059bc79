import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { GradientRegistry } from './gradientRegistry.ts';
import type { KernelRegistry } from './kernelRegistry.ts';
import { onlyFloat32, replaceLayerCall } from './layerPrototype.ts';
import type { NativeKernels } from './nativeKernels.ts';
import type { TensorFlowCore } from './tensorFlowCore.ts';

const FORWARD = 'TrainingLayerNorm';
const BACKWARD = 'TrainingLayerNormGrad';

/** The fields of tfjs's LayerNormalization layer (4.22) that its call() reads. */
interface NormalizationLayer {
  readonly axis: number | number[];
  readonly epsilon: number;
  readonly gamma: { read(): Tensor } | null;
  readonly beta: { read(): Tensor } | null;
}

type ForwardInputs = Readonly<{ x: TensorInfo; gamma: TensorInfo; beta?: TensorInfo }>;
type BackwardInputs = Readonly<Record<'x' | 'gamma' | 'moments' | 'dy', TensorInfo>>;

/**
 * Lets tf.layers.layerNormalization over the last axis run as one kernel forward and one backward; tfjs tiles mean,
 * variance, scale and offset to the size of the input first, and cannot train it without scale or offset. Inside a gradient of a gradient, over other axes and on other
 * backends the published code runs.
 *
 * @returns A function that puts the published call back.
 */
export function registerLayerNormalization(
  tf: TensorFlowCore,
  registry: KernelRegistry,
  gradients: GradientRegistry,
  native: NativeKernels,
): () => void {
  registry.registerRaw(FORWARD, ({ inputs, attrs }) =>
    normalize(tf, native, inputs as unknown as ForwardInputs, Number(attrs?.['epsilon'])),
  );
  registry.registerRaw(BACKWARD, ({ inputs }) =>
    normalizeGradient(tf, native, inputs as unknown as BackwardInputs),
  );
  gradients.replace(FORWARD, () => ({
    kernelName: FORWARD,
    inputsToSave: ['x', 'gamma'],
    outputsToSave: [false, true],
    gradFunc: (dys, saved) => {
      const [dy] = dys as Tensor[];
      const [x, gamma, moments] = saved as [Tensor, Tensor, Tensor];
      const inputs = { x, gamma, moments, dy: dy as Tensor };
      const [dx, dGamma, dBeta] = tf.engine().runKernel<Tensor[]>(BACKWARD, inputs) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
    },
  }));
  return replaceLayerCall<NormalizationLayer>(
    tf,
    (layers) => layers.layerNormalization(),
    (published) =>
      function (inputs, kwargs) {
        const x = onlyFloat32(inputs);
        const axes = [this.axis].flat();
        const isOurs =
          x &&
          x.size > 0 &&
          axes.length === 1 &&
          axes[0] === x.rank - 1 &&
          tf.getBackend() === 'wasm' &&
          tf.engine().state.gradientDepth <= 1;
        if (!isOurs) return published.call(this, inputs, kwargs);
        return tf.tidy(() => {
          const gamma = this.gamma?.read() ?? tf.ones([x.shape.at(-1) ?? 0]);
          const given = { x, gamma, ...(this.beta ? { beta: this.beta.read() } : {}) };
          const results: Tensor[] = tf.engine().runKernel(FORWARD, given, { epsilon: this.epsilon });
          const [y] = results;
          if (!y) throw new Error('A layer normalisation returned nothing.');
          return y;
        });
      },
  );
}

function rowsAndCols(tf: TensorFlowCore, x: TensorInfo): [rows: number, cols: number] {
  const cols = x.shape.at(-1) ?? 1;
  return [tf.util.sizeFromShape(x.shape) / cols, cols];
}

/** y of x's shape, and mean and 1 / standard deviation of each row [rows, 2]. */
function normalize(
  tf: TensorFlowCore,
  native: NativeKernels,
  { x, gamma, beta }: ForwardInputs,
  epsilon: number,
): TensorInfo[] {
  const [rows, cols] = rowsAndCols(tf, x);
  const outputs = [native.createOutput(x.shape, 'float32'), native.createOutput([rows, 2], 'float32')];
  const [y = 0, moments = 0] = outputs.map((output) => native.addressOf(output));
  const offset = beta ? native.addressOf(beta) : 0;
  const [from, scale] = [native.addressOf(x), native.addressOf(gamma)];
  native.module.layer_norm(from, scale, offset, y, moments, rows, cols, epsilon);
  return outputs;
}

/** The gradients of x, gamma and beta. */
function normalizeGradient(
  tf: TensorFlowCore,
  native: NativeKernels,
  { x, gamma, moments, dy }: BackwardInputs,
): TensorInfo[] {
  const [rows, cols] = rowsAndCols(tf, x);
  const outputs = [x.shape, [cols], [cols]].map((shape) => native.createOutput(shape, 'float32'));
  const [dx = 0, dGamma = 0, dBeta = 0] = outputs.map((output) => native.addressOf(output));
  native.module.layer_norm_gradient(
    native.addressOf(x),
    native.addressOf(gamma),
    native.addressOf(moments),
    native.addressOf(dy),
    ...([dx, dGamma, dBeta] as const),
    ...([rows, cols] as const),
  );
  return outputs;
}
