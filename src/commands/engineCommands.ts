import * as vscode from 'vscode';
import { engineIds } from '../core/engine/planEngines.ts';
import { chooseEngine, chooseEngineOnce } from '../ui/status/engineChoice.ts';
import { isCodeAllowed } from '../ui/shared/trust.ts';
import { fileArgument } from './argument.ts';
import type { CommandServices } from './commandServices.ts';
import type { CommandTable } from './commandTable.ts';
import { runFile } from './programCommands.ts';

type EngineCommands = Pick<
  CommandTable,
  | 'deepLearning.selectEngine'
  | 'deepLearning.runWithEngine'
  | 'deepLearning.engineDoctor'
  | 'deepLearning.installTensorFlow'
  | 'deepLearning.removeTensorFlow'
>;

type Services = Pick<
  CommandServices,
  | 'activeRuns'
  | 'engineDoctor'
  | 'engines'
  | 'language'
  | 'logger'
  | 'preferences'
  | 'programs'
  | 'runPanels'
  | 'tensorFlowRuntime'
>;

export function engineCommands(services: Services): EngineCommands {
  const { engines, engineDoctor, language, logger, tensorFlowRuntime } = services;
  /** A TensorFlow has come or gone; without a change this only looks whether it is there. */
  const lookAgain = (): void => {
    if (!vscode.workspace.isTrusted) return;
    engines
      .examine({ extent: 'missing' })
      .catch((thrown: unknown) => logger.error('The engines could not be examined.', thrown));
  };
  return {
    'deepLearning.selectEngine': () => chooseEngine(services),
    async 'deepLearning.runWithEngine'(argument, named) {
      if (!isCodeAllowed(language)) return undefined;
      const file = fileArgument(argument);
      const engine =
        engineIds.find((id) => id === named) ??
        (file === undefined ? undefined : await chooseEngineOnce(file, services));
      if (file !== undefined && !engine) return undefined;
      return runFile(file, engine ? { engine } : {}, services);
    },
    'deepLearning.engineDoctor': () => engineDoctor.examine(),
    async 'deepLearning.installTensorFlow'() {
      await tensorFlowRuntime.install();
      lookAgain();
    },
    async 'deepLearning.removeTensorFlow'() {
      await tensorFlowRuntime.remove();
      lookAgain();
    },
  };
}
