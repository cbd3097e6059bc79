import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Logger } from '../../src/base/logger.ts';
import { loadPack } from '../../src/packs/loadPack.ts';
import { openProgressStore, type ProgressStore } from '../../src/storage/progressStore.ts';
import { createLanguage } from '../../src/ui/shared/language.ts';
import { createLibrary } from '../../src/ui/shared/library.ts';
import { createPreferences } from '../../src/ui/shared/preferences.ts';
import { createLessonsTree, type LessonsTreeProvider } from '../../src/ui/tree/lessonsTree.ts';
import type { LessonsNode } from '../../src/ui/tree/lessonNodes.ts';
import { setSetting, tiny } from './learner.ts';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the Lessons view', () => {
  let folder: string;
  let progress: ProgressStore;
  let tree: LessonsTreeProvider;

  before(async () => {
    await setSetting('deepLearning.language', 'en');
    folder = await mkdtemp(join(tmpdir(), 'dl-progress-'));
    progress = await openProgressStore({ folder, logger: silent });
    const library = createLibrary({ folders: () => [tiny.folder], loadPack, logger: silent });
    tree = createLessonsTree({ library, progress, language: createLanguage(createPreferences()) });
  });
  after(async () => {
    tree.dispose();
    progress.dispose();
    await rm(folder, { recursive: true });
    await setSetting('deepLearning.language', undefined);
  });

  const children = async (node?: LessonsNode): Promise<LessonsNode[]> => (await tree.getChildren(node)) ?? [];
  const itemsOf = async (nodes: LessonsNode[]): Promise<vscode.TreeItem[]> =>
    await Promise.all(nodes.map(async (node) => tree.getTreeItem(node)));
  const steps = async (): Promise<LessonsNode[]> => {
    const [chapter] = await children();
    const [lesson] = await children(chapter);
    return await children(lesson);
  };

  it('shows chapter, lesson and steps, each with a label for screen readers', async () => {
    const [chapter] = await children();
    const [lesson] = await children(chapter);
    assert.ok(chapter && lesson);
    const [chapterItem, lessonItem] = await itemsOf([chapter, lesson]);
    assert.equal(chapterItem?.label, 'Basics');
    assert.equal(chapterItem.description, '0/1');
    assert.equal(lessonItem?.label, 'A first tensor');
    assert.equal(lessonItem.command?.command, 'deepLearning.openLesson');
    assert.deepEqual(
      (await itemsOf(await steps())).map(({ label, contextValue, command }) => [
        label,
        contextValue,
        command?.arguments,
      ]),
      [
        ['Read', 'step.read', [tiny.lessonId]],
        ['Make a tensor', 'step.exercise', [tiny.exerciseId]],
        ['Quiz', 'step.quiz', [tiny.lessonId]],
      ],
    );
    for (const item of await itemsOf([chapter, lesson, ...(await steps())]))
      assert.ok(item.accessibilityInformation?.label, item.id);
  });

  it('changes with the progress, told by the store alone', async () => {
    const changed = new Promise((resolve) => tree.onDidChangeTreeData?.(resolve));
    await progress.update((draft) => {
      draft.lessons[tiny.lessonId] = { openedAt: '2026-01-01T00:00:00Z', readAt: '2026-01-01T00:01:00Z' };
    });
    await changed;
    const [read] = await itemsOf(await steps());
    assert.equal((read?.iconPath as vscode.ThemeIcon).id, 'pass-filled');
    const [chapter] = await children();
    const [lessonItem] = await itemsOf(await children(chapter));
    assert.equal(lessonItem?.description, '1/3');
  });

  it('changes with the language', async () => {
    const changed = new Promise((resolve) => tree.onDidChangeTreeData?.(resolve));
    await setSetting('deepLearning.language', 'zh-TW');
    await changed;
    const [chapterItem] = await itemsOf(await children());
    assert.equal(chapterItem?.label, '基礎');
  });
});
