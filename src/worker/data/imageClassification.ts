import type * as tfjs from '@tensorflow/tfjs';
import { DatasetError } from './datasetError.ts';
import type { DatasetOptions, ImageClassificationDataset, ImageClassificationSplit } from './datasetTypes.ts';
import { damaged, type StoredDataset } from './readDataset.ts';

/** The few functions of TensorFlow.js needed to make tensors; the running engine's own module is passed in. */
export type TensorFactory = Pick<typeof tfjs, 'tensor1d' | 'tensor2d' | 'tensor4d' | 'tidy'>;

type SplitName = 'train' | 'test';

/** One split checked and cut to size, still without tensors. */
interface StoredSplit {
  readonly shape: readonly [size: number, height: number, width: number, channels: number];
  /** uint8 pixels, row-major. */
  readonly images: Uint8Array;
  /** One class number a sample. */
  readonly labels: Uint8Array;
}

/**
 * Makes the tensors of a data set of images with one class each.
 *
 * @throws DatasetError `dataset-option` if more samples are asked for than there are, `dataset-damaged` if shapes
 *   or labels contradict each other; no tensor is left behind then
 */
export function createImageClassification<Name extends string>(
  tf: TensorFactory,
  name: Name,
  stored: StoredDataset,
  options: DatasetOptions,
): ImageClassificationDataset<Name> {
  const { manifest } = stored;
  const classCount = manifest.classNames.length;
  const trainStored = takeSplit(name, stored, 'train', options.train);
  const testStored = takeSplit(name, stored, 'test', options.test);
  const { train, test } = tf.tidy(() => ({
    train: createSplit(tf, trainStored, classCount),
    test: createSplit(tf, testStored, classCount),
  }));
  return {
    name,
    classNames: manifest.classNames,
    train,
    test,
    card: {
      title: manifest.title.en ?? name,
      source: `${manifest.source.package}@${manifest.source.version}`,
      licence: manifest.licence.id,
      attribution: manifest.attribution,
      baseline: { method: manifest.baseline.method, accuracy: manifest.baseline.accuracy },
    },
    dispose: () => {
      for (const { xs, labels, ys } of [train, test]) for (const tensor of [xs, labels, ys]) tensor.dispose();
    },
  };
}

function takeSplit(
  name: string,
  stored: StoredDataset,
  split: SplitName,
  asked: number | undefined,
): StoredSplit {
  const images = stored.array(`${split}.images`);
  const labels = stored.array(`${split}.labels`);
  const [limit, height, width, channels, ...more] = images.shape;
  if (
    limit === undefined ||
    height === undefined ||
    width === undefined ||
    channels === undefined ||
    more.length > 0
  ) {
    throw damaged(name, 'manifest.json', `${split}.images must be [size, height, width, channels]`);
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== limit) {
    throw damaged(name, 'manifest.json', `${split}.labels must be [${limit}]`);
  }
  const classCount = stored.manifest.classNames.length;
  if (labels.bytes.some((label) => label >= classCount)) {
    throw damaged(name, stored.manifest.data.file, `${split}.labels has a class without a name`);
  }
  const size = asked ?? limit;
  if (!Number.isInteger(size) || size < 1 || size > limit) {
    throw new DatasetError('dataset-option', name, { split, asked: String(asked), limit });
  }
  return {
    shape: [size, height, width, channels],
    images: images.bytes.subarray(0, size * height * width * channels),
    labels: labels.bytes.subarray(0, size),
  };
}

function createSplit(tf: TensorFactory, { shape, images, labels }: StoredSplit, classCount: number) {
  const [size, height, width, channels] = shape;
  return {
    xs: tf.tensor4d(toUnitRange(images), [size, height, width, channels]),
    labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
    ys: tf.tensor2d(oneHot(labels, classCount), [size, classCount]),
    size,
  } satisfies ImageClassificationSplit;
}

/** v / 255 for every v, rounded to float32 once: a look-up is several times faster than dividing each pixel. */
const unitRange = Float32Array.from({ length: 256 }, (_, value) => value / 255);

function toUnitRange(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) values[index] = unitRange[bytes[index] ?? 0] ?? 0;
  return values;
}

function oneHot(labels: Uint8Array, classCount: number): Float32Array {
  const values = new Float32Array(labels.length * classCount);
  labels.forEach((label, index) => (values[index * classCount + label] = 1));
  return values;
}
