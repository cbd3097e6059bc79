import { access, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { InstallPlan, InstallProblem, InstallProgress } from '../../protocol/tensorFlow.ts';
import { installTensorFlow, removeTensorFlow } from './installTensorFlow.ts';
import { removeLinksTo } from './linkLibrary.ts';
import { thisMachine, type Machine } from './machine.ts';
import { planInstall, type InstallPlans } from './planInstall.ts';
import { noteName } from './readVersion.ts';
import { runtimes as knownRuntimes, type Runtime } from './runtimes.ts';

/** Installs and removes the TensorFlow runtime in the extension's own storage. */
export interface TensorFlowInstaller extends Disposable {
  readonly installFolder: string;
  /** Something was installed or removed by this window: look for TensorFlow again. */
  readonly onDidChange: Event<void>;
  isInstalled(): Promise<boolean>;
  /** What could be installed, from where and how large. Fetches nothing. */
  plan(signal: AbortSignal): Promise<InstallPlans>;
  install(
    plan: InstallPlan,
    signal: AbortSignal,
    onProgress: (progress: InstallProgress) => void,
  ): Promise<InstallProblem | undefined>;
  remove(): Promise<InstallProblem | undefined>;
}

export interface TensorFlowInstallerOptions {
  installFolder: string;
  /** See `findTensorFlow`. */
  linkRoot: string;
  runtimes?: readonly Runtime[];
  machine?: Machine;
  retryPausesMs?: readonly number[];
}

/** Disposing ends an installation under way; nothing of it stays. */
export function createTensorFlowInstaller(options: TensorFlowInstallerOptions): TensorFlowInstaller {
  const { installFolder, runtimes = knownRuntimes, machine = thisMachine(), retryPausesMs } = options;
  const changed = new Emitter<void>();
  const closing = new AbortController();
  const tellChange = (problem: InstallProblem | undefined): InstallProblem | undefined => {
    if (!problem) changed.fire();
    return problem;
  };
  return {
    installFolder,
    onDidChange: changed.event,
    isInstalled: () =>
      access(join(installFolder, noteName)).then(
        () => true,
        () => false,
      ),
    plan: (signal) =>
      planInstall({ runtimes, installFolder, machine, signal: AbortSignal.any([signal, closing.signal]) }),
    async install(plan, signal, onProgress) {
      const runtime = runtimes.find(({ id }) => id === plan.runtimeId);
      if (!runtime) throw new Error(`There is no runtime ${plan.runtimeId}.`);
      const either = AbortSignal.any([signal, closing.signal]);
      const how = { plan, runtime, installFolder, machine, signal: either, onProgress };
      return tellChange(await installTensorFlow({ ...how, ...(retryPausesMs && { retryPausesMs }) }));
    },
    async remove() {
      const target = await realpath(installFolder).catch(() => installFolder);
      const problem = await removeTensorFlow(installFolder);
      if (!problem) await removeLinksTo(target, options.linkRoot).catch(() => undefined);
      return tellChange(problem);
    },
    dispose() {
      closing.abort();
      changed.dispose();
    },
  };
}
