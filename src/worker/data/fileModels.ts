import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { io } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

const scheme = 'file://';

type Router = Parameters<typeof io.registerLoadRouter>[0];

/**
 * Lets models be saved to and loaded from files on every engine, as tfjs-node does: `model.save('file:///folder')` and
 * `tf.loadLayersModel('file:///folder/model.json')`. Paths may be relative to the learner's folder (`file://./folder`).
 * An engine that brings this along keeps its own.
 */
export function registerFileModels({ io }: TensorFlow): void {
  const handler = (url: string | string[]): io.IOHandler | null =>
    typeof url === 'string' && url.startsWith(scheme) ? createHandler(pathOf(url)) : null;
  if (io.getSaveHandlers(scheme).length === 0) io.registerSaveRouter(handler as Router);
  if (io.getLoadHandlers(scheme).length === 0) io.registerLoadRouter(handler as Router);
}

/** `file://` with an absolute path as URLs have it, or followed by a path as people write it. */
function pathOf(url: string): string {
  const rest = url.slice(scheme.length);
  const isUrl = rest.startsWith('/') && (process.platform === 'win32' || rest.includes('%'));
  return path.resolve(isUrl ? fileURLToPath(url) : rest);
}

function createHandler(target: string): io.IOHandler {
  return {
    save: (artifacts) => saveModel(target, artifacts),
    load: () => loadModel(target),
  };
}

/** Writes `model.json` and `weights.bin` into the folder, which is made if need be. */
async function saveModel(folder: string, artifacts: io.ModelArtifacts): Promise<io.SaveResult> {
  const { weightData, weightSpecs = [], ...rest } = artifacts;
  const weights = weightData === undefined ? new ArrayBuffer(0) : weightData;
  const bytes = Buffer.concat([weights].flat().map((part) => new Uint8Array(part)));
  const model = { ...rest, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'weights.bin'), bytes);
  await writeFile(path.join(folder, 'model.json'), JSON.stringify(model));
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
}

/** @param target `model.json`, or the folder it is in */
async function loadModel(target: string): Promise<io.ModelArtifacts> {
  const file = target.endsWith('.json') ? target : path.join(target, 'model.json');
  const { weightsManifest, ...artifacts } = JSON.parse(await readFile(file, 'utf8')) as io.ModelJSON;
  const paths = weightsManifest.flatMap((group) => group.paths);
  const parts = await Promise.all(paths.map((name) => readFile(path.join(path.dirname(file), name))));
  return {
    ...artifacts,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(Buffer.concat(parts)).buffer,
  };
}
