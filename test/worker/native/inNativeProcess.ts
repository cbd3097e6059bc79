import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { pythonTensorFlow } from '../../../scripts/host/pythonTensorFlow.mjs';
import type { TensorFlowLocation } from '../../../src/protocol/engine.ts';
import type { StartedEngine } from '../../../src/worker/engines/engine.ts';
import { startNative } from '../../../src/worker/engines/native/startNative.ts';

const LOCATION = 'DL_NATIVE_TEST_LOCATION';

export const nativeFolder = path.join(process.env['DL_ROOT'] ?? process.cwd(), 'dist', 'native');

/**
 * Runs the tests that `define` registers in a second process of this very file, which has a TensorFlow of this machine on
 * its library path from the start: the dynamic linker reads the path only then. Where there is none, one test is skipped,
 * and says why.
 *
 * @param file `import.meta.filename` of the test file
 */
export function inNativeProcess(file: string, define: (location: TensorFlowLocation) => void): void {
  const given = process.env[LOCATION];
  if (given !== undefined) {
    define(JSON.parse(given) as TensorFlowLocation);
    return;
  }
  void test(`${path.basename(file, '.mjs')} in a process with TensorFlow`, async (context) => {
    const found = await pythonTensorFlow();
    if ('reason' in found) {
      context.skip(`no TensorFlow: ${found.reason}`);
      return;
    }
    const links = await linkLibraries(found.folder);
    const location: TensorFlowLocation = {
      origin: 'python',
      folder: found.folder,
      linkFolder: links,
      libraryFolders: [links, found.folder],
      version: found.version,
    };
    process.env[LOCATION] = JSON.stringify(location);
    process.env['LD_LIBRARY_PATH'] = location.libraryFolders.join(path.delimiter);
    // Else node:test takes the run below for one within itself, and does nothing.
    delete process.env['NODE_TEST_CONTEXT'];
    try {
      for (const { name, skip, error } of await outcomesOf(file)) {
        await context.test(name, (subtest) => {
          if (skip !== undefined) subtest.skip(skip);
          if (error) throw error;
        });
      }
    } finally {
      await rm(links, { recursive: true, force: true });
    }
  });
}

/** TensorFlow under the names that the add-on asks for. */
async function linkLibraries(folder: string): Promise<string> {
  const links = await mkdtemp(path.join(tmpdir(), 'dl-native-'));
  await symlink(path.join(folder, 'libtensorflow_cc.so.2'), path.join(links, 'libtensorflow.so.2'));
  const framework = 'libtensorflow_framework.so.2';
  await symlink(path.join(folder, framework), path.join(links, framework));
  return links;
}

interface Outcome {
  name: string;
  skip?: string;
  error?: Error;
}

function outcomesOf(file: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  return new Promise((resolve, reject) => {
    const events = run({ files: [file] });
    events.on('test:pass', ({ name, skip, details }) => {
      if (details.type === 'suite' || name === file) return;
      outcomes.push({ name, ...(skip === undefined ? {} : { skip: String(skip) }) });
    });
    events.on('test:fail', ({ name, details }) => {
      const { error } = details;
      if (details.type !== 'suite') outcomes.push({ name, error: error.cause ?? error });
    });
    events.on('end', () => {
      resolve(outcomes);
    });
    events.on('error', reject);
    events.resume();
  });
}

let started: Promise<StartedEngine> | undefined;

/** The native engine behind tfjs from node_modules, started once in this process and made current. */
export async function startTensorFlow(location: TensorFlowLocation): Promise<StartedEngine> {
  started ??= startNative(tf, { nativeFolder, tensorflow: location });
  const engine = await started;
  await tf.setBackend('tensorflow');
  return engine;
}
