import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../contributions/commands.ts';
import { engineChoices, type EngineSetting } from '../../contributions/settings.ts';
import { problemSentence, sayEngine } from '../../core/words/engines.ts';
import type { EngineFinding } from '../../protocol/engine.ts';
import type { EngineId } from '../../protocol/run.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { engineName } from '../shared/engineName.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';

export interface EngineChoiceOptions {
  activeRuns: ActiveRuns;
  engines: Engines;
  language: Language;
  preferences: Preferences;
}

interface EnginePick extends vscode.QuickPickItem {
  setting?: EngineSetting;
  /** Called instead of choosing an engine. */
  command?: string;
}

/** Asks for the engine and stores the choice, which the next run uses. */
export async function chooseEngine(options: EngineChoiceOptions): Promise<EngineSetting | undefined> {
  const { preferences, language } = options;
  const current = preferences.get('deepLearning.engine');
  const say = (key: Parameters<typeof sayEngine>[0]): string => sayEngine(key, language.locale);
  const chosen = await pick(options, {
    title: say('listTitle'),
    placeholder: say('listPlaceholder'),
    current,
    items: () => [
      ...engineChoices.map((setting) => describe(setting, current, options)),
      { label: say('listMore'), kind: vscode.QuickPickItemKind.Separator },
      { label: `$(pulse) ${say('openDoctor')}`, command: commandIds.engineDoctor },
      { label: `$(cloud-download) ${say('installTensorFlow')}`, command: commandIds.installTensorFlow },
    ],
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
  if (chosen?.setting) await preferences.set('deepLearning.engine', chosen.setting);
  return chosen?.setting;
}

/** Asks which engine is to run a file this once. */
export async function chooseEngineOnce(
  file: string,
  options: EngineChoiceOptions,
): Promise<EngineId | undefined> {
  const { locale } = options.language;
  const chosen = await pick(options, {
    title: sayEngine('runWithTitle', locale, { file: basename(file) }),
    placeholder: '',
    current: undefined,
    items: () =>
      engineChoices
        .filter((setting) => setting !== 'auto')
        .map((setting) => describe(setting, undefined, options)),
  });
  return chosen?.setting === 'auto' ? undefined : chosen?.setting;
}

interface PickOptions {
  title: string;
  placeholder: string;
  current: EngineSetting | undefined;
  items: () => EnginePick[];
}

/** Shows the list at once, and fills in what is found while it is open. */
function pick(
  { activeRuns, engines }: EngineChoiceOptions,
  { title, placeholder, current, items }: PickOptions,
): Promise<EnginePick | undefined> {
  const list = vscode.window.createQuickPick<EnginePick>();
  const closing = new AbortController();
  const draw = (): void => {
    const { setting, command } = list.activeItems[0] ?? { setting: current };
    list.items = items();
    list.activeItems = list.items.filter((item) => item.setting === setting && item.command === command);
  };
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDetail = true;
  draw();
  const following = engines.onDidChange(draw);
  // What the workspace names is not started in Restricted Mode, and a run is not disturbed.
  if (vscode.workspace.isTrusted && !activeRuns.current()) {
    list.busy = true;
    void engines
      .examine({ extent: 'all', signal: closing.signal })
      .catch(() => undefined)
      .finally(() => (list.busy = false));
  }
  list.show();
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      // Enter, pressed before there is anything to choose, closes nothing.
      if (!chosen) return;
      resolve(chosen);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      closing.abort();
      following.dispose();
      list.dispose();
    });
  });
}

function describe(
  setting: EngineSetting,
  current: EngineSetting | undefined,
  options: EngineChoiceOptions,
): EnginePick {
  const { engines, language } = options;
  const { locale } = language;
  const device = findingOf(setting, engines)?.probe?.report.device;
  const description = [setting === current ? sayEngine('listCurrent', locale) : undefined, device];
  return {
    setting,
    label: engineName(setting, language),
    description: description.filter((part) => part !== undefined).join(' · '),
    detail: setting === 'auto' ? automaticDetail(options) : detailOf(setting, options),
  };
}

function automaticDetail({ engines, language }: EngineChoiceOptions): string {
  const [first = 'wasm'] = engines.plan('auto').engines;
  return sayEngine('listNow', language.locale, { engine: engineName(first, language) });
}

function detailOf(id: EngineId, { engines, language }: EngineChoiceOptions): string {
  const { locale } = language;
  const finding = findingOf(id, engines);
  if (!finding) return sayEngine(`about.${id}`, locale);
  if (finding.problem) return problemSentence(finding.problem, locale);
  const yardstick = findingOf('wasm', engines)?.probe;
  if (id === 'wasm' || !yardstick || !finding.probe) return sayEngine('listWorks', locale);
  const ratio = yardstick.largeStepMs / finding.probe.largeStepMs;
  const speed = sayEngine(ratio < 1 ? 'listSlower' : 'listSpeed', locale, {
    times: timesText(ratio < 1 ? 1 / ratio : ratio, locale),
    engine: engineName('wasm', language),
  });
  return `${sayEngine('listWorks', locale)} · ${speed}`;
}

/** Two significant digits are as exact as such a measurement is. */
function timesText(times: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(times);
}

function findingOf(id: EngineSetting, { findings }: Engines): EngineFinding | undefined {
  return findings?.engines.find((finding) => finding.id === id);
}
