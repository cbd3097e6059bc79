import * as vscode from 'vscode';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { Language } from '../shared/language.ts';

/** Says it once when the progress file was damaged, or was written by a newer version and is not touched. */
export function tellProgressMode(progress: ProgressStore, language: Language): void {
  if (progress.mode === 'recovered') void vscode.window.showWarningMessage(language.say('progressRecovered'));
  if (progress.mode === 'read-only') void vscode.window.showWarningMessage(language.say('progressReadOnly'));
}
