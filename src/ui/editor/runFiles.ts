import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { RunHeader, RunSnapshot } from '../../protocol/run.ts';
import { decodeRunFile, encodeRunFile } from '../../storage/runFile.ts';
import { runReport } from '../../storage/runReport.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { Language } from '../shared/language.ts';

interface Services {
  language: Language;
  runStore: RunStore;
  /** Holds the built report app. */
  reportFolder: string;
}

/** Asks where to, and writes the run there: as a file to be imported again, or as a page for any browser. */
export async function exportRun(header: RunHeader, services: Services): Promise<vscode.Uri | undefined> {
  const { language, runStore, reportFolder } = services;
  const snapshot = await runStore.load(header.id);
  if (!snapshot) {
    void vscode.window.showWarningMessage(language.say('runGone'));
    return undefined;
  }
  const target = await vscode.window.showSaveDialog({
    title: language.say('exportRunTitle'),
    defaultUri: vscode.Uri.file(join(dirname(header.file), `${header.title}-${header.number}.json`)),
    filters: { [language.say('runFileKind')]: ['json'], [language.say('reportKind')]: ['html'] },
  });
  if (!target) return undefined;
  const isReport = /\.html?$/i.test(target.path);
  const text = isReport ? await runReport(snapshot, language.locale, reportFolder) : encodeRunFile(snapshot);
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  void offerToOpen(target, isReport, language);
  return target;
}

async function offerToOpen(target: vscode.Uri, isReport: boolean, language: Language): Promise<void> {
  const name = target.path.split('/').at(-1) ?? '';
  const open = language.say('openExported');
  const actions = isReport ? [open] : [];
  const choice = await vscode.window.showInformationMessage(
    language.say('runExported', { name }),
    ...actions,
  );
  if (choice === open) await vscode.env.openExternal(target);
}

/** Takes a run from a file into the list. @returns its id; nothing when there was no run in it, and why has been said */
export async function importRun(
  chosen: vscode.Uri | undefined,
  { language, runStore }: Pick<Services, 'language' | 'runStore'>,
): Promise<string | undefined> {
  const file = chosen ?? (await chooseFile(language));
  if (!file) return undefined;
  const name = file.path.split('/').at(-1) ?? '';
  const read = decodeRunFile(Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8'));
  if (!read.ok) {
    const word = { 'not-a-run': 'notARunFile', newer: 'newerRunFile', damaged: 'damagedRunFile' } as const;
    void vscode.window.showErrorMessage(language.say(word[read.reason], { name }));
    return undefined;
  }
  const { header } = read.snapshot;
  if (runStore.headers().some(({ id }) => id === header.id)) {
    void vscode.window.showInformationMessage(language.say('runIsThere'));
    return header.id;
  }
  const snapshot = settled(read.snapshot);
  await runStore.save(snapshot);
  return snapshot.header.id;
}

/** Nothing goes on in a file; and an id becomes the name of a folder. */
function settled(snapshot: RunSnapshot): RunSnapshot {
  const { header } = snapshot;
  const id = /^[\w-]{1,100}$/.test(header.id) ? header.id : randomUUID();
  if (header.status === 'ended' && header.id === id) return snapshot;
  const ending = header.ending ?? { kind: 'crashed', detail: 'editor-closed' };
  return { ...snapshot, header: { ...header, id, status: 'ended', ending } };
}

async function chooseFile(language: Language): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: language.say('importRunTitle'),
    filters: { [language.say('runFileKind')]: ['json'] },
  });
  return files?.[0];
}
