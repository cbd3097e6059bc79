import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import type { EngineSetting } from '../../contributions/settings.ts';
import { problemSentence, sayEngine } from '../../core/words/engines.ts';
import type { PassedOver } from '../../protocol/run.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { engineName } from '../shared/engineName.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';

export interface EngineNoticeOptions {
  activeRuns: ActiveRuns;
  language: Language;
  preferences: Preferences;
}

/** Says when a run could not use the engine of the setting: once a window and engine, not at every run. */
export function registerEngineNotice({ activeRuns, language, preferences }: EngineNoticeOptions): Disposable {
  const store = new DisposableStore();
  const told = new Set<EngineSetting>();
  store.add(
    activeRuns.onDidChange(({ header: { engine } }) => {
      const wanted = preferences.get('deepLearning.engine');
      const missed = engine?.passedOver.find(({ id }) => id === wanted);
      if (!engine || !missed || told.has(wanted)) return;
      told.add(wanted);
      const used = engineName(engine.id, language);
      void tell(missed, used, language);
    }),
  );
  return store;
}

async function tell({ id, reason, problem }: PassedOver, used: string, language: Language): Promise<void> {
  const { locale } = language;
  const doctor = sayEngine('openDoctor', locale);
  const choice = await vscode.window.showWarningMessage(
    sayEngine('replaced', locale, {
      wanted: engineName(id, language),
      engine: used,
      reason: problem ? problemSentence(problem, locale) : reason,
    }),
    doctor,
  );
  if (choice === doctor) await execute(commandIds.engineDoctor);
}
