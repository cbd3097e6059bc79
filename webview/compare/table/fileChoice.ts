import { compareWords } from '../../../src/core/words/compare.ts';
import type { CompareRow } from '../../../src/protocol/compareSurface.ts';
import { select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { CompareState } from '../compareState.ts';
import type { ComparePart, PartOptions } from '../compareParts.ts';

export interface FileChoice extends ComparePart {
  /** The runs of the chosen program. */
  rowsOf(state: CompareState): readonly CompareRow[];
}

/** Which program's runs the table lists: comparing across programs is rare, and possible. */
export function createFileChoice({ choices, locale, onDidChoose }: Omit<PartOptions, 'actions'>): FileChoice {
  const words = createWords(compareWords, locale);
  const element = h('div', { class: 'compare-file' });
  let builtFor = '';
  const fileOf = (state: CompareState): string => {
    const { file } = choices;
    if (file === '') return '';
    const known = state.rows().find(({ header }) => header.file === file);
    return (known ?? state.rows()[0])?.header.file ?? '';
  };
  return {
    element,
    rowsOf(state) {
      const file = fileOf(state);
      return file === '' ? state.rows() : state.rows().filter(({ header }) => header.file === file);
    },
    show(state) {
      const counts = new Map<string, { title: string; count: number }>();
      for (const { header } of state.rows()) {
        const known = counts.get(header.file);
        counts.set(header.file, { title: header.title, count: (known?.count ?? 0) + 1 });
      }
      const value = fileOf(state);
      const key = JSON.stringify([...counts, value]);
      element.hidden = counts.size < 2;
      if (key === builtFor) return;
      builtFor = key;
      const hadFocus = element.contains(document.activeElement);
      const field = select({
        label: words('fileLabel'),
        value,
        options: [
          { value: '', text: words('allFiles', { count: state.rows().length }) },
          ...[...counts].map(([file, { title, count }]) => ({
            value: file,
            text: words('oneFile', { title, count }),
          })),
        ],
        onChange: (file) => {
          choices.file = file;
          onDidChoose();
        },
      });
      element.replaceChildren(h('span', { 'aria-hidden': 'true' }, words('fileLabel')), field);
      if (hadFocus) field.focus();
    },
  };
}
