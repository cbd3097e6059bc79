/** What manifest.json beside an embedded data set says, as far as the loader needs it. */
export interface DatasetManifest {
  readonly formatVersion: 1;
  readonly id: string;
  /** By locale; `en` is always there. */
  readonly title: Readonly<Record<string, string>>;
  readonly classNames: readonly string[];
  readonly source: { readonly package: string; readonly version: string };
  readonly licence: { readonly id: string };
  readonly attribution: string;
  readonly baseline: { readonly method: string; readonly accuracy: number };
  readonly arrays: Readonly<Record<string, StoredArray>>;
  readonly data: StoredData;
}

/** One row-major array inside the decompressed file. */
export interface StoredArray {
  readonly dtype: 'uint8';
  readonly shape: readonly number[];
  readonly byteOffset: number;
}

export interface StoredData {
  /** A plain file name in the same folder. */
  readonly file: string;
  readonly encoding: 'brotli';
  /** SHA-256 of the compressed file, in hexadecimal. */
  readonly sha256: string;
  readonly decodedBytes: number;
}

export const supportedFormatVersion = 1;

export type ManifestReading =
  | { readonly kind: 'read'; readonly manifest: DatasetManifest }
  | { readonly kind: 'newer'; readonly formatVersion: number }
  | { readonly kind: 'damaged'; readonly reason: string };

/** Reads manifest.json. Keys it does not know are left alone; every key it uses is checked. */
export function readManifest(text: string): ManifestReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'damaged', reason: 'not JSON' };
  }
  if (!isRecord(json) || !isCount(json.formatVersion)) return { kind: 'damaged', reason: 'no formatVersion' };
  // Asked first: a newer format may have changed everything else.
  if (json.formatVersion > supportedFormatVersion)
    return { kind: 'newer', formatVersion: json.formatVersion };
  const wrong = Object.entries(checks).find(([key, check]) => !check(json[key]));
  if (wrong) return { kind: 'damaged', reason: `"${wrong[0]}" is not valid` };
  return { kind: 'read', manifest: json as unknown as DatasetManifest };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isArrayOf = (value: unknown, check: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(check);

/** One check a key, so that a key added to DatasetManifest without one does not compile. */
const checks: Readonly<Record<keyof DatasetManifest, (value: unknown) => boolean>> = {
  formatVersion: (value) => value === supportedFormatVersion,
  id: isText,
  title: (value) => isRecord(value) && isText(value.en) && Object.values(value).every(isText),
  classNames: (value) => isArrayOf(value, isText),
  source: (value) => isRecord(value) && isText(value.package) && isText(value.version),
  licence: (value) => isRecord(value) && isText(value.id),
  attribution: isText,
  baseline: (value) => isRecord(value) && isText(value.method) && typeof value.accuracy === 'number',
  arrays: (value) => isRecord(value) && Object.values(value).every(isStoredArray),
  data: (value) =>
    isRecord(value) &&
    isText(value.file) &&
    /^[\w-][\w.-]*$/.test(value.file) &&
    value.encoding === 'brotli' &&
    isText(value.sha256) &&
    isCount(value.decodedBytes),
};

function isStoredArray(value: unknown): boolean {
  return (
    isRecord(value) && value.dtype === 'uint8' && isArrayOf(value.shape, isCount) && isCount(value.byteOffset)
  );
}
