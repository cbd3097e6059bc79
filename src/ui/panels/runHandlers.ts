import * as vscode from 'vscode';
import { cellPictures } from '../../core/evaluation/cellPictures.ts';
import { commandIds } from '../../contributions/commands.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface, RunView } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import { showCode } from '../shared/showCode.ts';
import { rateHandlers } from './rateHandlers.ts';
import { fileContent, fileName, flag, index, indices, locationIn, record } from './guards.ts';

export interface RunHandlersInput {
  header: () => RunHeader;
  view: () => Promise<RunView>;
  activeRuns: ActiveRuns;
  runStore: RunStore;
  language: Language;
}

const classesAtMost = 65_536;
const evaluationsAtMost = 100_000;
const exhibitsAtMost = 1_000_000;

export function runHandlers(input: RunHandlersInput): Handlers<RunSurface> {
  const { header, view, activeRuns, runStore, language } = input;
  const live = () => activeRuns.get(header().id)?.handle;
  return {
    ...rateHandlers(header),
    ready: view,
    async stop() {
      await live()?.stop();
      return undefined;
    },
    pause() {
      live()?.pause();
      return undefined;
    },
    resume() {
      live()?.resume();
      return undefined;
    },
    async runAgain(params) {
      const { file, seed } = header();
      await (flag(record(params)['sameSeed'])
        ? execute(commandIds.run, file, seed)
        : execute(commandIds.run, file));
      return undefined;
    },
    async pictures(params) {
      const cell = record(params);
      const evaluation = index(cell['evaluation'], evaluationsAtMost);
      const truth = index(cell['truth'], classesAtMost);
      const predicted = index(cell['predicted'], classesAtMost);
      const running = live();
      if (running) return running.pictures(evaluation, truth, predicted);
      const stored = await runStore.load(header().id);
      return cellPictures(stored?.evaluations[evaluation], truth, predicted);
    },
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
      const bytes = fileContent(wanted['content']);
      return { saved: await saveWhereChosen(name, bytes, language) };
    },
  };
}

async function saveWhereChosen(name: string, bytes: Uint8Array, language: Language): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    saveLabel: language.say('save'),
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  return true;
}
