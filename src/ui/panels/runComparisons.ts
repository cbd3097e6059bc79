import { commandIds } from '../../contributions/commands.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import { execute } from '../shared/execute.ts';
import { flag, record } from './guards.ts';

/** What the run panel asks for that leads to other runs: beside this one, or with other seeds. */
export function runComparisons(
  header: () => RunHeader,
  runStore: Pick<RunStore, 'headers'>,
): Pick<Handlers<RunSurface>, 'compare' | 'runSeeds'> {
  return {
    async compare(params) {
      const { id, group } = header();
      const isBand = flag(record(params)['seeds']);
      const ids = isBand && group !== undefined ? idsOfGroup(runStore, group) : [id];
      await execute(commandIds.compareRuns, ids);
      return undefined;
    },
    async runSeeds() {
      await execute(commandIds.runSeeds, header().file);
      return undefined;
    },
  };
}

/** The runs that were started together, oldest first. */
export function idsOfGroup(runStore: Pick<RunStore, 'headers'>, group: string): string[] {
  return runStore
    .headers()
    .filter((each) => each.group === group)
    .map(({ id }) => id)
    .reverse();
}
