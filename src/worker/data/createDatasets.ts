import { DatasetError } from './datasetError.ts';
import type { DatasetName, DatasetOptions, Datasets, LoadDataset } from './datasetTypes.ts';
import { createImageClassification, type TensorFactory } from './imageClassification.ts';
import { readDataset, type StoredDataset } from './readDataset.ts';

type Builders = {
  readonly [Name in DatasetName]: (
    tf: TensorFactory,
    stored: StoredDataset,
    options: DatasetOptions,
  ) => Datasets[Name];
};

/** A data set added to `Datasets` without an entry here does not compile. */
const builders: Builders = {
  mnist: (tf, stored, options) => createImageClassification(tf, 'mnist', stored, options),
};

/** The names `dataset()` accepts, in alphabetical order. */
export const datasetNames: readonly string[] = Object.keys(builders).sort();

/**
 * Builds the `dataset` function that learner code imports.
 *
 * @param tf the running engine's TensorFlow.js; tensors are made with it and with nothing else
 * @param folder absolute path of the embedded data sets, one folder each
 */
export function createDatasets({ tf, folder }: { tf: TensorFactory; folder: string }): LoadDataset {
  return async <Name extends DatasetName>(
    name: Name,
    options: DatasetOptions = {},
  ): Promise<Datasets[Name]> => {
    // The name is text from learner code: only a known one may become part of a path.
    if (!Object.hasOwn(builders, name)) {
      throw new DatasetError('unknown-dataset', name, { available: datasetNames.join(', ') });
    }
    return builders[name](tf, await readDataset(folder, name), options);
  };
}
