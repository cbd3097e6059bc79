import type { Tensor } from '@tensorflow/tfjs-core';
import type * as tfjs from '@tensorflow/tfjs';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** The method of a layer that computes its output, on the prototype that defines it. */
export interface LayerPrototype<Layer> {
  call: LayerCall<Layer>;
}

export type LayerCall<Layer> = (this: Layer, inputs: Tensor | Tensor[], kwargs: unknown) => Tensor | Tensor[];

type LayersNamespace = typeof tfjs.layers;

/**
 * Replaces `call` of a layer class of tf.layers, found through an instance as tfjs exports none of them.
 *
 * @param wrap Receives the published call.
 * @returns A function that puts it back; does nothing when the program was bundled without layers.
 */
export function replaceLayerCall<Layer>(
  tf: TensorFlowCore,
  createLayer: (layers: LayersNamespace) => object,
  wrap: (published: LayerCall<Layer>) => LayerCall<Layer>,
): () => void {
  const { layers } = tf as Partial<Pick<typeof tfjs, 'layers'>>;
  if (!layers) return () => undefined;
  let prototype = Object.getPrototypeOf(createLayer(layers)) as LayerPrototype<Layer>;
  while (!Object.hasOwn(prototype, 'call')) {
    prototype = Object.getPrototypeOf(prototype) as LayerPrototype<Layer>;
  }
  const published = prototype.call;
  prototype.call = wrap(published);
  return () => {
    prototype.call = published;
  };
}

/** The one tensor a layer is called with, when that is a float32 tensor. */
export function onlyFloat32(inputs: Tensor | Tensor[]): Tensor | undefined {
  const x = Array.isArray(inputs) ? inputs[0] : inputs;
  const isOne = !Array.isArray(inputs) || inputs.length === 1;
  return isOne && x?.dtype === 'float32' ? x : undefined;
}

/**
 * Whether a gradient of first order is being recorded on the wasm backend. Inside a gradient of a gradient the published
 * ops run, all of which can be differentiated again.
 */
export function isRecordingGradient(tf: TensorFlowCore): boolean {
  return tf.getBackend() === 'wasm' && tf.engine().state.gradientDepth === 1;
}
