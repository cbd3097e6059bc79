import { commandIds } from '../../contributions/commands.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import { isCodeChanged } from '../shared/branchOptions.ts';
import { execute } from '../shared/execute.ts';
import { index, learningRate, record, text } from './guards.ts';

const epochsAtMost = 100_000_000;

/** What a panel asks about going on from an epoch of its run. */
export function branchHandlers(
  header: () => RunHeader,
  runStore: Pick<RunStore, 'keptEpochs'>,
): Pick<Handlers<RunSurface>, 'epochs' | 'branch'> {
  return {
    async epochs() {
      const kept = await runStore.keptEpochs(header().id);
      const epochs = kept.map(({ model, epoch, updates, elapsedMs, logs, learningRate }) => ({
        model,
        epoch,
        updates,
        elapsedMs,
        logs,
        ...(learningRate === undefined ? {} : { learningRate }),
      }));
      return { epochs, isCodeChanged: isCodeChanged(header()) };
    },
    async branch(params) {
      const wanted = record(params);
      const rate = wanted['learningRate'];
      await execute(commandIds.resumeRun, header().id, {
        model: text(wanted['model']),
        epoch: index(wanted['epoch'], epochsAtMost),
        ...(rate === undefined ? {} : { learningRate: learningRate(rate) }),
      });
      return undefined;
    },
  };
}
