import { access } from 'node:fs/promises';
import type { InstallPlan, InstallProblem } from '../../protocol/tensorFlow.ts';
import { hostOf, remoteSize } from './downloadArchive.ts';
import { installProblemOf } from './installFailure.ts';
import { platformName, type Machine } from './machine.ts';
import { findPip } from './pipDownload.ts';
import type { ArchiveRuntime, Runtime, WheelRuntime } from './runtimes.ts';

/** Libraries are a good four times as large as their archive: 4.4 for the wheel of 2.21, 3.8 for Windows' 2.18. */
const unpackedFactor = 4.5;

export interface PlanOptions {
  runtimes: readonly Runtime[];
  installFolder: string;
  machine: Machine;
  signal: AbortSignal;
}

export interface InstallPlans {
  /** What can be installed here, the best first. */
  plans: InstallPlan[];
  /** Why there is none. */
  problem?: InstallProblem;
}

/** Finds out what could be installed on this machine, and how large it is. Fetches nothing. */
export async function planInstall(options: PlanOptions): Promise<InstallPlans> {
  const { machine, runtimes, installFolder, signal } = options;
  const fitting = (await canLoad(machine))
    ? runtimes.filter(({ platform, arch }) => platform === machine.platform && arch === machine.arch)
    : [];
  let problem: InstallProblem = {
    code: 'no-runtime',
    platform: platformName(machine.platform, machine.arch),
  };
  const planned = await Promise.all(
    fitting.map((runtime) =>
      planFor(runtime, options).catch((thrown: unknown) => {
        problem = installProblemOf(thrown, installFolder, signal);
        return undefined;
      }),
    ),
  );
  if (signal.aborted) return { plans: [], problem: { code: 'cancelled' } };
  const plans = planned.filter((plan) => plan !== undefined);
  return plans.length > 0 ? { plans } : { plans, problem };
}

async function planFor(runtime: Runtime, options: PlanOptions): Promise<InstallPlan | undefined> {
  const rest =
    runtime.kind === 'wheel' ? await planWheel(runtime, options) : await planArchive(runtime, options);
  return (
    rest && {
      runtimeId: runtime.id,
      version: runtime.version,
      licence: runtime.licence,
      folder: options.installFolder,
      diskBytes: runtime.diskBytes ?? Math.round(rest.downloadBytes * unpackedFactor),
      ...rest,
    }
  );
}

type Route = Pick<InstallPlan, 'route' | 'what' | 'source' | 'downloadBytes'>;

async function planWheel(
  { project, downloadBytes = 0 }: WheelRuntime,
  { machine, signal }: PlanOptions,
): Promise<Route | undefined> {
  const python = await findPip(machine, signal);
  return python === undefined ? undefined : { route: 'pip', what: project, source: python, downloadBytes };
}

async function planArchive({ url, downloadBytes }: ArchiveRuntime, { signal }: PlanOptions): Promise<Route> {
  return {
    route: 'archive',
    what: new URL(url).pathname.split('/').at(-1) ?? url,
    source: hostOf(url),
    downloadBytes: downloadBytes ?? (await remoteSize(url, signal)),
  };
}

/** TensorFlow's builds for Linux need the GNU C library, which Alpine, for one, does not have. */
async function canLoad({ platform, arch }: Machine): Promise<boolean> {
  if (platform !== 'linux' || arch !== 'x64') return true;
  return access('/lib64/ld-linux-x86-64.so.2').then(
    () => true,
    () => false,
  );
}
