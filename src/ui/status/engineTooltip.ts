import * as vscode from 'vscode';
import { commandIds } from '../../contributions/commands.ts';
import type { EngineSetting } from '../../contributions/settings.ts';
import { problemSentence, sayEngine } from '../../core/words/engines.ts';
import type { EngineProbe } from '../../protocol/engine.ts';
import type { PassedOver } from '../../protocol/run.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import { engineName } from '../shared/engineName.ts';
import type { Language } from '../shared/language.ts';

export interface EngineTooltip {
  setting: EngineSetting;
  engines: Engines;
  /** What is known of the engine that the next run uses. */
  report: EngineProbe['report'] | undefined;
  passedOver: readonly PassedOver[];
  hasFaster: boolean;
}

/** Which engine the next run uses, on what, and why no other. */
export function engineTooltip(tooltip: EngineTooltip, language: Language): vscode.MarkdownString {
  const { setting, engines, report, passedOver, hasFaster } = tooltip;
  const { locale } = language;
  const isUntried = passedOver.some(({ problem }) => problem?.code === 'not-tried');
  const lines = [
    language.say('statusIdle'),
    hasFaster ? sayEngine('statusFaster', locale) : undefined,
    report && sayEngine('statusVersion', locale, { version: report.version }),
    report?.device === undefined ? undefined : sayEngine('statusDevice', locale, { device: report.device }),
    reasonFor(setting, isUntried, engines, language),
    ...passedOver
      .filter(({ problem }) => problem?.code !== 'not-tried')
      .map(({ id, reason, problem }) =>
        sayEngine('passedOver', locale, {
          engine: engineName(id, language),
          reason: problem ? problemSentence(problem, locale) : reason,
        }),
      ),
  ].filter((line) => line !== undefined);
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [commandIds.selectEngine, commandIds.engineDoctor] };
  for (const line of lines) text.appendText(line).appendMarkdown('\n\n');
  text.appendMarkdown(
    `[${sayEngine('chooseEngine', locale)}](command:${commandIds.selectEngine}) · [${sayEngine('openDoctor', locale)}](command:${commandIds.engineDoctor})`,
  );
  return text;
}

function reasonFor(
  setting: EngineSetting,
  isUntried: boolean,
  { lookingAt }: Engines,
  { locale }: Language,
): string {
  if (lookingAt !== undefined) return sayEngine('statusLooking', locale);
  if (setting !== 'auto') return sayEngine('statusChosenByYou', locale);
  return sayEngine(isUntried ? 'statusNotTried' : 'statusChosenHere', locale);
}
