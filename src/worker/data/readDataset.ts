import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { DatasetError } from './datasetError.ts';
import { readManifest, supportedFormatVersion, type DatasetManifest } from './datasetManifest.ts';

const decompress = promisify(brotliDecompress);

const manifestFile = 'manifest.json';

/** An embedded data set as it is stored: bytes, not tensors yet. */
export interface StoredDataset {
  readonly manifest: DatasetManifest;
  /** @throws DatasetError `dataset-damaged` if the file does not hold that array whole */
  array(name: string): { readonly shape: readonly number[]; readonly bytes: Uint8Array };
}

/**
 * Reads `folder/name` and verifies it: the SHA-256 of the compressed file and the length of its content.
 *
 * @throws DatasetError `dataset-damaged` or `dataset-newer`
 */
export async function readDataset(folder: string, name: string): Promise<StoredDataset> {
  const manifest = parse(name, await read(name, folder, manifestFile));
  const content = await unpack(name, manifest, await read(name, folder, manifest.data.file));
  return {
    manifest,
    array: (key) => {
      const stored = Object.hasOwn(manifest.arrays, key) ? manifest.arrays[key] : undefined;
      if (!stored) throw damaged(name, manifestFile, `no array "${key}"`);
      const end = stored.byteOffset + stored.shape.reduce((product, length) => product * length, 1);
      if (end > content.length) throw damaged(name, manifestFile, `array "${key}" is longer than the file`);
      return { shape: stored.shape, bytes: content.subarray(stored.byteOffset, end) };
    },
  };
}

/** A file that should have come with the extension and did not, or not unharmed. */
export function damaged(name: string, file: string, cause: unknown): DatasetError {
  return new DatasetError('dataset-damaged', name, { file }, cause);
}

async function read(name: string, folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(path.join(folder, name, file));
  } catch (error) {
    throw damaged(name, file, error);
  }
}

function parse(name: string, bytes: Buffer): DatasetManifest {
  const reading = readManifest(bytes.toString('utf8'));
  switch (reading.kind) {
    case 'read':
      if (reading.manifest.id !== name)
        throw damaged(name, manifestFile, `it describes "${reading.manifest.id}"`);
      return reading.manifest;
    case 'newer':
      throw new DatasetError('dataset-newer', name, {
        formatVersion: reading.formatVersion,
        supported: supportedFormatVersion,
      });
    case 'damaged':
      throw damaged(name, manifestFile, reading.reason);
  }
}

async function unpack(name: string, { data }: DatasetManifest, bytes: Buffer): Promise<Uint8Array> {
  if (createHash('sha256').update(bytes).digest('hex') !== data.sha256) {
    throw damaged(name, data.file, 'its SHA-256 is not the one in the manifest');
  }
  try {
    // One byte of room, so that a longer content than announced is noticed and not just cut.
    const content = await decompress(bytes, { maxOutputLength: data.decodedBytes + 1 });
    if (content.length === data.decodedBytes) return content;
  } catch (error) {
    throw damaged(name, data.file, error);
  }
  throw damaged(name, data.file, 'its content is not as long as the manifest says');
}
