import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { InstallProblem, InstallProgress } from '../../../src/protocol/tensorFlow.ts';
import {
  createTensorFlowInstaller,
  type TensorFlowInstaller,
} from '../../../src/runner/tensorflow/createTensorFlowInstaller.ts';
import { findTensorFlow } from '../../../src/runner/tensorflow/findTensorFlow.ts';
import type { Machine } from '../../../src/runner/tensorflow/machine.ts';
import type { ArchiveRuntime } from '../../../src/runner/tensorflow/runtimes.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { sha256Of, tarGzOf } from './archiveFiles.ts';
import { serveFile, startArchiveServer, type Answer, type ArchiveServer } from './archiveServer.ts';
import { libraryBytes } from './libraryFiles.ts';

/** An archive as TensorFlow publishes it, small, and random so that it does not shrink to nothing. */
export const library = Buffer.concat([libraryBytes('linux', 'x64', 4096), randomBytes(400_000)]);
export const archive = tarGzOf(
  {
    './LICENSE': 'Apache License',
    './include/tensorflow/c/c_api.h': '// not needed',
    './lib/libtensorflow.so.2.18.0': library,
    './lib/libtensorflow_framework.so.2.18.0': library,
    './lib/pkgconfig/tensorflow.pc': 'not needed',
  },
  {
    './lib/libtensorflow.so.2': 'libtensorflow.so.2.18.0',
    './lib/libtensorflow_framework.so.2': 'libtensorflow_framework.so.2.18.0',
  },
);

export interface Desk {
  /** Holds nothing but what the installer makes. */
  store: string;
  installFolder: string;
  installer: TensorFlowInstaller;
  server: ArchiveServer;
  machine: Machine;
  changes: () => number;
  install: (
    signal?: AbortSignal,
    onProgress?: (progress: InstallProgress) => void,
  ) => Promise<InstallProblem | undefined>;
  find: () => Promise<string | undefined>;
}

export interface DeskOptions {
  answer?: Answer;
  runtime?: Partial<ArchiveRuntime>;
  store?: string;
}

export async function createDesk(context: TestContext, options: DeskOptions = {}): Promise<Desk> {
  const folder = await temporaryFolder(context);
  const store = options.store ?? join(folder, 'store');
  await mkdir(store, { recursive: true });
  const server = await startArchiveServer(context, options.answer ?? serveFile(archive));
  const machine: Machine = { platform: 'linux', arch: 'x64', env: { PATH: '' }, home: folder };
  const runtime: ArchiveRuntime = {
    id: 'test',
    kind: 'archive',
    platform: 'linux',
    arch: 'x64',
    version: '2.18.0',
    licence: 'Apache-2.0',
    url: `${server.address}/libtensorflow.tar.gz`,
    sha256: sha256Of(archive),
    diskBytes: 2 * library.length,
    ...options.runtime,
  };
  const [installFolder, linkRoot] = [join(store, 'tensorflow'), join(folder, 'links')];
  const installer = createTensorFlowInstaller({
    installFolder,
    linkRoot,
    runtimes: [runtime],
    machine,
    retryPausesMs: [10, 10],
  });
  context.after(() => installer.dispose());
  let changes = 0;
  installer.onDidChange(() => changes++);
  return {
    ...{ store, installFolder, installer, server, machine, changes: () => changes },
    async install(signal = new AbortController().signal, onProgress = () => undefined) {
      const { plans, problem } = await installer.plan(signal);
      const [plan] = plans;
      return plan ? installer.install(plan, signal, onProgress) : problem;
    },
    async find() {
      const { candidates } = await findTensorFlow({ setting: '', installFolder, linkRoot, machine });
      return candidates.find(({ origin }) => origin === 'installed')?.location?.version;
    },
  };
}
