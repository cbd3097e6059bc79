import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { panelTypes } from '../../contributions/views.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface, RunView } from '../../protocol/runSurface.ts';
import type { Server } from '../../protocol/peer.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRun, ActiveRuns } from '../shared/activeRuns.ts';
import type { Language } from '../shared/language.ts';
import type { Library } from '../shared/library.ts';
import { datasetCardOf } from './datasetCard.ts';
import { lightSnapshot, withoutBytes, withoutPictures } from './lightSnapshot.ts';
import { runHandlers } from './runHandlers.ts';
import { createPanelRegistry, panelKeyOf, serveWebview, type PanelHost } from './webviewPanel.ts';

export interface RunPanelsOptions extends PanelHost {
  runStore: RunStore;
  activeRuns: ActiveRuns;
  language: Language;
  library: Library;
  /** For what the person decided about runs. */
  memory: vscode.Memento;
  /** Holds one folder a dataset, with `card.<locale>.md`. */
  datasetsFolder: string;
}

export interface RunPanels extends Disposable, vscode.WebviewPanelSerializer {
  /** Shows a stored or a live run. False when it is not stored any more. */
  open(runId: string): boolean;
  /** Shows a run that has just started, in the panel of the file's run before it if there is one. Takes no focus. */
  follow(run: ActiveRun): void;
}

/**
 * What a panel is about: one stored run, or whichever run of a file is the latest. A person who opened run #3 to look
 * at it keeps it when they press Run.
 */
type Subject = { runId: string } | { file: string };

interface OpenRun {
  panel: vscode.WebviewPanel;
  header(): RunHeader;
  show(header: RunHeader): void;
}

const keyOf = (subject: Subject): string =>
  'runId' in subject ? `run:${subject.runId}` : `file:${subject.file}`;

export function createRunPanels(options: RunPanelsOptions): RunPanels {
  const { activeRuns, runStore } = options;
  const panels = createPanelRegistry<OpenRun>();
  const headerWhere = (isWanted: (header: RunHeader) => boolean): RunHeader | undefined =>
    runStore.headers().find(isWanted);
  const headerOf = (runId: string): RunHeader | undefined =>
    activeRuns.get(runId)?.header ?? headerWhere((header) => header.id === runId);
  const fillPanel = (panel: vscode.WebviewPanel, subject: Subject, header: RunHeader): void => {
    const held = new DisposableStore();
    panels.keep(keyOf(subject), serveRun({ panel, subject, first: header, options, held }), held);
  };
  const create = (fallback: vscode.ViewColumn, preserveFocus: boolean): vscode.WebviewPanel =>
    vscode.window.createWebviewPanel(panelTypes.run, '', {
      viewColumn: columnForRuns(panels.all()) ?? fallback,
      preserveFocus,
    });

  return {
    open(runId) {
      const header = headerOf(runId);
      const opened = panels.all().find((candidate) => candidate.header().id === runId);
      if (opened) opened.panel.reveal();
      else if (header) fillPanel(create(vscode.ViewColumn.Active, false), { runId }, header);
      return header !== undefined;
    },
    follow({ header }) {
      const subject = { file: header.file };
      const before = panels.get(keyOf(subject));
      if (before) {
        before.show(header);
        before.panel.reveal(undefined, true);
      } else fillPanel(create(vscode.ViewColumn.Beside, true), subject, header);
    },
    deserializeWebviewPanel(panel, state) {
      const runId = panelKeyOf(state, 'runId');
      const file = panelKeyOf(state, 'file');
      const header = runId === undefined ? headerWhere((each) => each.file === file) : headerOf(runId);
      if (header) fillPanel(panel, runId === undefined ? { file: header.file } : { runId }, header);
      else panel.dispose();
      return Promise.resolve();
    },
    dispose: () => panels.dispose(),
  };
}

/** Runs share a column, so that the lesson and the code stay where they are. */
function columnForRuns(open: readonly OpenRun[]): vscode.ViewColumn | undefined {
  return open.map(({ panel }) => panel.viewColumn).find((column) => column !== undefined);
}

/** The whole picture of a run, from the live process or else from the disk. */
async function runView(header: RunHeader, options: RunPanelsOptions): Promise<RunView> {
  const { activeRuns, runStore, language, datasetsFolder } = options;
  const live = activeRuns.get(header.id)?.handle;
  const previousHeader = runStore.previousOf(header);
  const [stored, previous, card] = await Promise.all([
    live ? undefined : runStore.load(header.id),
    previousHeader && runStore.load(previousHeader.id),
    datasetCardOf(header.file, datasetsFolder, language.locale),
  ]);
  // Taken last, so that nothing that arrives while we wait is missing from it.
  const snapshot = live?.snapshot() ?? stored;
  if (!snapshot) throw Object.assign(new Error('The run is not stored any more.'), { code: 'run-gone' });
  return {
    locale: language.locale,
    snapshot: lightSnapshot(snapshot),
    ...(previous && { previous: { ...lightSnapshot(previous), evaluations: [], exhibits: [] } }),
    ...(card && { card }),
  };
}

interface ServeRunInput {
  panel: vscode.WebviewPanel;
  subject: Subject;
  first: RunHeader;
  options: RunPanelsOptions;
  held: DisposableStore;
}

function serveRun({ panel, subject, first, options, held }: ServeRunInput): OpenRun {
  const { activeRuns, language, logger } = options;
  let shown = first;
  let following: Disposable | undefined;
  const title = (): string => language.say('runPanelTitle', { title: shown.title, number: shown.number });
  const server = held.add(
    serveWebview<RunSurface>(panel, options, {
      app: 'run',
      title: title(),
      locale: language.locale,
      key: subject,
      handlers: runHandlers({
        header: () => shown,
        view: () => runView(shown, options),
        ...options,
      }),
    }),
  );
  const followLive = (): void => {
    following?.dispose();
    following = forward(activeRuns.get(shown.id), server, panel);
  };
  const replace = (): void => {
    panel.title = title();
    if (!panel.visible) return;
    void runView(shown, options).then(
      (view) => server.emit('replaced', view),
      (thrown: unknown) => logger.error('The run could not be shown again.', thrown),
    );
  };
  followLive();
  held.add(language.onDidChange(replace));
  held.add({ dispose: () => following?.dispose() });
  return {
    panel,
    header: () => activeRuns.get(shown.id)?.header ?? shown,
    show(header) {
      shown = header;
      followLive();
      replace();
    },
  };
}

/** Passes a live run's news on while the page exists. A hidden page is gone; it asks for everything when it is back. */
function forward(
  run: ActiveRun | undefined,
  server: Server<RunSurface>,
  panel: vscode.WebviewPanel,
): Disposable {
  const store = new DisposableStore();
  if (!run) return store;
  const send: Server<RunSurface>['emit'] = (name, payload) => {
    if (panel.visible) server.emit(name, payload);
  };
  const { handle } = run;
  store.add(handle.onDidReceiveMetrics((batch) => send('metrics', batch)));
  store.add(handle.onDidChangeHeader((header) => send('header', header)));
  store.add(handle.onDidReceiveModel((model) => send('model', model)));
  store.add(handle.onDidReceiveEvaluation((evaluation) => send('evaluation', withoutPictures(evaluation))));
  store.add(handle.onDidReceiveExhibit((exhibit) => send('exhibit', withoutBytes(exhibit))));
  store.add(handle.onDidWrite((written) => send('console', written)));
  return store;
}
