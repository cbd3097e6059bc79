import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import { panelTypes } from '../../contributions/views.ts';
import { compareWords } from '../../core/words/compare.ts';
import type { CompareSurface, CompareView } from '../../protocol/compareSurface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import { compareHandlers } from './compareHandlers.ts';
import { createCompareRows } from './compareRows.ts';
import { saveWhereChosen } from './saveWhereChosen.ts';
import { createPanelRegistry, serveWebview, type PanelHost } from './webviewPanel.ts';

export interface ComparePanelOptions extends PanelHost {
  runStore: RunStore;
  activeRuns: ActiveRuns;
  language: Language;
}

export interface ComparePanel extends Disposable, vscode.WebviewPanelSerializer {
  /** Shows the run table. @param runIds the runs to draw; without them those that were drawn before, or the latest */
  open(runIds?: readonly string[]): void;
}

interface OpenComparison {
  panel: vscode.WebviewPanel;
  choose(runIds: readonly string[]): void;
}

/** There is one comparison. */
const key = 'compare';

export function createComparePanel(options: ComparePanelOptions): ComparePanel {
  const panels = createPanelRegistry<OpenComparison>();
  const fillPanel = (panel: vscode.WebviewPanel, runIds?: readonly string[]): void => {
    const held = new DisposableStore();
    panels.keep(key, serveComparison(panel, runIds, options, held), held);
  };
  return {
    open(runIds) {
      const opened = panels.get(key);
      if (!opened) {
        fillPanel(vscode.window.createWebviewPanel(panelTypes.compare, '', vscode.ViewColumn.Active), runIds);
        return;
      }
      if (runIds) opened.choose(runIds);
      opened.panel.reveal();
    },
    deserializeWebviewPanel(panel) {
      // The page remembers which runs it drew.
      fillPanel(panel);
      return Promise.resolve();
    },
    dispose: () => panels.dispose(),
  };
}

function serveComparison(
  panel: vscode.WebviewPanel,
  runIds: readonly string[] | undefined,
  options: ComparePanelOptions,
  held: DisposableStore,
): OpenComparison {
  const { activeRuns, runStore, language } = options;
  const rows = createCompareRows(runStore, activeRuns);
  const followed = held.add(createFollower(activeRuns, (id, batch) => send('metrics', { id, batch })));
  let chosen = runIds;
  const view = (): CompareView => {
    const shown = { locale: language.locale, rows: rows.all(), ...(chosen && { chosen: [...chosen] }) };
    // Asked for once: after that the person may have ticked others.
    chosen = undefined;
    return shown;
  };
  const title = (): string => compareWords.title[language.locale];
  const server = held.add(
    serveWebview<CompareSurface>(panel, options, {
      app: 'compare',
      title: title(),
      locale: language.locale,
      key: { panel: key },
      handlers: compareHandlers({
        view,
        activeRuns,
        runStore,
        follow: followed.follow,
        openRun: (id) => execute(commandIds.openRun, id),
        save: (name, bytes) => saveWhereChosen(name, bytes, language),
        goneSentence: () => language.say('runGone'),
      }),
    }),
  );
  const send: typeof server.emit = (name, payload) => {
    if (panel.visible) server.emit(name, payload);
  };
  const tellRows = (): void => {
    // A hidden page is gone; it asks for everything when it is back.
    const changes = panel.visible ? rows.changes() : undefined;
    if (changes) send('rows', changes);
  };
  held.add(runStore.onDidChange(tellRows));
  held.add(activeRuns.onDidChange(tellRows));
  held.add(
    language.onDidChange(() => {
      panel.title = title();
      send('replaced', view());
    }),
  );
  return {
    panel,
    choose(wanted) {
      chosen = wanted;
      if (panel.visible) server.emit('replaced', view());
    },
  };
}

/** Passes on what live runs measure, each from the moment its curves were asked for. */
function createFollower(
  activeRuns: ActiveRuns,
  onMetrics: (id: string, batch: CompareSurface['events']['metrics']['batch']) => void,
) {
  const following = new Map<string, Disposable>();
  return {
    follow: (id: string): void => {
      const run = activeRuns.get(id);
      if (!run || run.header.status === 'ended' || following.has(id)) return;
      following.set(
        id,
        run.handle.onDidReceiveMetrics((batch) => onMetrics(id, batch)),
      );
      void run.handle.ended.then(() => {
        following.get(id)?.dispose();
        following.delete(id);
      });
    },
    dispose(): void {
      for (const one of following.values()) one.dispose();
      following.clear();
    },
  };
}
