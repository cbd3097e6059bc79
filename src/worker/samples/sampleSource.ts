import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { countDigits, digitSide } from '../../core/samples/digitClassifier.ts';
import type { SampleFrame } from '../../protocol/exhibit.ts';
import type { Moment } from '../../protocol/moment.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { modelName } from '../observe/modelSummary.ts';
import { codecOf, sphericalWalk, straightWalk, type Codec } from './codec.ts';
import { createFixedRows, standardNormal, type FixedRows } from './fixedRows.ts';
import { lastActivation, type PictureShape } from './modelShapes.ts';
import { pixelRange, thumbnailSide, toThumbnails, type PixelRange, type Thumbnails } from './pictureBytes.ts';

const samplesAtMost = 64;
const inputsAtMost = 32;
const rowLength = 8;
const walkPairs = 8;

export interface SampleSourceOptions {
  tf: TensorFlow;
  model: LayersModel;
  /** The model whose output this one was given, where the program trains an encoder and a decoder in a loop of its own. */
  encoder?: LayersModel | undefined;
  pictures: PictureShape;
  origin: 'generator' | 'autoencoder';
  /** predict() that nobody listens to: in inference mode, so that batch normalisation uses its moving statistics. */
  predict: LayersModel['predict'];
}

/** Large pictures cost more to make: fewer of them. */
function samplesOf({ height, width }: PictureShape): number {
  if (height * width <= 64 * 64) return samplesAtMost;
  return height * width <= 128 * 128 ? 16 : 4;
}

/** A model whose pictures are shown, with what it is always given. */
export class SampleSource {
  readonly name: string;
  readonly rows: FixedRows;
  readonly #options: SampleSourceOptions;
  readonly #shape: number[];
  readonly #count: number;
  readonly #codec: Codec | undefined;
  #range: PixelRange | undefined;

  constructor(options: SampleSourceOptions) {
    const { tf, model, encoder, pictures } = options;
    this.#options = options;
    this.name = modelName(model);
    this.#shape = ((encoder ?? model).inputs[0]?.shape ?? []).slice(1).map((length) => length ?? 1);
    const count = samplesOf(pictures);
    this.#count = this.isGenerator ? count : Math.min(inputsAtMost, count);
    this.rows = createFixedRows(tf, this.#shape, this.#count);
    this.#codec = encoder ? pairOf(encoder, options) : codecOf(model);
  }

  get isGenerator(): boolean {
    return this.#options.origin === 'generator';
  }

  get pictures(): PictureShape {
    return this.#options.pictures;
  }

  /** False for an autoencoder whose inputs have not been seen. */
  get isReady(): boolean {
    return this.isGenerator || this.rows.count > 0;
  }

  /** Bytes of the next frame, as near as can be told. */
  frameBytes(): number {
    const { height, width, channels } = this.pictures;
    const pixels = Math.min(height, thumbnailSide) * Math.min(width, thumbnailSide);
    return (this.isGenerator ? this.#count : 2 * this.#used()) * pixels * channels;
  }

  /** What it makes of the fixed inputs now. */
  frame(at: Moment): SampleFrame {
    const output = this.#compute((inputs) => {
      const { encoder } = this.#options;
      return encoder && this.#codec ? this.#codec.decode(this.#codec.encode(inputs)) : this.#run(inputs);
    });
    const count = this.#used();
    const made = this.#thumbnails(output, count);
    if (!this.isGenerator) {
      const given = this.#thumbnails(this.rows.values(count), count);
      return this.#frameOf(at, 2 * count, { ...made, bytes: inTurn(given.bytes, made.bytes, count) });
    }
    const frame = this.#frameOf(at, count, made);
    const mayBeDigits = made.width === digitSide && made.height === digitSide && this.pictures.channels === 1;
    return mayBeDigits ? { ...frame, digits: countDigits(made.bytes) } : frame;
  }

