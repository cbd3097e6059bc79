import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import type { EngineReport, Progress, RunHeader } from '../../protocol/run.ts';
import type { ActiveRun, ActiveRuns } from '../shared/activeRuns.ts';
import { engineName } from '../shared/engineName.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';
import { createLossReader } from './lossReader.ts';

export interface RunStatusOptions {
  activeRuns: ActiveRuns;
  preferences: Preferences;
  language: Language;
}

/** The status bar item: the engine, and while something trains how far it is. A click opens the run, else the engines. */
export function registerRunStatus({ activeRuns, preferences, language }: RunStatusOptions): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('deepLearning.status', vscode.StatusBarAlignment.Left, 10),
  );
  item.name = 'Deep Learning';
  let latest: { runId: string; progress?: Progress; loss?: number } | undefined;
  let lastEngine: EngineReport | undefined;

  const draw = (): void => {
    const run = activeRuns.current();
    lastEngine = run?.header.engine ?? lastEngine;
    if (run) drawRunning(item, run.header, latest?.runId === run.header.id ? latest : {}, language);
    else drawIdle(item, lastEngine, preferences, language);
    item.show();
  };
  const follow = (run: ActiveRun): void => {
    const loss = createLossReader();
    const following = run.handle.onDidReceiveMetrics((batch) => {
      const value = loss(batch);
      latest = {
        runId: run.header.id,
        progress: batch.progress,
        ...(value !== undefined && { loss: value }),
      };
      draw();
    });
    void run.handle.ended.then(() => following.dispose());
  };
  store.add(activeRuns.onDidStart(follow));
  store.add(activeRuns.onDidChange(draw));
  store.add(language.onDidChange(draw));
  store.add(preferences.onDidChange('deepLearning.engine', draw));
  draw();
  return store;
}

function drawRunning(
  item: vscode.StatusBarItem,
  header: RunHeader,
  { progress, loss }: { progress?: Progress; loss?: number },
  language: Language,
): void {
  const icon = header.status === 'paused' ? '$(debug-pause)' : '$(loading~spin)';
  const parts = [
    header.title,
    progress?.epoch === undefined
      ? undefined
      : language.say('statusEpoch', { epoch: progress.epoch, epochs: progress.epochs ?? '?' }),
    loss === undefined
      ? undefined
      : language.say('statusLoss', { loss: Number.isFinite(loss) ? loss.toFixed(3) : 'NaN' }),
  ].filter((part) => part !== undefined);
  item.text = `${icon} ${parts.join(' · ')}`;
  item.command = { command: commandIds.openRun, title: '', arguments: [header.id] };
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = { enabledCommands: [commandIds.stop, commandIds.openRun] };
  tooltip.appendText(`${header.title} #${header.number}`);
  if (header.engine) tooltip.appendMarkdown('\n\n').appendText(engineName(header.engine.id, language));
  const target = encodeURIComponent(JSON.stringify([header.id]));
  tooltip.appendMarkdown(
    `\n\n[${language.say('openRunPanel')}](command:${commandIds.openRun}?${target}) · [${language.say('lens.stop')}](command:${commandIds.stop}?${target})`,
  );
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: `Deep Learning, ${parts.join(', ')}`, role: 'button' };
}

function drawIdle(
  item: vscode.StatusBarItem,
  engine: EngineReport | undefined,
  preferences: Preferences,
  language: Language,
): void {
  const setting = preferences.get('deepLearning.engine');
  const used = engine && (setting === 'auto' || setting === engine.id) ? engine : undefined;
  const name = engineName(used?.id ?? setting, language);
  item.text = `$(circuit-board) ${name}`;
  item.command = commandIds.selectEngine;
  const reasons = used?.passedOver.map(({ id, reason }) => `${engineName(id, language)}: ${reason}`) ?? [];
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(language.say('statusIdle'));
  for (const reason of reasons) tooltip.appendMarkdown('\n\n').appendText(reason);
  item.tooltip = tooltip;
  item.accessibilityInformation = {
    label: language.say('statusIdleLabel', { engine: name }),
    role: 'button',
  };
}
