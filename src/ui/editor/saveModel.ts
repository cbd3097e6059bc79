import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RunHeader } from '../../protocol/run.ts';
import { exportModel, type KeptModelFolder } from '../../storage/keptModels.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { Language } from '../shared/language.ts';

interface Services {
  language: Language;
  runStore: RunStore;
}

/** Asks where to put a model of a run, and tells how to load it. */
export async function saveModel(header: RunHeader, { language, runStore }: Services): Promise<void> {
  const models = await runStore.keptModels(header.id);
  if (models.length === 0) {
    void vscode.window.showWarningMessage(language.say('modelsGone'));
    return;
  }
  const chosen = await chooseModel(models, header, language);
  if (!chosen) return;
  const target = await vscode.window.showSaveDialog({
    title: language.say('saveModelTitle'),
    defaultUri: vscode.Uri.file(join(dirname(header.file), `${header.title}-${chosen.model}`)),
  });
  if (!target) return;
  const file = await exportModel(chosen, target.fsPath);
  void tellSaved(chosen.model, file, language);
}

async function chooseModel(
  models: readonly KeptModelFolder[],
  header: RunHeader,
  language: Language,
): Promise<KeptModelFolder | undefined> {
  if (models.length === 1) return models[0];
  const items = models.map((kept) => {
    const epoch = header.kept?.find(({ model }) => model === kept.model)?.epoch;
    return { label: kept.model, kept, ...(epoch === undefined ? {} : { description: String(epoch) }) };
  });
  const title = language.say('saveModelWhich');
  return (await vscode.window.showQuickPick(items, { title }))?.kept;
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
