import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openPromise } from 'yauzl';
import { InstallFailure } from './installFailure.ts';
import { readTar } from './readTar.ts';
import { systemCode } from './systemCode.ts';

export interface UnpackOptions {
  /** A wheel, a `.zip` or a `.tar.gz`. */
  archive: string;
  /** New; gets `lib` with the libraries, and the licences beside it. */
  folder: string;
  signal: AbortSignal;
  onProgress: (doneBytes: number) => void;
}

/** The shared libraries of TensorFlow's C API, whatever folder of the archive they are in. */
const libraryName = /^(lib)?tensorflow(_cc|_framework)?(\.[\d.]+)?\.(so|dylib|dll)(\.[\d.]+)?$/;
const libraryFolder = /^(lib|tensorflow)$/;
const licenceName = /^(LICENSE|THIRD_PARTY_TF_C_LICENSES|THIRD_PARTY_NOTICES\.txt)$/;
const licenceFolder = /^$|^tensorflow(\/include)?$|^include\/tensorflow(\/c)?$/;

/**
 * Takes the libraries and their licences out of an archive and leaves the rest of it. Names in the archive choose from
 * a fixed set and never lead anywhere else.
 * @throws InstallFailure `cannot-unpack`; what the disk throws; the reason of an abort
 */
export async function unpackRuntime(options: UnpackOptions): Promise<void> {
  await mkdir(join(options.folder, 'lib'), { recursive: true });
  try {
    await (options.archive.endsWith('.tar.gz') ? unpackTar(options) : unpackZip(options));
  } catch (thrown) {
    options.signal.throwIfAborted();
    const isOfDisk = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(
      systemCode(thrown) ?? '',
    );
    if (isOfDisk) throw thrown;
    throw new InstallFailure({
      code: 'cannot-unpack',
      detail: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
}

/** Where an entry goes, or `undefined` when it is not needed. */
function placeOf(name: string, folder: string): string | undefined {
  const file = basename(name);
  const parent = name.slice(0, -file.length).replace(/\/$/, '');
  if (libraryFolder.test(parent) && libraryName.test(file)) return join(folder, 'lib', file);
  if (licenceFolder.test(parent) && licenceName.test(file)) return join(folder, file);
  return undefined;
}

async function unpackTar({ archive, folder, signal, onProgress }: UnpackOptions): Promise<void> {
  const bytes = createReadStream(archive, { signal });
  const unzipped = bytes.pipe(createGunzip());
  bytes.on('error', (error) => unzipped.destroy(error));
  const count = counter(onProgress);
  try {
    for await (const entry of readTar(unzipped as AsyncIterable<Buffer>)) {
      const place = placeOf(entry.name, folder);
      if (place === undefined) continue;
      if (entry.kind === 'file')
        await pipeline(Readable.from(entry.content), count(), createWriteStream(place), { signal });
      // `libtensorflow.so.2` → `libtensorflow.so.2.18.0`; only within the folder.
      const target = basename(entry.linkTarget);
      if (entry.kind === 'link' && libraryName.test(target)) await symlink(target, place);
    }
  } finally {
    bytes.destroy();
    unzipped.destroy();
  }
}

async function unpackZip({ archive, folder, signal, onProgress }: UnpackOptions): Promise<void> {
  const zip = await openPromise(archive);
  const count = counter(onProgress);
  try {
    for await (const entry of zip.eachEntry()) {
      const place = placeOf(entry.fileName, folder);
      if (place === undefined) continue;
      const content = await zip.openReadStreamPromise(entry);
      await pipeline(content, count(), createWriteStream(place), { signal });
    }
  } finally {
    zip.close();
  }
}

/** Passes bytes through, and tells how many have passed in all. */
function counter(onProgress: (doneBytes: number) => void): () => Transform {
  let done = 0;
  return () =>
    new Transform({
      transform(chunk: Buffer, _encoding, callback) {
        done += chunk.length;
        onProgress(done);
        callback(null, chunk);
      },
    });
}
