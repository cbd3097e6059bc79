import { passOver } from '../../core/engine/planEngines.ts';
import { endingSentence } from '../../core/words/endings.ts';
import type { Ending } from '../../protocol/ending.ts';
import type { EngineId, EngineReport, PassedOver } from '../../protocol/run.ts';
import type { RunnerOptions } from '../runnerTypes.ts';
import type { WorkerSession } from '../workerSession.ts';
import { isProblem, type EngineLaunch } from './engineLaunch.ts';
import { launchOf } from './launchOf.ts';

export interface OpenOptions {
  engines: readonly EngineId[];
  passedOver?: readonly PassedOver[];
  open: (engine: EngineId, launch: EngineLaunch) => WorkerSession;
  init: Omit<Parameters<WorkerSession['init']>[0], 'engines'>;
  /** The person has stopped it, or the editor closes: no further engine is tried. */
  isOver: () => boolean;
}

export type Opened = { session: WorkerSession; engine: EngineReport } | { ending: Ending };

/**
 * Opens a session on the first engine that starts. Each has a process of its own: engines need different programs and
 * library paths, and one that takes its process down must not take the next one with it.
 */
export async function openOnEngine(runner: RunnerOptions, options: OpenOptions): Promise<Opened> {
  const failed: PassedOver[] = [];
  let last: Ending = { kind: 'no-engine', detail: '' };
  for (const id of options.engines) {
    const launch = await launchOf(runner, id);
    if (options.isOver()) return { ending: { kind: 'stopped', forced: false } };
    if (isProblem(launch)) {
      failed.push(passOver(id, launch));
      continue;
    }
    const session = options.open(id, launch);
    const engine = await session.init({ ...options.init, engines: [id] }, launch.tensorflow);
    if (!('kind' in engine)) {
      const passedOver = [...(options.passedOver ?? []), ...failed];
      return { session, engine: { ...engine, passedOver } };
    }
    await session.close();
    // A limit on the whole run is not the engine's.
    if (options.isOver() || engine.kind === 'timeout') return { ending: engine };
    last = engine;
    failed.push(passOver(id, problemOf(engine)));
  }
  return { ending: endingOf(failed, last) };
}

function problemOf(ending: Ending) {
  if (ending.kind === 'no-engine') return { code: 'failed', detail: ending.detail } as const;
  if (ending.kind === 'stalled') return { code: 'silent', seconds: ending.seconds } as const;
  const detail = ending.kind === 'crashed' ? (ending.signal ?? ending.detail ?? '') : '';
  return { code: 'crashed', detail: detail === '' ? endingSentence(ending, 'en') : detail } as const;
}

/** One engine alone ends as it ended; of several, each has its reason. */
function endingOf(failed: readonly PassedOver[], last: Ending): Ending {
  const [only] = failed;
  if (failed.length === 1 && last.kind !== 'no-engine') return last;
  const detailOf = ({ problem, reason }: PassedOver): string =>
    problem?.code === 'failed' ? problem.detail : reason.replace(/\.$/, '');
  const detail =
    failed.length === 1 && only
      ? detailOf(only)
      : failed.map((each) => `${each.id}: ${detailOf(each)}`).join('; ');
  return { kind: 'no-engine', detail };
}
