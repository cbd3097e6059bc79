/** What the cost of a layer depends on. Shapes hold the batch as their first size; `null` is a size that is left open. */
export interface LayerShapes {
  /** tfjs's class name: `Conv2D`, `Dense`, … */
  type: string;
  input: readonly (number | null)[];
  /** Of layers that take several, all of them. */
  inputs?: readonly (readonly (number | null)[])[];
  output: readonly (number | null)[];
  /** Every weight with its name's last part: `kernel`, `recurrent_kernel`, `depthwise_kernel`, `bias`, … */
  weights: readonly { name: string; shape: readonly number[] }[];
  /** Axes that a Dot layer sums over, of its first input. */
  dotAxis?: number;
}

type Shape = readonly (number | null)[];

/** Elements of one sample; undefined where a size is open. */
export function elementsPerSample(shape: Shape): number | undefined {
  return product(shape.slice(1));
}

function product(sizes: Shape): number | undefined {
  return sizes.includes(null) ? undefined : sizes.reduce<number>((all, size) => all * (size ?? 1), 1);
}

/** Layers that multiply nothing by weights: their additions, comparisons and copies are not counted, as is usual. */
const free =
  /^(InputLayer|Activation|.*ReLU|ELU|Softmax|Flatten|Reshape|Permute|RepeatVector|Masking|.*Dropout|Gaussian.*|.*Pooling\dD|Cropping\dD|UpSampling\dD|ZeroPadding\dD|Add|Average|Maximum|Minimum|Multiply|Concatenate|Embedding|BatchNormalization|LayerNormalization|Rescaling|Resizing|CenterCrop|Random.*)$/;
const recurrent = /^(SimpleRNN|LSTM|GRU|Bidirectional)$/;
const convolution = /^(Separable|Depthwise)?Conv\dD$/;

/**
 * Multiplications of inputs by weights (multiply-accumulate operations) that one sample takes in the forward pass:
 *
 * - dense: outputs × length of the input's last axis
 * - convolution, depthwise and separable: places of the output × elements of the kernels
 * - transposed convolution: places of the input × elements of the kernel
 * - recurrent: steps × elements of kernel and recurrent kernel, of each direction
 * - dot: outputs × length of the axis that is summed over
 * - what only adds, compares, scales or copies: 0
 *
 * Undefined for layers that are not known here and for open sizes. Kernels hold their input channels, so that these
 * are in "elements of the kernel": for a plain convolution it is Dumoulin & Visin (2016), "A guide to convolution
 * arithmetic for deep learning", outputs × k × k × channels.
 */
export function multiplications(layer: LayerShapes): number | undefined {
  const { type, input, output } = layer;
  if (free.test(type)) return 0;
  if (type === 'Dense') return times(elementsPerSample(output), input.at(-1));
  if (/^Conv\dDTranspose$/.test(type)) return times(product(input.slice(1, -1)), kernelElements(layer));
  if (convolution.test(type)) return times(product(output.slice(1, -1)), kernelElements(layer));
  if (recurrent.test(type)) return times(input[1], kernelElements(layer));
  if (type === 'Dot')
    return layer.dotAxis === undefined
      ? undefined
      : times(elementsPerSample(output), layer.inputs?.[0]?.at(layer.dotAxis));
  return undefined;
}

function kernelElements({ weights }: LayerShapes): number {
  return weights
    .filter(({ name }) => /kernel/.test(name))
    .reduce((sum, { shape }) => sum + (product(shape) ?? 0), 0);
}

function times(a: number | null | undefined, b: number | null | undefined): number | undefined {
  return typeof a === 'number' && typeof b === 'number' ? a * b : undefined;
}

/** Numbers that an optimizer keeps for each weight, by tfjs's class name. Undefined for optimizers that are not known here. */
export function optimizerNumbers(className: string, isCentered = false): number | undefined {
  const known: Record<string, number> = {
    SGD: 0,
    Momentum: 1,
    Adagrad: 1,
    RMSProp: isCentered ? 3 : 2,
    Adadelta: 2,
    Adam: 2,
    Adamax: 2,
  };
  return known[className];
}
