import * as vscode from 'vscode';
import { bestOf, monitorOf } from '../../core/checkpoints/bestEpoch.ts';
import type { KeptEpoch } from '../../protocol/checkpoint.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRun, ActiveRuns } from '../shared/activeRuns.ts';
import { branchOptions, isCodeChanged, type BranchChoice } from '../shared/branchOptions.ts';
import type { Language } from '../shared/language.ts';
import type { Programs } from './programs.ts';

export interface BranchServices {
  activeRuns: ActiveRuns;
  language: Language;
  programs: Programs;
  runStore: RunStore;
}

/**
 * Starts a run that goes on from an epoch of an earlier one. Asks for the epoch where none is given, and whether a file that has
 * changed since is meant. Undefined when nothing was started: it was said why, or the person has left it.
 */
export async function goOn(
  header: RunHeader,
  given: BranchChoice | undefined,
  { activeRuns, language, programs, runStore }: BranchServices,
): Promise<ActiveRun | undefined> {
  const choice = given ?? (await chooseEpoch(await runStore.keptEpochs(header.id), language));
  if (!choice) return undefined;
  if (isCodeChanged(header) && !(await isChangeMeant(language))) return undefined;
  const live = activeRuns.get(header.id)?.handle.snapshot();
  const branch = await branchOptions(header, choice, runStore, live);
  if (typeof branch === 'string') {
    void vscode.window.showWarningMessage(language.say(branch));
    return undefined;
  }
  const isEngineGone = header.ending?.kind === 'device-lost' || header.ending?.kind === 'no-engine';
  return programs.run(header.file, {
    seed: header.seed,
    branch,
    // Another engine rounds differently.
    ...(header.engine && !isEngineGone ? { engine: header.engine.id } : {}),
  });
}

interface EpochItem extends vscode.QuickPickItem {
  kept: KeptEpoch;
}

async function chooseEpoch(
  epochs: readonly KeptEpoch[],
  language: Language,
): Promise<BranchChoice | undefined> {
  if (epochs.length === 0) {
    void vscode.window.showInformationMessage(
      `${language.say('noCheckpoints')} ${language.say('onlyAgain')}`,
    );
    return undefined;
  }
  const title = language.say('pickEpoch');
  const chosen = await vscode.window.showQuickPick(epochItems(epochs, language), { title });
  return chosen && { model: chosen.kept.model, epoch: chosen.kept.epoch };
}

/** The last and the best of each model first, then all from the newest on. */
export function epochItems(epochs: readonly KeptEpoch[], language: Language): EpochItem[] {
  const models = [...new Set(epochs.map(({ model }) => model))];
  return models.flatMap((model) => {
    const ofModel = epochs.filter((one) => one.model === model).reverse();
    const [last, best] = [ofModel[0], bestOf(ofModel)];
    const monitor = monitorOf(ofModel);
    const label = (kept: KeptEpoch): string => {
      const { epoch } = kept;
      if (kept === best)
        return language.say('epochBest', {
          epoch,
          monitor,
          loss: (kept.logs[monitor] ?? NaN).toPrecision(4),
        });
      return language.say(kept === last ? 'epochLast' : 'epochPlain', { epoch });
    };
    const first = [...new Set([last, best])].filter((kept) => kept !== undefined);
    const ordered = [...first, ...ofModel.filter((kept) => !first.includes(kept))];
    return ordered.map((kept) => ({
      kept,
      label: label(kept),
      ...(models.length > 1 ? { description: model } : {}),
    }));
  });
}

async function isChangeMeant(language: Language): Promise<boolean> {
  const goOnAnyway = language.say('goOnAnyway');
  const answer = await vscode.window.showWarningMessage(
    language.say('codeChanged'),
    { modal: true },
    goOnAnyway,
  );
  return answer === goOnAnyway;
}
