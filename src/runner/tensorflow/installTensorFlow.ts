import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { InstallPlan, InstallProblem, InstallProgress } from '../../protocol/tensorFlow.ts';
import { freeBytes } from './diskSpace.ts';
import { downloadArchive } from './downloadArchive.ts';
import { hashFile } from './hashFile.ts';
import { inspectLibrary } from './inspectLibrary.ts';
import { InstallFailure, installProblemOf } from './installFailure.ts';
import { takeInstallLock, type InstallLock } from './installLock.ts';
import type { Machine } from './machine.ts';
import { pipDownload } from './pipDownload.ts';
import { noteName } from './readVersion.ts';
import type { Runtime } from './runtimes.ts';
import { unpackRuntime } from './unpackRuntime.ts';

export interface InstallOptions {
  plan: InstallPlan;
  runtime: Runtime;
  /** Where the runtime goes; its neighbours `.NAME-*` hold what is being fetched. */
  installFolder: string;
  machine: Machine;
  signal: AbortSignal;
  onProgress: (progress: InstallProgress) => void;
  /** See `downloadArchive`. */
  retryPausesMs?: readonly number[];
}

/**
 * Fetches a TensorFlow runtime, verifies it, and puts it in place as a whole: until the last step, a rename, what was
 * installed before stays as it is. Answers with what went wrong, or with nothing. A download that broke off is kept for
 * the next attempt; everything else that is half-done is removed, by the next attempt where this process was killed.
 */
