import path from 'node:path';
import { problemSentence } from '../../../src/core/words/engines.ts';
import type { EngineId } from '../../../src/protocol/run.ts';
import { isProblem } from '../../../src/runner/engines/engineLaunch.ts';
import { launchOf } from '../../../src/runner/engines/launchOf.ts';
import { openWorkerSession } from '../../../src/runner/workerSession.ts';
import { startWorker } from '../../../src/runner/startWorker.ts';
import type { RunnerOptions } from '../../../src/runner/runnerTypes.ts';
import type { Absent, Timing, Trainee } from './trainee.ts';

const memoryMb = 8192;

/** Opens a worker process as a run does, with one engine and without observation. */
export async function openWorkerTrainee(
  root: string,
  runner: RunnerOptions,
  engine: EngineId,
): Promise<Trainee | Absent> {
  const folder = path.join(root, 'test', 'bench', 'engines');
  const subjectFile = path.join(folder, 'emptySubject.ts');
  const limits = { memoryMb, stallSeconds: undefined, wallMs: undefined };
  const startedAt = performance.now();
  const launch = await launchOf(runner, engine);
  if (isProblem(launch)) return { name: engine, reason: problemSentence(launch, 'en') };
  const worker = startWorker(runner.workerFolder, launch, memoryMb);
  const session = openWorkerSession(runner, worker, subjectFile, limits);
  const report = await session.init(
    {
      engines: [engine],
      seed: 1,
      observe: false,
      stopOnNaN: false,
      waitForDebugger: false,
      checkpoints: 'none',
    },
    launch.tensorflow,
  );
  const startMs = performance.now() - startedAt;
  if ('kind' in report) {
    await session.close();
    return { name: engine, reason: 'detail' in report ? (report.detail ?? report.kind) : report.kind };
  }
  const { client } = session.worker;
  const checkFile = path.join(folder, 'trainingsInWorker.ts');
  const refused = await client.request('openCheck', { checkFile, subjectFile, exports: [] });
  if (refused) throw new Error(JSON.stringify(refused));
  return {
    name: engine,
    description: report.device === undefined ? report.version : `${report.version}, ${report.device}`,
    startMs,
    async train(training, steps) {
      const answer = await client.request('probe', { stage: training, seed: steps });
      if ('ending' in answer) throw new Error(`${engine}, ${training}: ${JSON.stringify(answer.ending)}`);
      return answer.data as Timing;
    },
    close: () => session.close(),
  };
}
