import { commandIds } from '../../contributions/commands.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import { execute } from '../shared/execute.ts';

/** What the panel asks about learning rates. */
export function rateHandlers(header: () => RunHeader): Pick<Handlers<RunSurface>, 'findRate'> {
  return {
    async findRate() {
      const { file, seed } = header();
      await execute(commandIds.findLearningRate, file, seed);
      return undefined;
    },
  };
}
