import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { TensorFlowLocation, TensorFlowOrigin } from '../../protocol/engine.ts';
import type { TensorFlowCandidate, TensorFlowSearch } from '../../protocol/tensorFlow.ts';
import { inspectLibrary, type FoundLibrary, type Inspection } from './inspectLibrary.ts';
import { linkLibrary } from './linkLibrary.ts';
import { thisMachine, type Machine } from './machine.ts';
import { pythonFolders } from './pythonFolders.ts';

export interface FindTensorFlowOptions {
  /** The setting `deepLearning.tensorflow.path`: empty, or an absolute path; `~` stands for the home folder. */
  setting: string;
  /** Where *Install TensorFlow Runtime* puts its runtime. */
  installFolder: string;
  /** Folder of ours in which the links are made. */
  linkRoot: string;
  /** Aborted, the search ends with what it has found so far. */
  signal?: AbortSignal;
  machine?: Machine;
}

interface Place {
  origin: TensorFlowOrigin;
  inspection: Inspection;
}

/**
 * Looks for a TensorFlow library: in the folder of the setting, in what we installed, and in the Pythons of this machine.
 * Nothing is loaded or downloaded. The first that fits gets a link folder and is `location`. What is wrong with a
 * candidate is told as its `problem`; nothing is thrown for it.
 */
export async function findTensorFlow(options: FindTensorFlowOptions): Promise<TensorFlowSearch> {
  const machine = options.machine ?? thisMachine();
  const search: TensorFlowSearch = { candidates: [] };
  for await (const { origin, inspection } of placesOf(options, machine)) {
    if (inspection.problem) {
      search.candidates.push({ origin, folder: inspection.folder, problem: inspection.problem });
      continue;
    }
    const { library } = inspection;
    const candidate: TensorFlowCandidate = { origin, folder: library.folder };
    search.candidates.push(candidate);
    if (search.location) continue;
    const linked = await linkLibrary(library, options.linkRoot, machine.platform);
    if (linked.problem) candidate.problem = linked.problem;
    else search.location = candidate.location = await locationOf(origin, library, linked.folder);
  }
  return search;
}

async function* placesOf(options: FindTensorFlowOptions, machine: Machine): AsyncGenerator<Place> {
  const { setting, installFolder, signal } = options;
  const named = setting.trim();
  if (named !== '') yield { origin: 'setting', inspection: await inspectSetting(named, machine) };
  if (signal?.aborted) return;
  const installed = await inspectLibrary(installFolder, machine);
  // Nothing installed is no problem of the installation's.
  const isEmpty = ['not-found', 'no-library'].includes(installed.problem?.code ?? '');
  if (!isEmpty) yield { origin: 'installed', inspection: installed };
  const seen = new Set<string>();
  for (const folder of await pythonFolders(machine, signal)) {
    if (signal?.aborted) return;
    const inspection = await inspectLibrary(folder, machine);
    // Most folders of a Python have no TensorFlow, and that is fine.
    if (['not-found', 'no-library'].includes(inspection.problem?.code ?? '')) continue;
    const found = inspection.problem ? inspection.folder : inspection.library.folder;
    if (!seen.has(found)) yield { origin: 'python', inspection };
    seen.add(found);
  }
}

function inspectSetting(named: string, machine: Machine): Promise<Inspection> {
  const folder = /^~(?=$|[\\/])/.test(named) ? join(machine.home, named.slice(1)) : named;
  if (isAbsolute(folder)) return inspectLibrary(resolve(folder), machine);
  return Promise.resolve({ folder, problem: { code: 'not-found', folder } });
}

async function locationOf(
  origin: TensorFlowOrigin,
  library: FoundLibrary,
  linkFolder: string,
): Promise<TensorFlowLocation> {
  return {
    origin,
    folder: library.folder,
    linkFolder,
    libraryFolders: [linkFolder, dirname(library.main), ...(await cudaFolders(library.folder))],
    ...(library.version !== undefined && { version: library.version }),
  };
}

/** A CUDA build from pip finds its CUDA libraries in packages beside it: `site-packages/nvidia/cudnn/lib`, … */
async function cudaFolders(folder: string): Promise<string[]> {
  if (basename(folder) !== 'tensorflow') return [];
  const nvidia = join(dirname(folder), 'nvidia');
  const names = await readdir(nvidia).catch(() => []);
  const folders = names.sort().map((name) => join(nvidia, name, 'lib'));
  const isThere = await Promise.all(
    folders.map((each) =>
      stat(each).then(
        () => true,
        () => false,
      ),
    ),
  );
  return folders.filter((_, index) => isThere[index]);
}
