import type { layers, LayersModel } from '@tensorflow/tfjs';

/** Pictures as a model takes or gives them: [height, width, channels], or flattened to one vector. */
export interface PictureShape {
  height: number;
  width: number;
  channels: 1 | 3;
  isFlat: boolean;
}

type Shape = readonly (number | null)[];

const sideAtLeast = 4;
const sideAtMost = 512;
const flatSideAtLeast = 8;
const flatSideAtMost = 128;
const noiseAtMost = 1024;

/** A Sequential keeps its computation in an inner model, which is the one whose methods run; others are their own. */
export function innerModel(model: LayersModel): LayersModel {
  return (model as LayersModel & { model?: LayersModel }).model ?? model;
}

/** The models among the layers of a model, at any depth. */
export function nestedModels(model: LayersModel): LayersModel[] {
  return model.layers.filter(isModel).flatMap((nested) => {
    const inner = innerModel(nested);
    return [inner, ...nestedModels(inner)];
  });
}

function isModel(layer: layers.Layer): layer is LayersModel {
  return Array.isArray((layer as Partial<LayersModel>).layers);
}

/** [null, h, w, 1 | 3] with sides of 4 to 512, or [null, n] where n is the square of 8 to 128. */
export function pictureShape(shape: Shape | undefined): PictureShape | undefined {
  const [, height, width, channels] = shape ?? [];
  if (shape?.length === 4 && height && width && (channels === 1 || channels === 3)) {
    const fits = Math.min(height, width) >= sideAtLeast && Math.max(height, width) <= sideAtMost;
    return fits ? { height, width, channels, isFlat: false } : undefined;
  }
  if (shape?.length !== 2 || !height) return undefined;
  const side = Math.sqrt(height);
  const isSquare = Number.isInteger(side) && side >= flatSideAtLeast && side <= flatSideAtMost;
  return isSquare ? { height: side, width: side, channels: 1, isFlat: true } : undefined;
}

const onlyOne = (model: LayersModel): boolean => model.inputs.length === 1 && model.outputs.length === 1;

/** A vector is taken for a picture only where its activation bounds it as pixels are: other vectors of a square length are just vectors. */
const isBounded = (model: LayersModel): boolean => /^(sigmoid|hardSigmoid|tanh)$/.test(lastActivation(model));

/**
 * The pictures a generator makes from a vector: one input [null, k] or [null, 1, 1, k] with k up to 1024, and an output
 * that is pictures; a flat one must end in a sigmoid or tanh.
 */
export function generatedPictures(model: LayersModel): PictureShape | undefined {
  if (!onlyOne(model)) return undefined;
  const shape = model.inputs[0]?.shape ?? [];
  const length = shape.at(-1) ?? 0;
  const isVector = shape.length === 2 || (shape.length === 4 && shape[1] === 1 && shape[2] === 1);
  if (!isVector || length < 1 || length > noiseAtMost || model.inputs[0]?.dtype !== 'float32')
    return undefined;
  const pictures = pictureShape(model.outputs[0]?.shape);
  return pictures && (!pictures.isFlat || (isBounded(model) && length < pictures.height * pictures.width))
    ? pictures
    : undefined;
}

/**
 * The pictures that a model takes and gives back in the same shape. Flat ones must end in a sigmoid or tanh unless the
 * caller has seen that the targets are the inputs.
 */
export function reconstructedPictures(
  model: LayersModel,
  targetsAreInputs = false,
): PictureShape | undefined {
  if (!onlyOne(model)) return undefined;
  const [input, output] = [model.inputs[0]?.shape, model.outputs[0]?.shape];
  if (JSON.stringify(input) !== JSON.stringify(output)) return undefined;
  const pictures = pictureShape(output);
  return pictures && (!pictures.isFlat || targetsAreInputs || isBounded(model)) ? pictures : undefined;
}

/** Layers behind the last activation that only move numbers about. */
const movers = new Set([
  'Reshape',
  'Flatten',
  'Permute',
  'UpSampling2D',
  'Cropping2D',
  'ZeroPadding2D',
  'Dropout',
]);

/** `sigmoid`, `tanh`, `linear`, …: what bounds the numbers that come out. `''` where no layer says. */
export function lastActivation(model: LayersModel): string {
  for (const layer of [...model.layers].reverse()) {
    if (isModel(layer)) return lastActivation(innerModel(layer));
    if (movers.has(layer.getClassName())) continue;
    const { activation } = layer.getConfig() as { activation?: unknown };
    return typeof activation === 'string' ? activation : '';
  }
  return '';
}
