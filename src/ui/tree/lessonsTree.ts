import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { treeItemKinds, viewIds } from '../../contributions/views.ts';
import { chapterProgress, packProgress, type GroupProgress } from '../../core/progress/chapterProgress.ts';
import { exerciseOf } from '../../core/progress/exerciseOf.ts';
import { lessonProgress } from '../../core/progress/lessonProgress.ts';
import type { StepState } from '../../protocol/lessonSurface.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import { setContext } from '../shared/context.ts';
import type { Language } from '../shared/language.ts';
import type { Library } from '../shared/library.ts';
import {
  chapterNodes,
  lessonNodes,
  nodeId,
  packNodes,
  stepNodes,
  type ChapterNode,
  type LessonNode,
  type LessonsNode,
  type PackNode,
  type StepNode,
} from './lessonNodes.ts';
import { stepCommand } from './stepCommand.ts';

export interface LessonsTreeOptions {
  library: Library;
  progress: ProgressStore;
  language: Language;
}

export type LessonsTreeProvider = vscode.TreeDataProvider<LessonsNode> & Disposable;

/** The data behind the Lessons view. It redraws when the library, the progress or the language changes. */
export function createLessonsTree({ library, progress, language }: LessonsTreeOptions): LessonsTreeProvider {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<LessonsNode | undefined>());
  store.add(progress.onDidChange(() => changed.fire(undefined)));
  store.add(library.onDidChange(() => changed.fire(undefined)));
  store.add(language.onDidChange(() => changed.fire(undefined)));

  const childrenOf = async (node: LessonsNode | undefined): Promise<LessonsNode[]> => {
    if (!node) return packNodes(await library.packs());
    if (node.kind === 'pack') return chapterNodes(node.pack);
    if (node.kind === 'chapter') return lessonNodes(node);
    if (node.kind === 'lesson')
      return stepNodes(node, lessonProgress(node.place.lesson, progress.get()).steps);
    return [];
  };

  return {
    onDidChangeTreeData: changed.event,
    getChildren: childrenOf,
    getTreeItem: (node) => createItem(node, progress, language),
    dispose: () => store.dispose(),
  };
}

/** Shows the tree and tells the welcome texts of package.json whether there is anything to show. */
export function registerLessonsTree(options: LessonsTreeOptions): Disposable {
  const store = new DisposableStore();
  const tree = store.add(createLessonsTree(options));
  store.add(vscode.window.createTreeView(viewIds.lessons, { treeDataProvider: tree, showCollapseAll: true }));
  const tell = (): void => {
    const { state } = options.library;
    const value = state.kind === 'loading' ? 'loading' : state.packs.length > 0 ? 'ready' : 'failed';
    setContext('deepLearning.library', value);
  };
  store.add(options.library.onDidChange(tell));
  tell();
  return store;
}

function createItem(node: LessonsNode, progress: ProgressStore, language: Language): vscode.TreeItem {
  const item = itemOf(node, progress, language);
  // VS Code remembers by id what is folded. A lesson that is opened for the first time is a new item, unfolded: its
  // steps are what comes next.
  const isOpened = node.kind === 'lesson' && progress.get().lessons[node.lessonId]?.openedAt !== undefined;
  item.id = isOpened ? `${nodeId(node)}/opened` : nodeId(node);
  return item;
}

function itemOf(node: LessonsNode, progress: ProgressStore, language: Language): vscode.TreeItem {
  switch (node.kind) {
    case 'pack':
    case 'chapter':
      return groupItem(node, progress, language);
    case 'lesson':
      return lessonItem(node, progress, language);
    case 'step':
      return stepItem(node, language);
  }
}

function groupItem(
  node: PackNode | ChapterNode,
  progress: ProgressStore,
  language: Language,
): vscode.TreeItem {
  const done: GroupProgress =
    node.kind === 'pack'
      ? packProgress(node.pack, progress.get())
      : chapterProgress(node.chapter, progress.get());
  const title = language.of(node.kind === 'pack' ? node.pack.manifest.title : node.chapter.title);
  const isStart = node.kind === 'pack' || done.state === 'doing' || node.pack.chapters[0] === node.chapter;
  const item = new vscode.TreeItem(
    title,
    isStart ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.contextValue = treeItemKinds[node.kind];
  item.description = `${done.lessonsDone}/${done.lessons}`;
  if (done.state === 'done') item.iconPath = stateIcon('done');
  const label = language.say('groupLabel', { title, done: done.lessonsDone, count: done.lessons });
  item.tooltip = label;
  item.accessibilityInformation = { label };
  return item;
}

function lessonItem(node: LessonNode, progress: ProgressStore, language: Language): vscode.TreeItem {
  const { manifest } = node.place.lesson;
  const { state, steps } = lessonProgress(node.place.lesson, progress.get());
  const title = language.of(manifest.title);
  const item = new vscode.TreeItem(
    title,
    state === 'doing' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.contextValue = treeItemKinds.lesson;
  item.iconPath = stateIcon(state);
  if (state === 'doing')
    item.description = `${steps.filter((step) => step.state === 'done').length}/${steps.length}`;
  item.tooltip = lessonTooltip(node, language);
  item.command = stepCommand({ kind: 'read' }, node.lessonId, title);
  const label = language.say('lessonLabel', {
    title,
    state: language.say(`state.${state}`),
    minutes: manifest.minutes,
  });
  item.accessibilityInformation = { label };
  return item;
}

function lessonTooltip({ place }: LessonNode, language: Language): vscode.MarkdownString {
  const { manifest } = place.lesson;
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(language.of(manifest.title)).appendMarkdown('**\n\n');
  tooltip.appendText(language.of(manifest.summary));
  tooltip.appendMarkdown('\n\n').appendText(language.say('minutes', { minutes: manifest.minutes }));
  return tooltip;
}

function stepItem({ place, lessonId, progress, exerciseId }: StepNode, language: Language): vscode.TreeItem {
  const { step, state } = progress;
  const exercise = step.kind === 'exercise' ? exerciseOf(place.lesson, step.exercise) : undefined;
  const title = exercise ? language.of(exercise.manifest.title) : language.say(`step.${step.kind}`);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  item.iconPath = stateIcon(state);
  item.contextValue = {
    read: treeItemKinds.stepRead,
    exercise: treeItemKinds.stepExercise,
    quiz: treeItemKinds.stepQuiz,
  }[step.kind];
  if (exercise) {
    item.description = language.say('step.exercise');
    item.tooltip = language.of(exercise.manifest.summary);
  }
  item.command = stepCommand(step, lessonId, title, exerciseId);
  const label = language.say(exercise ? 'stepLabel' : 'namedStepLabel', {
    kind: language.say(`step.${step.kind}`),
    title,
    state: language.say(`state.${state}`),
  });
  item.accessibilityInformation = { label };
  return item;
}

function stateIcon(state: StepState): vscode.ThemeIcon {
  switch (state) {
    case 'done':
      return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'));
    case 'doing':
      return new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('charts.blue'));
    case 'todo':
      return new vscode.ThemeIcon('circle-large-outline', new vscode.ThemeColor('disabledForeground'));
  }
}
