/**
 * Why a data set did not load.
 * - `unknown-dataset`: there is none of that name; `values.available` lists those there are.
 * - `dataset-option`: `values.split` was asked for `values.asked` samples, but must be 1 to `values.limit`.
 * - `dataset-damaged`: a file is missing or not as it was published; `values.file` names it.
 * - `dataset-newer`: written for a newer version of this extension; `values.formatVersion` and `values.supported`.
 */
export type DatasetErrorCode = 'unknown-dataset' | 'dataset-option' | 'dataset-damaged' | 'dataset-newer';

/** A failure the learner can act on. The host translates it by `code` and `values`; `message` is plain English. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';

  constructor(
    readonly code: DatasetErrorCode,
    readonly dataset: string,
    readonly values: Readonly<Record<string, string | number>>,
    cause?: unknown,
  ) {
    super(sentence(code, dataset, values), cause === undefined ? undefined : { cause });
  }
}

function sentence(
  code: DatasetErrorCode,
  dataset: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const value = (key: string) => String(values[key] ?? '?');
  switch (code) {
    case 'unknown-dataset':
      return `There is no data set called "${dataset}". There are: ${value('available')}.`;
    case 'dataset-option':
      return `dataset('${dataset}') was asked for ${value('asked')} ${value('split')} samples; it must be a whole number from 1 to ${value('limit')}.`;
    case 'dataset-damaged':
      return `The file ${value('file')} of the data set "${dataset}" is missing or damaged. Reinstalling the extension restores it.`;
    case 'dataset-newer':
      return `The data set "${dataset}" was made for a newer version of this extension (format ${value('formatVersion')}, this one reads up to ${value('supported')}). Updating the extension helps.`;
  }
}