export async function installTensorFlow(options: InstallOptions): Promise<InstallProblem | undefined> {
  const { installFolder, signal } = options;
  return underLock(installFolder, signal, async (lock) => {
    await removeLeftovers(installFolder, options.runtime);
    await requireSpace(options);
    const staging = await mkdtemp(beside(installFolder, 'staging-'));
    try {
      const archive = await fetchArchive(options, staging);
      await verify(options, archive);
      const unpacked = join(staging, 'unpacked');
      await unpack(options, archive, unpacked);
      signal.throwIfAborted();
      if (!(await lock.isHeld())) throw new InstallFailure({ code: 'busy' });
      await putInPlace(unpacked, installFolder, staging);
      await rm(partialFile(options), { force: true });
    } catch (thrown) {
      if (!canContinue(thrown, signal)) await rm(partialFile(options), { force: true });
      throw thrown;
    } finally {
      await rm(staging, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

/** What has arrived is kept for a connection that comes back; not for someone who wants it no longer, nor on a full disk. */
function canContinue(thrown: unknown, signal: AbortSignal): boolean {
  return thrown instanceof InstallFailure && thrown.problem.code === 'offline' && !signal.aborted;
}

/** Removes what was installed, and what attempts have left. Answers with what went wrong, or with nothing. */
export async function removeTensorFlow(installFolder: string): Promise<InstallProblem | undefined> {
  return underLock(installFolder, undefined, async () => {
    // Renamed first: where a file of it is open on Windows, this fails before anything is gone.
    const away = beside(installFolder, `staging-${Date.now()}`);
    await rename(installFolder, away).catch((thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    });
    await removeLeftovers(installFolder);
  });
}

async function underLock(
  installFolder: string,
  signal: AbortSignal | undefined,
  work: (lock: InstallLock) => Promise<void>,
): Promise<InstallProblem | undefined> {
  let lock: InstallLock | undefined;
  try {
    lock = await takeInstallLock(beside(installFolder, 'lock'));
    if (!lock) return { code: 'busy' };
    await work(lock);
    return undefined;
  } catch (thrown) {
    return installProblemOf(thrown, dirname(installFolder), signal);
  } finally {
    await lock?.release();
  }
}

/** A neighbour of the folder, on the same disk, so that a rename is all it takes. */
function beside(installFolder: string, name: string): string {
  return join(dirname(installFolder), `.${basename(installFolder)}-${name}`);
}

/** Named after its content, so that a part of one archive is never continued with another. */
function partialFile({ installFolder, runtime }: Pick<InstallOptions, 'installFolder' | 'runtime'>): string {
  const ending = runtime.kind === 'archive' && runtime.url.endsWith('.zip') ? 'zip' : 'tar.gz';
  return beside(installFolder, `part-${runtime.sha256.slice(0, 16)}.${ending}`);
}

/** What killed processes have left; under the lock nobody else uses it. The part of `wanted` is kept, to be continued. */
async function removeLeftovers(installFolder: string, wanted?: Runtime): Promise<void> {
  const part = wanted && basename(partialFile({ installFolder, runtime: wanted }));
  const prefixes = ['staging-', 'part-'].map((name) => basename(beside(installFolder, name)));
  for (const name of await readdir(dirname(installFolder))) {
    if (name === part || !prefixes.some((prefix) => name.startsWith(prefix))) continue;
    await rm(join(dirname(installFolder), name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** For the download and what is unpacked from it, with a tenth to spare. pip keeps its download twice for a moment. */
async function requireSpace({ plan, installFolder }: InstallOptions): Promise<void> {
  const free = await freeBytes(installFolder);
  const copies = plan.route === 'pip' ? 2 : 1;
  const needed = Math.max(plan.downloadBytes * copies, plan.downloadBytes + plan.diskBytes) * 1.1;
  if (free === undefined || free >= needed) return;
  throw new InstallFailure({
    code: 'disk-full',
    folder: dirname(installFolder),
    neededMb: Math.ceil(needed / 1e6),
    freeMb: Math.floor(free / 1e6),
  });
}

async function fetchArchive(options: InstallOptions, staging: string): Promise<string> {
  const { plan, runtime, machine, signal, onProgress } = options;
  const report = (doneBytes: number, totalBytes = plan.downloadBytes): void =>
    onProgress({ stage: 'download', doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
  report(0);
  if (runtime.kind === 'wheel') {
    const pip = { python: plan.source, runtime, folder: staging, env: machine.env, signal };
    return pipDownload({ ...pip, onProgress: report });
  }
  const file = partialFile(options);
  const { retryPausesMs } = options;
  const how = { url: runtime.url, file, signal, ...(retryPausesMs && { retryPausesMs }) };
  await downloadArchive({ ...how, onProgress: report });
  return file;
}

async function verify({ plan, runtime, signal, onProgress }: InstallOptions, archive: string): Promise<void> {
  const totalBytes = plan.downloadBytes;
  const sha256 = await hashFile(archive, signal, (doneBytes) =>
    onProgress({ stage: 'verify', doneBytes, totalBytes }),
  );
  if (sha256 !== runtime.sha256) throw new InstallFailure({ code: 'wrong-checksum', source: plan.source });
}

/** Unpacks beside, and looks at the result as at any other TensorFlow: what would not be found is not installed. */
async function unpack(options: InstallOptions, archive: string, folder: string): Promise<void> {
  const { plan, runtime, machine, signal, onProgress } = options;
  const totalBytes = plan.diskBytes;
  await unpackRuntime({
    archive,
    folder,
    signal,
    onProgress: (doneBytes) =>
      onProgress({ stage: 'unpack', doneBytes: Math.min(doneBytes, totalBytes), totalBytes }),
  });
  const { version, licence, sha256 } = runtime;
  const origin = runtime.kind === 'archive' ? runtime.url : `${runtime.project}==${version}`;
  await writeFile(
    join(folder, noteName),
    `${JSON.stringify({ version, licence, sha256, origin }, null, 2)}\n`,
  );
  const { problem } = await inspectLibrary(folder, machine);
  if (problem) throw new InstallFailure({ code: 'cannot-unpack', detail: problem.code });
}

/** The old one steps aside, and comes back if the new one cannot take its place. */
async function putInPlace(unpacked: string, installFolder: string, staging: string): Promise<void> {
  const previous = join(staging, 'previous');
  const hadOne = await rename(installFolder, previous).then(
    () => true,
    (thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw thrown;
    },
  );
  try {
    await mkdir(dirname(installFolder), { recursive: true });
    await rename(unpacked, installFolder);
  } catch (thrown) {
    if (hadOne) await rename(previous, installFolder);
    throw thrown;
  }
}
