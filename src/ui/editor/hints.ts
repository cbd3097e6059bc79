import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { hintControllerId } from '../../contributions/views.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { ExerciseIndex } from '../shared/exerciseIndex.ts';
import type { Language } from '../shared/language.ts';
import type { ExercisePlace } from '../shared/library.ts';
import { exerciseRecord } from './exerciseRecord.ts';
import { lensLine } from './sourceText.ts';

export interface HintsOptions {
  progress: ProgressStore;
  exerciseIndex: ExerciseIndex;
  language: Language;
}

export interface Hints extends Disposable {
  /** Reveals one hint more at the learner's function; after the last one, shows all of them again. */
  showNext(place: ExercisePlace, document: vscode.TextDocument): Promise<void>;
}

/**
 * Hints are a comment thread at the function they are about: the editor gives comments keyboard commands, a screen
 * reader view and a place of their own, and nothing is covered. How many were shown is remembered with the progress.
 */
export function createHints({ progress, exerciseIndex, language }: HintsOptions): Hints {
  const store = new DisposableStore();
  const controller = store.add(
    vscode.comments.createCommentController(hintControllerId, language.say('hints')),
  );
  const threads = new Map<string, vscode.CommentThread>();

  const draw = (place: ExercisePlace, document: vscode.TextDocument, isOpen: boolean): void => {
    const { manifest } = place.exercise;
    const shown = progress.get().exercises[manifest.id]?.hintsShown ?? 0;
    threads.get(document.uri.toString())?.dispose();
    if (shown === 0) return;
    const thread = createThread(controller, { place, document, shown, language });
    thread.collapsibleState = isOpen
      ? vscode.CommentThreadCollapsibleState.Expanded
      : vscode.CommentThreadCollapsibleState.Collapsed;
    threads.set(document.uri.toString(), thread);
  };
  const drawRemembered = async (document: vscode.TextDocument): Promise<void> => {
    if (document.uri.scheme !== 'file' || threads.has(document.uri.toString())) return;
    const place = await exerciseIndex.exerciseOf(document.uri.fsPath);
    if (place && !document.isClosed) draw(place, document, false);
  };

  const active = vscode.window.activeTextEditor;
  if (active) void drawRemembered(active.document);
  store.add(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) void drawRemembered(editor.document);
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      threads.get(uri.toString())?.dispose();
      threads.delete(uri.toString());
    }),
  );
  return {
    async showNext(place, document) {
      const { manifest } = place.exercise;
      const shown = progress.get().exercises[manifest.id]?.hintsShown ?? 0;
      if (shown < manifest.hints.length) {
        await progress.update((draft) => {
          exerciseRecord(draft, place).hintsShown = shown + 1;
        });
      }
      draw(place, document, true);
      const line = lensLine(document.getText(), manifest.exports);
      const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
      editor?.revealRange(
        new vscode.Range(line, 0, line, 0),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
    },
    dispose() {
      for (const thread of threads.values()) thread.dispose();
      store.dispose();
    },
  };
}

interface HintThread {
  place: ExercisePlace;
  document: vscode.TextDocument;
  /** How many hints to show; at least 1. */
  shown: number;
  language: Language;
}

function createThread(
  controller: vscode.CommentController,
  { place, document, shown, language }: HintThread,
): vscode.CommentThread {
  const { exports, hints, title } = place.exercise.manifest;
  const line = lensLine(document.getText(), exports);
  const comments = hints.slice(0, shown).map((hint, index): vscode.Comment => ({
    body: new vscode.MarkdownString(language.of(hint)),
    mode: vscode.CommentMode.Preview,
    author: { name: language.say('hintOf', { hint: index + 1, hints: hints.length }) },
  }));
  const thread = controller.createCommentThread(document.uri, new vscode.Range(line, 0, line, 0), comments);
  thread.label = language.say('hintsFor', { title: language.of(title) });
  thread.canReply = false;
  // Nothing is asked of anyone, and the Comments view opens by itself for unresolved threads only.
  thread.state = vscode.CommentThreadState.Resolved;
  // A menu of package.json offers the next hint while there is one.
  thread.contextValue = shown < hints.length ? 'more' : 'all';
  return thread;
}
