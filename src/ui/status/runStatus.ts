import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import { sayEngine } from '../../core/words/engines.ts';
import type { EngineId, EngineReport, Progress, RunHeader } from '../../protocol/run.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { ActiveRun, ActiveRuns } from '../shared/activeRuns.ts';
import { engineName } from '../shared/engineName.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';
import { registerEngineNotice } from './engineNotice.ts';
import { engineTooltip } from './engineTooltip.ts';
import { createLossReader } from './lossReader.ts';

export interface RunStatusOptions {
  activeRuns: ActiveRuns;
  engines: Engines;
  preferences: Preferences;
  language: Language;
}

/** The status bar item: the engine, and while something trains how far it is. A click opens the run, else the engines. */
export function registerRunStatus(options: RunStatusOptions): Disposable {
  const { activeRuns, engines, preferences, language } = options;
  const store = new DisposableStore();
  store.add(registerEngineNotice(options));
  const item = store.add(
    vscode.window.createStatusBarItem('deepLearning.status', vscode.StatusBarAlignment.Left, 10),
  );
  item.name = 'Deep Learning';
  let latest: { runId: string; progress?: Progress; loss?: number } | undefined;
  let lastEngine: EngineReport | undefined;
  const news = watchForFaster(options);

  const draw = (): void => {
    const run = activeRuns.current();
    lastEngine = run?.header.engine ?? lastEngine;
    if (run) drawRunning(item, run.header, latest?.runId === run.header.id ? latest : {}, language);
    else drawIdle(item, lastEngine, news.hasFaster(), options);
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
  store.add(
    activeRuns.onDidStart((run) => {
      news.forget();
      follow(run);
    }),
  );
  store.add(
    engines.onDidChange(() => {
      news.look();
      draw();
    }),
  );
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

/** Notices when a search has found a better engine than the one that was about to be used. */
function watchForFaster({ engines, preferences }: RunStatusOptions) {
  let isFaster = false;
  let beforeSearch: EngineId | undefined;
  const first = (): EngineId | undefined => engines.plan('auto').engines[0];
  return {
    hasFaster: () => isFaster && preferences.get('deepLearning.engine') === 'auto',
    forget: () => (isFaster = false),
    look() {
      if (engines.lookingAt !== undefined) beforeSearch ??= first();
      else if (beforeSearch !== undefined) {
        // From nothing known to WebAssembly is no news.
        isFaster ||= first() !== beforeSearch && first() !== 'wasm' && first() !== 'cpu';
        beforeSearch = undefined;
      }
    },
  };
}

function drawIdle(
  item: vscode.StatusBarItem,
  last: EngineReport | undefined,
  hasFaster: boolean,
  { engines, preferences, language }: RunStatusOptions,
): void {
  const setting = preferences.get('deepLearning.engine');
  const plan = engines.plan(setting);
  const [id = 'wasm'] = plan.engines;
  // What the last run really used says more than what was found before it.
  const isReplaced = last?.passedOver.some((each) => each.id === id && setting === id) === true;
  const shown = isReplaced ? last : undefined;
  const report =
    shown ??
    (last?.id === id ? last : engines.findings?.engines.find((finding) => finding.id === id)?.probe?.report);
  const name = engineName(shown?.id ?? id, language);
  const text = report?.gpu === true ? `${name} · GPU` : name;
  item.text = `${hasFaster ? '$(rocket)' : '$(circuit-board)'} ${text}`;
  item.command = commandIds.selectEngine;
  const passedOver = shown?.passedOver ?? plan.passedOver;
  item.tooltip = engineTooltip({ setting, engines, report, passedOver, hasFaster }, language);
  const label = language.say('statusIdleLabel', { engine: text });
  item.accessibilityInformation = {
    label: hasFaster ? `${label}. ${sayEngine('statusFaster', language.locale)}` : label,
    role: 'button',
  };
}
