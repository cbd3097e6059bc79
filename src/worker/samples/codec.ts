import type { layers, LayersModel, Tensor } from '@tensorflow/tfjs';

/** The two halves of an autoencoder: up to its narrowest layer, and from there on. */
export interface Codec {
  encode(inputs: Tensor): Tensor;
  decode(codes: Tensor): Tensor;
}

interface GraphLayer {
  inboundNodes: { inboundLayers: layers.Layer[] }[];
}

const sizeOf = (layer: layers.Layer): number => {
  const shape = (Array.isArray(layer.outputShape[0]) ? layer.outputShape[0] : layer.outputShape) as (
    number | null
  )[];
  return shape.slice(1).reduce<number>((product, length) => product * (length ?? Infinity), 1);
};

/** Layers that each feed the next and nothing else, in their order; undefined for any other graph. */
function chainOf(model: LayersModel): layers.Layer[] | undefined {
  const chain = model.layers;
  const isChain = chain.every((layer, index) => {
    const { inboundNodes } = layer as unknown as GraphLayer;
    const previous = chain[index - 1];
    return (
      !previous ||
      inboundNodes.some(({ inboundLayers }) => inboundLayers.length === 1 && inboundLayers[0] === previous)
    );
  });
  return isChain ? chain.slice(1) : undefined;
}

/**
 * Cuts an autoencoder at its narrowest layer. Its own layers are applied one after the other, in inference mode: no model
 * is made, no name is used up, and no layer gets a new place in a graph. Undefined where the layers are no chain or where
 * none is narrower than the input.
 */
export function codecOf(model: LayersModel): Codec | undefined {
  const chain = chainOf(model);
  const inputSize = (model.inputs[0]?.shape ?? [])
    .slice(1)
    .reduce<number>((size, length) => size * (length ?? 1), 1);
  if (!chain || chain.length < 2) return undefined;
  const sizes = chain.slice(0, -1).map(sizeOf);
  const narrowest = Math.min(...sizes);
  if (narrowest >= inputSize) return undefined;
  // Of equally narrow ones the last: an activation or a flattening behind the bottleneck belongs to it.
  const cut = sizes.lastIndexOf(narrowest) + 1;
  const run = (part: readonly layers.Layer[], start: Tensor): Tensor =>
    part.reduce((value, layer) => layer.apply(value) as Tensor, start);
  return {
    encode: (inputs) => run(chain.slice(0, cut), inputs),
    decode: (codes) => run(chain.slice(cut), codes),
  };
}

/** `steps` points on the straight line from `a` to `b`, both ends included. */
export function straightWalk(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): Float32Array[] {
  return Array.from({ length: steps }, (_, step) => {
    const t = step / (steps - 1);
    return Float32Array.from(a, (value, index) => (1 - t) * value + t * (b[index] ?? 0));
  });
}

/**
 * `steps` points on the arc from `a` to `b` (spherical interpolation; White, "Sampling Generative Networks", 2016): normal
 * noise in many dimensions lies near a sphere, and a straight line between two points leaves it.
 */
export function sphericalWalk(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): Float32Array[] {
  let [dot, squareA, squareB] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const cosine = dot / Math.sqrt(squareA * squareB);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  // Parallel vectors, and zero, have no arc of their own.
  if (!(Math.sin(angle) > 1e-3)) return straightWalk(a, b, steps);
  return Array.from({ length: steps }, (_, step) => {
    const t = step / (steps - 1);
    const [weightA, weightB] = [
      Math.sin((1 - t) * angle) / Math.sin(angle),
      Math.sin(t * angle) / Math.sin(angle),
    ];
    return Float32Array.from(a, (value, index) => weightA * value + weightB * (b[index] ?? 0));
  });
}
