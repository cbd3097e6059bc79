import { isRecord } from '../../base/assert.ts';
import type { Ending } from '../../protocol/ending.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { Verdict, WorkerSurface } from '../../protocol/workerSurface.ts';
import type { LoadDataset } from '../data/datasetTypes.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import { seedMathRandom } from '../process/seededRandom.ts';
import { classifyThrown } from '../program/classifyThrown.ts';
import { loadProgram } from '../program/loadProgram.ts';
import type { Check } from './checkTypes.ts';
import { loadCheck, stageOf } from './loadCheck.ts';

interface CheckSession {
  check: Check;
  file: string;
  subject: Record<string, unknown>;
}

/** What the check requests need of the running engine. */
export interface CheckEnvironment {
  tf: TensorFlow;
  dataset: LoadDataset;
}

type CheckHandlers = Pick<Handlers<WorkerSurface>, 'openCheck' | 'probe' | 'openJudge' | 'judge'>;

/** A verdict comes from pack code: anything but a clear pass is a failure. */
function toVerdict(value: unknown): Verdict {
  if (isRecord(value) && value['pass'] === true) return value as Verdict;
  if (isRecord(value) && value['pass'] === false && typeof value['message'] === 'string')
    return value as Verdict;
  throw new Error('A judge must return { pass: true } or { pass: false, message }.');
}

/** The two halves of a check. One process answers `openCheck` and `probe`, another `openJudge` and `judge`. */
export function createCheckHandlers(environment: () => CheckEnvironment): CheckHandlers {
  let session: CheckSession | undefined;
  let judged: Check | undefined;

  return {
    async openCheck({ checkFile, subjectFile, exports }): Promise<Ending | null> {
      const check = await loadCheck(checkFile);
      try {
        const subject = await loadProgram(subjectFile);
        const missing = exports.find((name) => !(name in subject));
        if (missing !== undefined)
          return { kind: 'missing-export', name: missing, at: { file: subjectFile, line: 1 } };
        session = { check, file: subjectFile, subject };
        return null;
      } catch (thrown) {
        return classifyThrown(thrown, subjectFile);
      }
    },
    async probe({ stage, seed }) {
      if (!session) throw new Error('No check is open.');
      const { check, file, subject } = session;
      seedMathRandom(seed);
      const { tf, dataset } = environment();
      try {
        return { data: await stageOf(check, stage).probe({ subject, tf, dataset, seed }) };
      } catch (thrown) {
        return { ending: classifyThrown(thrown, file) };
      }
    },
    async openJudge({ checkFile }) {
      judged = await loadCheck(checkFile);
      const needs = Object.entries(judged.stages).map(([id, stage]) => [
        id,
        { needsReference: stage.needsReference === true, perSeed: stage.perSeed === true },
      ]);
      return Object.fromEntries(needs) as Record<string, { needsReference: boolean; perSeed: boolean }>;
    },
    async judge({ stage, seed, data, reference }) {
      if (!judged) throw new Error('No judge is open.');
      const context = { data, reference, seed, ...environment() };
      return toVerdict(await stageOf(judged, stage).judge(context));
    },
  };
}
