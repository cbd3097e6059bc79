import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import { branchWords } from '../../core/words/branch.ts';
import { editorWords } from '../../core/words/editor.ts';
import { modelWords } from '../../core/words/models.ts';
import { runFileWords } from '../../core/words/runFiles.ts';
import { runListWords } from '../../core/words/runList.ts';
import { fill, localeOf, type Locale, type LocalText } from '../../protocol/locale.ts';
import type { Preferences } from './preferences.ts';

const words = { ...branchWords, ...editorWords, ...modelWords, ...runFileWords, ...runListWords };

export type WordKey = keyof typeof words;
export type Slots = Readonly<Record<string, string | number>>;

/** The language everything is said in: the setting, or else the editor's display language. */
export interface Language extends Disposable {
  readonly locale: Locale;
  readonly onDidChange: Event<Locale>;
  /** Our own sentence, with its slots filled. */
  say(key: WordKey, slots?: Slots): string;
  /** A pack's text. */
  of(text: LocalText): string;
}

export function createLanguage(preferences: Preferences): Language {
  const changed = new Emitter<Locale>();
  const read = (): Locale => {
    const setting = preferences.get('deepLearning.language');
    return setting === 'auto' ? localeOf(vscode.env.language) : localeOf(setting);
  };
  let locale = read();
  const watching = preferences.onDidChange('deepLearning.language', () => {
    locale = read();
    changed.fire(locale);
  });
  return {
    get locale() {
      return locale;
    },
    onDidChange: changed.event,
    say: (key, slots) => fill(words[key][locale], slots),
    of: (text) => text[locale],
    dispose() {
      watching.dispose();
      changed.dispose();
    },
  };
}
