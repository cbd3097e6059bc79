import * as vscode from 'vscode';
import { commandIds } from '../../contributions/commands.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface, RunView } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import { showCode } from '../shared/showCode.ts';
import { fileContent, fileName, flag, index, locationIn, record } from './guards.ts';

export interface RunHandlersInput {
  header: () => RunHeader;
  view: () => Promise<RunView>;
  activeRuns: ActiveRuns;
  language: Language;
}

const classesAtMost = 65_536;

export function runHandlers({ header, view, activeRuns, language }: RunHandlersInput): Handlers<RunSurface> {
  const live = () => activeRuns.get(header().id)?.handle;
  return {
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
    pictures(params) {
      const handle = live();
      if (!handle)
        throw Object.assign(new Error('Pictures are kept for the latest runs of this window only.'), {
          code: 'pictures-gone',
        });
      const cell = record(params);
      return handle.pictures(
        index(cell['evaluation'], handle.snapshot().evaluations.length),
        index(cell['truth'], classesAtMost),
        index(cell['predicted'], classesAtMost),
      );
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
