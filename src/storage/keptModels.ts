import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../base/assert.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import { replaceFile } from './replaceFile.ts';
import { systemCodeOf } from './storageError.ts';

/** In a run's folder: one folder a model, each as `tf.loadLayersModel` reads it. */
const modelsFolder = 'models';
const description = 'model.json';

/** A model of a run whose weights were kept. */
export interface KeptModelFolder {
  model: string;
  folder: string;
}

/** A model's name as a folder's: what file systems cannot take is spelled as in a URL, and dots do not lead. */
export function folderName(model: string): string {
  return encodeURIComponent(model).replace(/[.*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/**
 * Keeps a model in its run's folder, in the place of the one before. Weights get a file of their own each time, and
 * `model.json` names the one that belongs to it: whatever is interrupted, what is there fits together.
 *
 * @param runFolder made if need be
 */
export async function keepModel(runFolder: string, checkpoint: Checkpoint): Promise<void> {
  const folder = join(runFolder, modelsFolder, folderName(checkpoint.model));
  await mkdir(folder, { recursive: true });
  const weightsFile = `weights-${randomBytes(4).toString('hex')}.bin`;
  await replaceFile(join(folder, weightsFile), new Uint8Array(checkpoint.weights), { durable: false });
  const text = describe(checkpoint, weightsFile);
  await replaceFile(join(folder, description), text, { durable: false });
  const old = (await readdir(folder)).filter((name) => /\.bin$/.test(name) && name !== weightsFile);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/** TensorFlow.js's layers model format. */
function describe(checkpoint: Checkpoint, weightsFile: string): string {
  const { topology, weightSpecs, model, epoch, updates } = checkpoint;
  return JSON.stringify({
    format: 'layers-model',
    generatedBy: 'deep-learning-lessons',
    convertedBy: null,
    modelTopology: topology,
    userDefinedMetadata: { model, epoch, updates },
    weightsManifest: [{ paths: [weightsFile], weights: weightSpecs }],
  });
}

/** The kept models of a run; none when there are none. */
export async function keptModelsOf(runFolder: string): Promise<KeptModelFolder[]> {
  const parent = join(runFolder, modelsFolder);
  try {
    const names = (await readdir(parent)).sort();
    return names.map((name) => ({ model: decodeURIComponent(name), folder: join(parent, name) }));
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}

/** Frees the space that kept models take. */
export async function forgetModels(runFolder: string): Promise<void> {
  await rm(join(runFolder, modelsFolder), { recursive: true, force: true });
}

/** Copies a kept model to where a person wants it, as `model.json` and `weights.bin`. @returns the path of model.json */
export async function exportModel(kept: KeptModelFolder, target: string): Promise<string> {
  const model: unknown = JSON.parse(await readFile(join(kept.folder, description), 'utf8'));
  const weightsFile = weightsFileOf(model);
  await mkdir(target, { recursive: true });
  await copyFile(join(kept.folder, weightsFile), join(target, 'weights.bin'));
  const file = join(target, description);
  const text = JSON.stringify(model).replace(JSON.stringify(weightsFile), '"weights.bin"');
  await replaceFile(file, text, { durable: true });
  return file;
}

/** Writes the model of a checkpoint to where a person wants it, as `exportModel` does. @returns the path of model.json */
export async function exportCheckpoint(checkpoint: Checkpoint, target: string): Promise<string> {
  await mkdir(target, { recursive: true });
  await replaceFile(join(target, 'weights.bin'), new Uint8Array(checkpoint.weights), { durable: true });
  const file = join(target, description);
  await replaceFile(file, describe(checkpoint, 'weights.bin'), { durable: true });
  return file;
}

function weightsFileOf(model: unknown): string {
  const groups: unknown = isRecord(model) ? model['weightsManifest'] : undefined;
  const group: unknown = Array.isArray(groups) ? groups[0] : undefined;
  const paths: unknown = isRecord(group) ? group['paths'] : undefined;
  const name: unknown = Array.isArray(paths) ? paths[0] : undefined;
  if (typeof name !== 'string') throw new Error(`${description} does not name its weights`);
  return name;
}
