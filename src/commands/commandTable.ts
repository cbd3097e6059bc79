import type { CommandId } from '../contributions/commands.ts';
import type { EngineSetting } from '../contributions/settings.ts';
import type { Ending } from '../protocol/ending.ts';
import type { CheckResult } from '../runner/runnerTypes.ts';

/** What a command tells its caller. Commands that are not named tell nothing. */
export interface CommandResults {
  /** How the run ended; `undefined` when it could not begin. */
  'deepLearning.run': Ending | undefined;
  'deepLearning.runWithEngine': Ending | undefined;
  'deepLearning.findLearningRate': Ending | undefined;
  'deepLearning.debug': Ending | undefined;
  'deepLearning.check': CheckResult | undefined;
  /** What was chosen. */
  'deepLearning.selectEngine': EngineSetting | undefined;
  /** The report, as Markdown; `undefined` when it was cancelled. */
  'deepLearning.engineDoctor': string | undefined;
  /** The learner's file. */
  'deepLearning.openExercise': string | undefined;
}

type ResultOf<Id extends CommandId> = Id extends keyof CommandResults ? CommandResults[Id] : unknown;

/** Every command id with what it does. A command without an entry does not compile. */
export type CommandTable = {
  readonly [Id in CommandId]: (...args: unknown[]) => Promise<ResultOf<Id>>;
};
