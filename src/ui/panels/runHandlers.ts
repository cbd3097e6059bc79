import { commandIds } from '../../contributions/commands.ts';
import type { RunSurface, RunView } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { execute } from '../shared/execute.ts';
import { showCode } from '../shared/showCode.ts';
import { branchHandlers } from './branchHandlers.ts';
import { diagnosisHandlers, type DiagnosisHandlersInput } from './diagnosisHandlers.ts';
import { fileContent, fileName, flag, indices, locationIn, record } from './guards.ts';
import { pictureHandlers } from './pictureHandlers.ts';
import { predictionHandlers } from './predictionHandlers.ts';
import { rateHandlers } from './rateHandlers.ts';
import { runComparisons } from './runComparisons.ts';
import { saveWhereChosen } from './saveWhereChosen.ts';
import { steeringHandlers } from './steeringHandlers.ts';

export interface RunHandlersInput extends DiagnosisHandlersInput {
  view: () => Promise<RunView>;
  activeRuns: ActiveRuns;
  runStore: RunStore;
}

const exhibitsAtMost = 1_000_000;

export function runHandlers(input: RunHandlersInput): Handlers<RunSurface> {
  const { header, view, activeRuns, runStore, language } = input;
  const live = () => activeRuns.get(header().id)?.handle;
  return {
    ...diagnosisHandlers(input),
    ...predictionHandlers(input),
    ...rateHandlers(header),
    ...branchHandlers(header, runStore),
    ready: view,
    ...steeringHandlers(live),
    ...runComparisons(header, runStore),
    async runAgain(params) {
      const { file, seed } = header();
      await (flag(record(params)['sameSeed'])
        ? execute(commandIds.run, file, seed)
        : execute(commandIds.run, file));
      return undefined;
    },
    ...pictureHandlers({ live, stored: () => runStore.load(header().id) }),
    async frames(params) {
      const wanted = indices(record(params)['exhibits'], exhibitsAtMost);
      const running = live();
      const stored = running ? undefined : await runStore.load(header().id);
      return wanted.map((number) => {
        const exhibit = running ? running.exhibit(number) : stored?.exhibits[number];
        return exhibit?.kind === 'samples' ? exhibit.bytes : new Uint8Array(0);
      });
    },
    async openCode(params) {
      await showCode(locationIn(record(params)['at'], header().file));
      return undefined;
    },
    async save(params) {
      const wanted = record(params);
      const name = fileName(wanted['name']);
      return { saved: await saveWhereChosen(name, fileContent(wanted['content']), language) };
    },
  };
}
