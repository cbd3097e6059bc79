import { engineIds } from '../core/engine/planEngines.ts';
import { chooseEngine, chooseEngineOnce } from '../ui/status/engineChoice.ts';
import { isCodeAllowed } from '../ui/shared/trust.ts';
import { fileArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';
import { runFile } from './programCommands.ts';

type EngineCommands = Pick<
  CommandTable,
  'deepLearning.selectEngine' | 'deepLearning.runWithEngine' | 'deepLearning.engineDoctor'
>;

type Services = Pick<
  CommandServices,
  'activeRuns' | 'engineDoctor' | 'engines' | 'language' | 'preferences' | 'programs' | 'runPanels'
>;

export function engineCommands(services: Services): EngineCommands {
  return {
    'deepLearning.selectEngine': () => chooseEngine(services),
    async 'deepLearning.runWithEngine'(argument, named) {
      if (!isCodeAllowed(services.language)) return undefined;
      const file = fileArgument(argument);
      const engine =
        engineIds.find((id) => id === named) ??
        (file === undefined ? undefined : await chooseEngineOnce(file, services));
      if (file !== undefined && !engine) return undefined;
      return runFile(file, engine ? { engine } : {}, services);
    },
    'deepLearning.engineDoctor': () => services.engineDoctor.examine(),
  };
}
