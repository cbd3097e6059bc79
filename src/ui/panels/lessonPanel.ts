import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { commandIds } from '../../contributions/commands.ts';
import { panelTypes } from '../../contributions/views.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { LessonSnapshot, LessonSurface } from '../../protocol/lessonSurface.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import type { LessonPlace, Library } from '../shared/library.ts';
import type { Preferences } from '../shared/preferences.ts';
import { fraction, localeValue, optionalText, record, text, webAddress } from './guards.ts';
import { lessonSnapshot } from './lessonSnapshot.ts';
import { createPanelRegistry, panelKeyOf, serveWebview, type PanelHost } from './webviewPanel.ts';

export interface LessonPanelsOptions extends PanelHost {
  library: Library;
  progress: ProgressStore;
  language: Language;
  preferences: Preferences;
}

export interface LessonPanels extends Disposable, vscode.WebviewPanelSerializer {
  /** Shows the lesson, in its own panel. False when no installed pack holds it. */
  open(lessonId: string): Promise<boolean>;
}

interface OpenLesson {
  panel: vscode.WebviewPanel;
}

export function createLessonPanels(options: LessonPanelsOptions): LessonPanels {
  const { library, progress } = options;
  const panels = createPanelRegistry<OpenLesson>();

  const fillPanel = (panel: vscode.WebviewPanel, place: LessonPlace): void => {
    panels.keep(place.lesson.manifest.id, { panel }, serveLesson(panel, place, options));
  };
  return {
    async open(lessonId) {
      const place = await library.lesson(lessonId);
      if (!place) return false;
      await progress.update((draft) => {
        const lesson = (draft.lessons[lessonId] ??= {});
        lesson.openedAt = new Date().toISOString();
      });
      const opened = panels.get(lessonId);
      if (opened) opened.panel.reveal();
      else fillPanel(vscode.window.createWebviewPanel(panelTypes.lesson, '', vscode.ViewColumn.One), place);
      return true;
    },
    async deserializeWebviewPanel(panel, state) {
      const lessonId = panelKeyOf(state, 'lessonId');
      const place = lessonId === undefined ? undefined : await library.lesson(lessonId);
      if (place) fillPanel(panel, place);
      else panel.dispose();
    },
    dispose: () => panels.dispose(),
  };
}

function serveLesson(
  panel: vscode.WebviewPanel,
  found: LessonPlace,
  options: LessonPanelsOptions,
): DisposableStore {
  const { library, progress, language } = options;
  const held = new DisposableStore();
  const lessonId = found.lesson.manifest.id;
  let place = found;
  const snapshot = (): LessonSnapshot =>
    lessonSnapshot({
      place,
      progress: progress.get(),
      language,
      mediaBase: `${panel.webview.asWebviewUri(vscode.Uri.file(place.lesson.folder)).toString()}/`,
      trusted: vscode.workspace.isTrusted,
    });
  const server = held.add(
    serveWebview<LessonSurface>(panel, options, {
      app: 'lesson',
      title: language.of(place.lesson.manifest.title),
      locale: language.locale,
      key: { lessonId },
      mediaFolders: [join(place.pack.folder, 'media'), join(place.lesson.folder, 'media')],
      handlers: lessonHandlers(() => place, snapshot, options),
    }),
  );
  let shown = withoutScroll(snapshot());
  const tell = (): void => {
    const now = snapshot();
    // The page remembers its own scroll position; telling it would redraw it under the reader.
    if (withoutScroll(now) === shown) return;
    shown = withoutScroll(now);
    panel.title = now.title;
    if (panel.visible) server.emit('changed', now);
  };
  held.add(progress.onDidChange(tell));
  held.add(language.onDidChange(tell));
  held.add(vscode.workspace.onDidGrantWorkspaceTrust(tell));
  held.add(
    library.onDidChange(() => {
      void library.lesson(lessonId).then((reread) => {
        if (!reread) return;
        place = reread;
        tell();
      });
    }),
  );
  return held;
}

function withoutScroll(snapshot: LessonSnapshot): string {
  return JSON.stringify({ ...snapshot, scroll: 0 });
}

function lessonHandlers(
  place: () => LessonPlace,
  snapshot: () => LessonSnapshot,
  { progress, preferences, library }: LessonPanelsOptions,
): Handlers<LessonSurface> {
  const lessonId = place().lesson.manifest.id;
  return {
    ready: () => snapshot(),
    async setLocale(params) {
      await preferences.set('deepLearning.language', localeValue(record(params)['locale']));
      return undefined;
    },
    async markRead() {
      if (progress.get().lessons[lessonId]?.readAt !== undefined) return undefined;
      await progress.update((draft) => {
        const lesson = (draft.lessons[lessonId] ??= {});
        lesson.readAt ??= new Date().toISOString();
      });
      return undefined;
    },
    async rememberScroll(params) {
      const scroll = fraction(record(params)['scroll']);
      await progress.update((draft) => {
        (draft.lessons[lessonId] ??= {}).scroll = scroll;
      });
      return undefined;
    },
    async openExercise(params) {
      const exerciseId = text(record(params)['exerciseId']);
      if (place().lesson.exercises.some((exercise) => exercise.manifest.id === exerciseId))
        await execute(commandIds.openExercise, exerciseId);
      return undefined;
    },
    async openQuiz(params) {
      const itemId = optionalText(record(params)['itemId']);
      await (itemId === undefined
        ? execute(commandIds.openQuiz, lessonId)
        : execute(commandIds.openQuiz, lessonId, itemId));
      return undefined;
    },
    async openLesson(params) {
      const wanted = text(record(params)['lessonId']);
      if (await library.lesson(wanted)) await execute(commandIds.openLesson, wanted);
      return undefined;
    },
    async openLink(params) {
      await vscode.env.openExternal(vscode.Uri.parse(webAddress(record(params)['href']).href, true));
      return undefined;
    },
    async copyCode(params) {
      await vscode.env.clipboard.writeText(text(record(params)['text'], 200_000));
      return undefined;
    },
  };
}
