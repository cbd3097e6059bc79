import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FoundNode, TensorFlowLocation } from '../../protocol/engine.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';
import { platformName, shippedFolderOf, withTensorFlow, type EngineLaunch } from './engineLaunch.ts';

/** What engines need from this computer, as far as it was found. */
export interface EngineParts {
  tensorflow?: TensorFlowLocation;
  node?: FoundNode;
  /** What was found in place of a Node ≥ 20. */
  tooOldNode?: string;
}

/** How an engine is started with these parts, or which of them is missing: said without starting a process. */
export async function launchWith(
  id: EngineId,
  parts: EngineParts,
  { workerFolder, ordinary }: { workerFolder: string; ordinary: EngineLaunch },
): Promise<EngineLaunch | EngineProblem> {
  const shipped = shippedFolderOf(id, workerFolder);
  if (shipped !== undefined && !(await holdsAddOn(shipped)))
    return { code: 'not-shipped', platform: platformName() };
  switch (id) {
    case 'native':
      return parts.tensorflow ? withTensorFlow(ordinary, parts.tensorflow) : { code: 'no-tensorflow' };
    case 'webgpu':
      if (!parts.node)
        return { code: 'no-node', ...(parts.tooOldNode === undefined ? {} : { found: parts.tooOldNode }) };
      return { nodePath: parts.node.path, env: {} };
    case 'wasm':
    case 'cpu':
      return ordinary;
  }
}

async function holdsAddOn(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith('.node'));
}

/** A file and when it was last changed; null when it is not there. */
export type FileStamp = readonly [file: string, modifiedMs: number | null];

/** The files that findings depend on: when one of them changes, they are out of date. */
export async function stampsOf(parts: EngineParts, workerFolder: string): Promise<FileStamp[]> {
  const { tensorflow, node } = parts;
  // The links have the libraries' own times; a folder's time changes with whatever is put beside them.
  const linked = tensorflow ? await readdir(tensorflow.linkFolder).catch(() => []) : [];
  const files = [
    path.join(workerFolder, 'main.cjs'),
    ...linked.map((name) => path.join(tensorflow?.linkFolder ?? '', name)),
    ...(node ? [node.path] : []),
  ];
  return Promise.all(files.map(async (file): Promise<FileStamp> => [file, await modifiedMs(file)]));
}

async function modifiedMs(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
