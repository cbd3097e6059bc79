import type { EngineId, EngineProblem } from '../../protocol/run.ts';
import type { RunnerOptions } from '../runnerTypes.ts';
import { withTensorFlow, type EngineLaunch } from './engineLaunch.ts';

/** The launch of an engine, or why it has none. */
export async function launchOf(
  runner: RunnerOptions,
  engine: EngineId,
): Promise<EngineLaunch | EngineProblem> {
  const special = await runner.launch?.(engine);
  if (special) return special;
  const launch = { nodePath: runner.nodePath, env: runner.env ?? {} };
  return engine === 'native' && runner.tensorflow ? withTensorFlow(launch, runner.tensorflow) : launch;
}
