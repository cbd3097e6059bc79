import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import { treeItemKinds, viewIds } from '../../contributions/views.ts';
import { endingSentence } from '../../core/words/endings.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { setContext } from '../shared/context.ts';
import type { Language } from '../shared/language.ts';
import { runDescription, runIcon, runTitle } from './runRow.ts';

export interface RunsTreeOptions {
  runStore: RunStore;
  activeRuns: ActiveRuns;
  language: Language;
}

/** A row of the Runs view. Commands receive the row that was clicked. */
export interface RunNode {
  runId: string;
  header: RunHeader;
}

export type RunsTreeProvider = vscode.TreeDataProvider<RunNode> & Disposable;

export function createRunsTree({ runStore, activeRuns, language }: RunsTreeOptions): RunsTreeProvider {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<undefined>());
  store.add(runStore.onDidChange(() => changed.fire(undefined)));
  store.add(activeRuns.onDidChange(() => changed.fire(undefined)));
  store.add(language.onDidChange(() => changed.fire(undefined)));
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (node) =>
      node
        ? []
        : runStore.headers().map((stored) => {
            // The store is up to a second behind a run that is going on.
            const header = activeRuns.get(stored.id)?.header ?? stored;
            return { runId: header.id, header };
          }),
    getTreeItem: ({ header }) =>
      runItem(header, { isPinned: runStore.isPinned(header.id), note: runStore.noteOf(header.id) }, language),
    dispose: () => store.dispose(),
  };
}

export function registerRunsTree(options: RunsTreeOptions): Disposable {
  const store = new DisposableStore();
  const treeDataProvider = store.add(createRunsTree(options));
  store.add(vscode.window.createTreeView(viewIds.runs, { treeDataProvider, canSelectMany: true }));
  const tell = (): void => setContext('deepLearning.isRunning', options.activeRuns.current() !== undefined);
  store.add(options.activeRuns.onDidChange(tell));
  tell();
  return store;
}

/** What a person has attached to a run. */
interface RunLabel {
  isPinned: boolean;
  note: string;
}

function runItem(header: RunHeader, label: RunLabel, language: Language): vscode.TreeItem {
  const title = runTitle(header);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  const description = [
    label.isPinned ? language.say('runPinned') : '',
    runDescription(header, language.locale),
    label.note,
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const icon = runIcon(header);
  item.id = header.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(
    icon.id,
    icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
  );
  item.contextValue = kindOf(header) + (label.isPinned ? treeItemKinds.pinnedRun : '');
  item.command = { command: commandIds.openRun, title, arguments: [header.id] };
  item.tooltip = runTooltip(header, title, label.note, language);
  const state = header.ending ? endingSentence(header.ending, language.locale) : language.say('runGoingOn');
  item.accessibilityInformation = { label: `${title}, ${description}. ${state}` };
  return item;
}

function kindOf(header: RunHeader): string {
  if (header.status !== 'ended') return treeItemKinds.runRunning;
  if (header.kept?.some(({ lastEpoch }) => lastEpoch !== undefined)) return treeItemKinds.runEndedWithEpochs;
  return header.kept === undefined ? treeItemKinds.runEnded : treeItemKinds.runEndedWithModel;
}

function runTooltip(
  header: RunHeader,
  title: string,
  note: string,
  language: Language,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(title).appendMarkdown('**\n\n');
  const lines = [
    note === '' ? undefined : note,
    header.ending && endingSentence(header.ending, language.locale),
    new Date(header.startedAt).toLocaleString(language.locale),
    language.say('seedIs', { seed: header.seed }),
    header.file,
  ];
  for (const line of lines) if (line !== undefined) tooltip.appendText(line).appendMarkdown('\n\n');
  return tooltip;
}
