import { arch, cpus, release } from 'node:os';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import { commandIds } from '../../contributions/commands.ts';
import { panelTypes } from '../../contributions/views.ts';
import { doctorMarkdown } from '../../core/engine/doctorMarkdown.ts';
import { doctorReport } from '../../core/engine/doctorReport.ts';
import { engineNameIn, sayEngine } from '../../core/words/engines.ts';
import {
  doctorActions,
  type DoctorAction,
  type DoctorReport,
  type DoctorSnapshot,
  type DoctorSurface,
} from '../../protocol/doctorSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { Engines } from '../../runner/engines/createEngines.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import type { Language } from '../shared/language.ts';
import type { Preferences } from '../shared/preferences.ts';
import { BadParams, record } from './guards.ts';
import { createPanelRegistry, serveWebview, type PanelHost } from './webviewPanel.ts';

export interface EngineDoctorOptions extends PanelHost {
  activeRuns: ActiveRuns;
  engines: Engines;
  language: Language;
  preferences: Preferences;
  /** Of the extension, for the report. */
  version: string;
}

export interface EngineDoctor extends Disposable, vscode.WebviewPanelSerializer {
  /** Opens the report and looks at every engine anew. The report as Markdown; undefined when it was cancelled. */
  examine(): Promise<string | undefined>;
}

/** There is one report. */
const key = 'doctor';

export function createEngineDoctor(options: EngineDoctorOptions): EngineDoctor {
  const panels = createPanelRegistry<{ panel: vscode.WebviewPanel }>();
  const examination = createExamination(options);
  const fillPanel = (panel: vscode.WebviewPanel): void =>
    panels.keep(key, { panel }, serveDoctor(panel, examination, options));
  return {
    async examine() {
      const opened = panels.get(key);
      if (opened) opened.panel.reveal();
      else fillPanel(vscode.window.createWebviewPanel(panelTypes.doctor, '', vscode.ViewColumn.Active));
      const isWhole = await examination.start();
      return isWhole ? doctorMarkdown(examination.report(), options.language.locale) : undefined;
    },
    async deserializeWebviewPanel(panel) {
      // A restored window shows what is known; it does not start eight processes.
      await options.engines.load();
      fillPanel(panel);
    },
    dispose() {
      examination.dispose();
      panels.dispose();
    },
  };
}

interface Examination extends Disposable {
  /** It began or ended. */
  readonly onDidChange: Event<void>;
  /** Joins one that is going on. False when it was cancelled. */
  start(): Promise<boolean>;
  cancel(): void;
  readonly isGoingOn: boolean;
  report(): DoctorReport;
}

function createExamination({
  activeRuns,
  engines,
  language,
  preferences,
  version,
}: EngineDoctorOptions): Examination {
  let going: { controller: AbortController; done: Promise<boolean> } | undefined;
  let wasBusy = false;
  const changed = new Emitter<void>();

  const examine = async (signal: AbortSignal): Promise<boolean> => {
    wasBusy = activeRuns.current() !== undefined;
    try {
      await engines.examine({ extent: 'again', signal });
      return true;
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
      return false;
    } finally {
      wasBusy ||= activeRuns.current() !== undefined;
      going = undefined;
      changed.fire();
    }
  };
  return {
    onDidChange: changed.event,
    dispose() {
      going?.controller.abort();
      changed.dispose();
    },
    start() {
      if (!going) {
        const controller = new AbortController();
        going = { controller, done: examine(controller.signal) };
        changed.fire();
      }
      return going.done;
    },
    cancel: () => going?.controller.abort(),
    get isGoingOn() {
      return going !== undefined;
    },
    report() {
      const setting = preferences.get('deepLearning.engine');
      return doctorReport(
        {
          setting,
          plan: engines.plan(setting),
          findings: engines.findings,
          candidates: engines.tensorFlowCandidates,
          machine: machineFacts(version),
          isRestricted: !vscode.workspace.isTrusted,
          wasBusy,
        },
        language.locale,
      );
    },
  };
}

function machineFacts(version: string) {
  const processors = cpus();
  const { node, electron } = process.versions;
  const editor = electron === undefined ? '' : `, Electron ${electron}`;
  return {
    extension: `${version}, ${vscode.env.appName} ${vscode.version}`,
    system: `${process.platform} ${release()}, ${arch()}`,
    processor: `${processors.length} × ${processors[0]?.model.trim() ?? '?'}`,
    runtime: `Node.js ${node}${editor}`,
  };
}

function serveDoctor(
  panel: vscode.WebviewPanel,
  examination: Examination,
  options: EngineDoctorOptions,
): DisposableStore {
  const { engines, language, preferences } = options;
  const held = new DisposableStore();
  const snapshot = (): DoctorSnapshot => {
    const examining = examination.isGoingOn ? progressSentence(engines, language) : undefined;
    return {
      locale: language.locale,
      report: examination.report(),
      ...(examining === undefined ? {} : { examining }),
    };
  };
  const tell = (): void => {
    panel.title = sayEngine('doctorTitle', language.locale);
    if (panel.visible) server.emit('changed', snapshot());
  };
  const start = (): void => {
    examination
      .start()
      .catch((thrown: unknown) => options.logger.error('The engines could not be examined.', thrown));
  };
  const server = held.add(
    serveWebview<DoctorSurface>(panel, options, {
      app: 'doctor',
      title: sayEngine('doctorTitle', language.locale),
      locale: language.locale,
      key: { panel: key },
      handlers: doctorHandlers(examination, options, { snapshot, start }),
    }),
  );
  held.add(examination.onDidChange(tell));
  held.add(engines.onDidChange(tell));
  held.add(language.onDidChange(tell));
  held.add(preferences.onDidChange('deepLearning.engine', tell));
  // Nobody is left to read it.
  held.add({ dispose: () => examination.cancel() });
  return held;
}

function progressSentence({ lookingAt }: Engines, { locale }: Language): string {
  if (lookingAt === undefined) return sayEngine('doctorExamining', locale);
  return lookingAt === 'parts'
    ? sayEngine('doctorSearching', locale)
    : sayEngine('doctorExaminingOne', locale, { engine: engineNameIn(lookingAt, locale) });
}

function doctorHandlers(
  examination: Examination,
  { language }: EngineDoctorOptions,
  { snapshot, start }: { snapshot: () => DoctorSnapshot; start: () => void },
): Handlers<DoctorSurface> {
  return {
    ready: () => snapshot(),
    examine() {
      start();
      return undefined;
    },
    cancel() {
      examination.cancel();
      return undefined;
    },
    async copy() {
      await vscode.env.clipboard.writeText(doctorMarkdown(examination.report(), language.locale));
      return undefined;
    },
    async act(params) {
      const wanted = record(params)['action'];
      const action = doctorActions.find((each) => each === wanted);
      if (!action) throw new BadParams('one of the actions of the report');
      await act(action);
      return undefined;
    },
  };
}

async function act(action: DoctorAction): Promise<void> {
  switch (action) {
    case 'installTensorFlow':
      await vscode.commands.executeCommand(commandIds.installTensorFlow);
      return;
    case 'openTensorFlowSetting':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'deepLearning.tensorflow.path');
      return;
    case 'openNodeSetting':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'deepLearning.nodePath');
      return;
    case 'selectEngine':
      await vscode.commands.executeCommand(commandIds.selectEngine);
  }
}
