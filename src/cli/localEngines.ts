import { readFileSync } from 'node:fs';
import path from 'node:path';
import { engineIds } from '../core/engine/planEngines.ts';
import type { EnginePlan } from '../protocol/engine.ts';
import { createEngines, type Engines } from '../runner/engines/createEngines.ts';
import { findTensorFlow } from '../runner/tensorflow/findTensorFlow.ts';
import { openEngineFindings } from '../storage/engineFindings.ts';
import { stderrLogger } from './stderrLogger.ts';
import { userFolder } from './userFolder.ts';

/** Options of every command that computes. */
export const engineOptions = {
  engine: { type: 'string' },
  /** Folder with a TensorFlow library; without it, one is looked for. */
  tensorflow: { type: 'string' },
  /** A Node ≥ 20 for WebGPU; without it, this one. */
  node: { type: 'string' },
} as const;

export interface EngineValues {
  engine?: string;
  tensorflow?: string;
  node?: string;
}

/** The engines of this computer, with the worker beside this bundle. */
export function createLocalEngines({ tensorflow, node }: EngineValues): Engines {
  const folder = userFolder();
  return createEngines({
    workerFolder: path.join(__dirname, 'worker'),
    version: localVersion(),
    settings: () => ({
      nodePath: node === undefined ? '' : path.resolve(node),
      tensorflowPath: tensorflow === undefined ? '' : path.resolve(tensorflow),
    }),
    ordinary: () => ({ nodePath: process.execPath, env: {} }),
    searchTensorFlow: (setting, signal) =>
      findTensorFlow({
        setting,
        installFolder: path.join(folder, 'tensorflow'),
        linkRoot: path.join(folder, 'tensorflow-links'),
        ...(signal ? { signal } : {}),
      }),
    store: openEngineFindings(path.join(folder, 'engines')),
    logger: stderrLogger,
  });
}

/** Of the package this bundle belongs to. */
export function localVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/**
 * `auto` or nothing: the best engine of this computer, looked at once a day. A name: that engine and no other,
 * since whoever names one compares.
 *
 * @throws Error for an unknown name
 */
export async function planFor(engines: Engines, name: string | undefined): Promise<EnginePlan> {
  if (name !== undefined && name !== 'auto') {
    const engine = engineIds.find((id) => id === name);
    if (!engine) throw new Error(`"${name}" is not an engine; there are: auto, ${engineIds.join(', ')}.`);
    return { engines: [engine], passedOver: [] };
  }
  await engines.load();
  if (isOutOfDate(engines.findings?.takenAt)) await engines.examine({ extent: 'missing' });
  return engines.plan('auto');
}

/** Looking for TensorFlow asks every Python there is, which takes longer than a short program runs. */
const keptMs = 24 * 60 * 60_000;

function isOutOfDate(takenAt: string | undefined): boolean {
  return takenAt === undefined || !(Date.now() - Date.parse(takenAt) < keptMs);
}