  /** Pictures between two inputs, eight pairs of them; undefined where there is nothing to walk on. */
  walk(at: Moment): SampleFrame | undefined {
    const codec = this.isGenerator ? undefined : this.#codec;
    if (this.rows.count < 2 || !(this.isGenerator || codec)) return undefined;
    let count = 0;
    const output = this.#compute((inputs) => {
      const { tf } = this.#options;
      const codes = codec ? codec.encode(inputs) : inputs;
      const steps = stepsBetween(codes, codec ? straightWalk : sphericalWalk);
      count = steps.length;
      const points = tf.concat(steps.map((step) => tf.tensor(step, [1, ...codes.shape.slice(1)])));
      return codec ? codec.decode(points) : this.#run(points);
    });
    return {
      ...this.#frameOf(at, count, this.#thumbnails(output, count)),
      origin: 'latent-walk',
      columns: rowLength,
    };
  }

  #run(inputs: Tensor): Tensor {
    const { predict, model } = this.#options;
    return predict.call(model, inputs, { batchSize: samplesAtMost }) as Tensor;
  }

  #compute(make: (inputs: Tensor) => Tensor): ArrayLike<number> {
    const { tf } = this.#options;
    let values: ArrayLike<number> = [];
    tf.tidy(() => {
      values = make(this.#inputs()).dataSync();
    });
    return values;
  }

  /** Of inputs only whole rows are shown, so that each stands above its own reconstruction. */
  #used(): number {
    const { count } = this.rows;
    return this.isGenerator || count < rowLength ? count : count - (count % rowLength);
  }

  #inputs(): Tensor {
    if (this.rows.count === 0) {
      const size = this.#shape.reduce((product, length) => product * length, this.#count);
      this.rows.take(this.#options.tf.tensor(standardNormal(size), [this.#count, ...this.#shape]));
    }
    return this.rows.tensor(this.#used());
  }

  #thumbnails(values: ArrayLike<number>, count: number): Thumbnails {
    const shown = this.isGenerator ? values : this.rows.values(this.#used());
    this.#range ??= pixelRange(lastActivation(this.#options.model), shown);
    return toThumbnails({ ...this.pictures, values, count }, this.#range);
  }

  #frameOf(at: Moment, count: number, { width, height, bytes }: Thumbnails): SampleFrame {
    return {
      kind: 'samples',
      at: { ...at, model: this.name },
      name: this.name,
      origin: this.#options.origin,
      width,
      height,
      channels: this.pictures.channels,
      count,
      columns: Math.min(rowLength, this.#used()),
      bytes,
    };
  }
}

/** Encoder and decoder as they are, for programs that keep them apart. */
function pairOf(encoder: LayersModel, { model, predict }: SampleSourceOptions): Codec {
  return {
    encode: (inputs) => predict.call(encoder, inputs) as Tensor,
    decode: (codes) => predict.call(model, codes) as Tensor,
  };
}

/** A row of eight inputs, below it the same eight as the model gives them back, and so on. */
function inTurn(inputs: Uint8Array, outputs: Uint8Array, count: number): Uint8Array {
  const size = inputs.length / count;
  const both = new Uint8Array(inputs.length + outputs.length);
  let at = 0;
  for (let from = 0; from < count; from += rowLength) {
    for (const part of [inputs, outputs]) {
      const row = part.subarray(from * size, Math.min(count, from + rowLength) * size);
      both.set(row, at);
      at += row.length;
    }
  }
  return both;
}

/** Eight steps from each second code [n, …] to the one after it. */
function stepsBetween(codes: Tensor, walk: typeof straightWalk): Float32Array[] {
  const values = codes.dataSync() as Float32Array;
  const size = codes.shape.slice(1).reduce((product, length) => product * length, 1);
  const count = values.length / size;
  const pairs = Math.min(walkPairs, Math.floor(count / 2));
  const code = (index: number): Float32Array => values.subarray(index * size, (index + 1) * size);
  return Array.from({ length: pairs }, (_, pair) =>
    walk(code(2 * pair), code(2 * pair + 1), rowLength),
  ).flat();
}
