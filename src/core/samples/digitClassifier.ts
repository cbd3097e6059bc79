import stored from './digitClassifier.json' with { type: 'json' };

/*
 * A small convolutional network that names handwritten digits, written out by hand: it runs beside the training of a GAN,
 * where a graph of TensorFlow.js would be in the way. docs/models/digit-classifier.md says what it can do and what not.
 */

export const digitSide = 28;
const pixelsEach = digitSide * digitSide;
const classes = 10;

interface StoredTensor {
  readonly shape: readonly number[];
  readonly scales: readonly number[];
}

/** One step over a picture [side, side, channels]: a convolution without padding, two pixels a stride, then ReLU. */
interface Convolution {
  side: number;
  channels: number;
  /** Side and channels of the result. */
  outSide: number;
  filters: number;
  kernelSide: number;
  /** [kernelSide, kernelSide, channels, filters] */
  kernel: Float32Array;
  bias: Float32Array;
}

interface Network {
  convolutions: Convolution[];
  /** [features, 10] */
  dense: Float32Array;
  denseBias: Float32Array;
}

let network: Network | undefined;

/** Puts the stored 8-bit numbers and the scale of each output channel together; the first call costs about a millisecond. */
function readNetwork(): Network {
  const bytes = Int8Array.from(atob(stored.int8), (character) => (character.charCodeAt(0) << 24) >> 24);
  let offset = 0;
  const read = ({ shape, scales }: StoredTensor): Float32Array => {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Float32Array.from(
      bytes.subarray(offset, offset + size),
      (value, index) => value * (scales[index % scales.length] ?? 0),
    );
    offset += size;
    return values;
  };
  const tensors = stored.tensors.map((tensor) => ({ shape: tensor.shape, values: read(tensor) }));
  const valuesOf = (index: number): Float32Array => tensors[index]?.values ?? new Float32Array(0);
  let side = digitSide;
  const convolutions = [0, 2].map((index) => {
    const [kernelSide = 0, , channels = 0, filters = 0] = tensors[index]?.shape ?? [];
    const outSide = Math.floor((side - kernelSide) / 2) + 1;
    const layer = {
      side,
      channels,
      outSide,
      filters,
      kernelSide,
      kernel: valuesOf(index),
      bias: valuesOf(index + 1),
    };
    side = outSide;
    return layer;
  });
  return { convolutions, dense: valuesOf(4), denseBias: valuesOf(5) };
}

function convolve(input: Float32Array, layer: Convolution): Float32Array {
  const { side, channels, outSide, filters, kernelSide, kernel, bias } = layer;
  const output = new Float32Array(outSide * outSide * filters);
  for (let row = 0; row < outSide; row++) {
    for (let column = 0; column < outSide; column++) {
      const out = (row * outSide + column) * filters;
      for (let filter = 0; filter < filters; filter++) output[out + filter] = bias[filter] ?? 0;
      for (let y = 0; y < kernelSide; y++) {
        // Pixels of one row and their channels lie side by side, as do the kernel's.
        const from = ((row * 2 + y) * side + column * 2) * channels;
        const weights = y * kernelSide * channels * filters;
        for (let step = 0; step < kernelSide * channels; step++) {
          const value = input[from + step] as number;
          // Most of a digit is black.
          if (value === 0) continue;
          const at = weights + step * filters;
          for (let filter = 0; filter < filters; filter++)
            (output[out + filter] as number) += value * (kernel[at + filter] as number);
        }
      }
      for (let filter = 0; filter < filters; filter++)
        if ((output[out + filter] as number) < 0) output[out + filter] = 0;
    }
  }
  return output;
}

/** Probabilities of the digits 0 to 9 for one picture, from its [28, 28] grey bytes. */
function probabilitiesOf({ convolutions, dense, denseBias }: Network, pixels: Uint8Array): Float64Array {
  let values: Float32Array = Float32Array.from(pixels, (value) => value / 255);
  for (const layer of convolutions) values = convolve(values, layer);
  const logits = Float64Array.from({ length: classes }, (_, digit) => {
    let sum = denseBias[digit] ?? 0;
    values.forEach((value, index) => (sum += value * (dense[index * classes + digit] ?? 0)));
    return sum;
  });
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/**
 * The digit each picture shows most probably, and how sure the classifier is of it, 0..1.
 *
 * @param bytes grey pictures [count, 28, 28], white digits on black; a picture that is cut short is left out
 */
export function classifyDigits(bytes: Uint8Array): { digits: Uint8Array; confidences: Float32Array } {
  network ??= readNetwork();
  const count = Math.floor(bytes.length / pixelsEach);
  const digits = new Uint8Array(count);
  const confidences = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const pixels = bytes.subarray(index * pixelsEach, (index + 1) * pixelsEach);
    const probabilities = probabilitiesOf(network, pixels);
    const best = probabilities.indexOf(Math.max(...probabilities));
    digits[index] = best;
    confidences[index] = probabilities[best] ?? 0;
  }
  return { digits, confidences };
}

/** How many of the pictures show each digit, and the mean confidence. Same `bytes` as `classifyDigits`. */
export function countDigits(bytes: Uint8Array): { counts: number[]; meanConfidence: number } {
  const { digits, confidences } = classifyDigits(bytes);
  const counts = Array.from({ length: classes }, () => 0);
  for (const digit of digits) counts[digit] = (counts[digit] ?? 0) + 1;
  const sum = confidences.reduce((total, confidence) => total + confidence, 0);
  return { counts, meanConfidence: digits.length === 0 ? 0 : sum / digits.length };
}
