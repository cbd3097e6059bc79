import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RunHeader } from '../../protocol/run.ts';
import { readEpoch } from '../../storage/keptEpochs.ts';
import { exportCheckpoint, exportModel } from '../../storage/keptModels.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { Language } from '../shared/language.ts';
import { epochItems } from './branches.ts';

interface Services {
  language: Language;
  runStore: RunStore;
}

/** Weights that can be saved: those of an epoch, or what a model had learned at the end. */
interface Saveable extends vscode.QuickPickItem {
  model: string;
  /** @returns the path of model.json */
  exportTo(target: string): Promise<string>;
}

/** Asks which weights of a run to put where, and tells how to load them. */
export async function saveModel(header: RunHeader, { language, runStore }: Services): Promise<void> {
  const saveables = await saveablesOf(header, { language, runStore });
  if (saveables.length === 0) {
    void vscode.window.showWarningMessage(language.say('modelsGone'));
    return;
  }
  const title = language.say('saveModelWhich');
  const chosen =
    saveables.length === 1 ? saveables[0] : await vscode.window.showQuickPick(saveables, { title });
  if (!chosen) return;
  const target = await vscode.window.showSaveDialog({
    title: language.say('saveModelTitle'),
    defaultUri: vscode.Uri.file(join(dirname(header.file), `${header.title}-${chosen.model}`)),
  });
  if (!target) return;
  const file = await chosen.exportTo(target.fsPath);
  void tellSaved(chosen.model, file, language);
}

/** What each model had learned at the end comes first, then its last and its best epoch, then all others. */
async function saveablesOf(header: RunHeader, { language, runStore }: Services): Promise<Saveable[]> {
  const [models, epochs] = await Promise.all([
    runStore.keptModels(header.id),
    runStore.keptEpochs(header.id),
  ]);
  const ends = models.flatMap((kept): Saveable[] => {
    const { model } = kept;
    const facts = header.kept?.find((one) => one.model === model);
    const updates = facts?.updates ?? 0;
    // Weights that were kept between two epochs are older than the last of them.
    if (epochs.some((one) => one.model === model && one.updates >= updates)) return [];
    const label = facts ? language.say('epochEnd', { updates }) : model;
    return [{ label, description: model, model, exportTo: (target) => exportModel(kept, target) }];
  });
  const items = epochItems(epochs, language).map(({ label, kept }): Saveable => ({
    label,
    description: kept.model,
    model: kept.model,
    async exportTo(target) {
      const file = epochs.find((one) => one.model === kept.model && one.epoch === kept.epoch);
      return exportCheckpoint(await readEpoch(file ?? { file: '' }), target);
    },
  }));
  return [...ends, ...items];
}

async function tellSaved(model: string, file: string, language: Language): Promise<void> {
  const code = `await tf.loadLayersModel(${JSON.stringify(`file://${file.replaceAll('\\', '/')}`)});`;
  const copy = language.say('copyModelCode');
  const reveal = language.say('revealModel');
  const choice = await vscode.window.showInformationMessage(
    language.say('modelSaved', { model, code }),
    copy,
    reveal,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(code);
  if (choice === reveal)
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(dirname(file)));
}
