import * as vscode from 'vscode';
import { engineChoices, type EngineSetting } from '../../contributions/settings.ts';
import { engineName } from '../shared/engineName.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';

/** Asks for the engine and stores the choice, which the next run uses. */
export async function chooseEngine(
  preferences: Preferences,
  language: Language,
): Promise<EngineSetting | undefined> {
  const current = preferences.get('deepLearning.engine');
  const picks = engineChoices.map((setting) => ({
    setting,
    label: engineName(setting, language),
    detail: language.say(`engine.${setting}.detail`),
    ...(setting === current && { description: language.say('engineCurrent') }),
  }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: language.say('engineTitle'),
    placeHolder: language.say('enginePlaceholder'),
  });
  if (chosen) await preferences.set('deepLearning.engine', chosen.setting);
  return chosen?.setting;
}
