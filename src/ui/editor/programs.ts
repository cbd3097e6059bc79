import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EngineId, RunPurpose } from '../../protocol/run.ts';
import type { BranchOptions } from '../../runner/runnerTypes.ts';
import type { ActiveRun, ActiveRuns } from '../shared/activeRuns.ts';
import type { ExerciseIndex } from '../shared/exerciseIndex.ts';
import type { Language } from '../shared/language.ts';
import { isCodeAllowed } from '../shared/trust.ts';
import { attachDebugger } from './debugSession.ts';

export interface ProgramsOptions {
  activeRuns: ActiveRuns;
  exerciseIndex: ExerciseIndex;
  language: Language;
  /** Files under here are ours: the debugger steps over them. */
  extensionFolder: string;
}

export interface RunProgramOptions {
  seed?: number;
  debug?: boolean;
  /** The same for runs that differ in their seed only. */
  group?: string;
  /** For this run alone. */
  engine?: EngineId;
  purpose?: RunPurpose;
  /** Go on from an epoch of an earlier run. */
  branch?: BranchOptions;
}

export interface Programs {
  /** Saves the file and runs it. `undefined` when it cannot be run, which was said. */
  run(file: string, options?: RunProgramOptions): Promise<ActiveRun | undefined>;
}

export function createPrograms({
  activeRuns,
  exerciseIndex,
  language,
  extensionFolder,
}: ProgramsOptions): Programs {
  return {
    async run(file, { seed, debug, engine, group, purpose, branch } = {}) {
      if (!isCodeAllowed(language) || !(await saveBeforeUse(file, language))) return undefined;
      const place = await exerciseIndex.exerciseOf(file);
      const run = await activeRuns.start({
        file,
        ...(place && { exerciseId: place.exercise.manifest.id }),
        ...(seed !== undefined && { seed }),
        ...(debug === true && { debug }),
        ...(group !== undefined && { group }),
        ...(engine && { engine }),
        ...(purpose && { purpose }),
        ...(branch && { branch }),
      });
      if (debug === true) attachDebugger(run, language, extensionFolder);
      return run;
    },
  };
}

/** A worker reads from the disk, so what is in the editor must be there. False, after saying so, when it is not. */
export async function saveBeforeUse(file: string, language: Language): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.fsPath === file);
  const name = vscode.workspace.asRelativePath(file);
  if (document?.isDirty === true) {
    const isSaved = (await document.save()) || (await saveOnceMore(document));
    if (!isSaved) void vscode.window.showErrorMessage(language.say('notSaved', { file: name }));
    return isSaved;
  }
  if (existsSync(file)) return true;
  void vscode.window.showErrorMessage(language.say('fileMissing', { file: name }));
  return false;
}

/** An editor that is just taking in a change from the disk refuses to save for a moment, and only for a moment. */
async function saveOnceMore(document: vscode.TextDocument): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return !document.isDirty || (await document.save());
}
