import { commonSettings } from '../../../src/core/compare/runSettings.ts';
import { sortRuns, type SortValue } from '../../../src/core/compare/sortRuns.ts';
import { compareWords, settingName } from '../../../src/core/words/compare.ts';
import type { CompareRow } from '../../../src/protocol/compareSurface.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { icon } from '../../lib/icons/icon.ts';
import { keepFocus } from '../../lib/keepFocus.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { CompareChoices } from '../compareChoices.ts';
import type { ComparePart, PartOptions } from '../compareParts.ts';
import type { CompareState } from '../compareState.ts';
import { createFileChoice } from './fileChoice.ts';
import { createRowView, type RowView } from './rowView.ts';
import { runColumns, settingText } from './runColumns.ts';

/** What the table can be sorted by. */
interface SortColumn {
  id: string;
  title: string;
  isText?: boolean;
  value(row: CompareRow): SortValue;
}

/** The runs as a table that can be sorted by every column. */
export function createTableView(options: PartOptions): ComparePart {
  const { actions, choices, locale } = options;
  const words = createWords(compareWords, locale);
  const file = createFileChoice(options);
  const count = h('span', { class: 'muted numbers' });
  const common = h('p', { class: 'compare-common muted' });
  const head = createTableHead(options);
  const body = h('tbody');
  const views = new Map<string, RowView>();
  return {
    element: h('div', { class: 'compare-runs' }, [
      h('div', { class: 'compare-toolbar' }, [
        file.element,
        count,
        h('div', { class: 'row compare-tools' }, [
          button({ label: words('latest'), onClick: () => actions.drawLatest() }),
          button({ label: words('none'), onClick: () => actions.drawNone() }),
        ]),
      ]),
      h('div', { class: 'compare-table', role: 'region', tabindex: '0', 'aria-label': words('tableName') }, [
        h('table', { class: 'data-table run-table' }, [
          h('caption', { class: 'visually-hidden' }, words('tableName')),
          h('thead', {}, head.element),
          body,
        ]),
      ]),
      common,
    ]),
    show(state) {
      file.show(state);
      const rows = file.rowsOf(state);
      const columns = runColumns(state, rows);
      const noteAt = columns.findIndex(({ isAfterNote }) => isAfterNote === true);
      const all: SortColumn[] = [
        ...ownColumns(state, locale),
        ...columns.slice(0, noteAt),
        noteColumn(locale),
        ...columns.slice(noteAt),
      ];
      const by = all.find(({ id }) => id === choices.sortedBy) ?? all.find(({ id }) => id === 'started');
      head.show(all);
      const sorted = by ? sortRuns(rows, (row) => by.value(row), choices.direction) : [...rows];
      const wanted = sorted.map((row) => {
        const view = views.get(row.header.id) ?? createRowView(actions, locale);
        views.set(row.header.id, view);
        view.show(row, columns, state, state.shownStyle(row.header.id, choices.showsSeeds));
        return view.element;
      });
      placeRows(body, wanted);
      const here = new Set(state.rows().map(({ header }) => header.id));
      for (const id of views.keys()) if (!here.has(id)) views.delete(id);
      setText(count, words('drawnCount', { drawn: state.drawnCount, count: rows.length }));
      setText(common, commonText(rows, locale));
    },
  };
}

/** The headings. Pressed once a column sorts upwards, pressed again downwards. */
function createTableHead({ choices, locale, onDidChoose }: PartOptions): {
  element: HTMLElement;
  show: (columns: readonly SortColumn[]) => void;
} {
  const element = h('tr');
  let builtFor = '';
  const sortBy = (id: string): void => {
    const isAgain = choices.sortedBy === id;
    choices.direction = isAgain && choices.direction === 'ascending' ? 'descending' : 'ascending';
    choices.sortedBy = id;
    onDidChoose();
  };
  const cell = (column: SortColumn): HTMLElement => headCell(column, choices, () => sortBy(column.id));
  return {
    element,
    show(columns) {
      const titles = columns.map(({ id, title }) => [id, title]);
      const key = JSON.stringify([titles, choices.sortedBy, choices.direction]);
      if (key === builtFor) return;
      builtFor = key;
      const actions = h('span', { class: 'visually-hidden' }, compareWords.columnActions[locale]);
      keepFocus(element, () =>
        element.replaceChildren(
          ...columns.slice(0, 2).map(cell),
          h('th', { scope: 'col' }, actions),
          ...columns.slice(2).map(cell),
        ),
      );
    },
  };
}

/** The row with the focus is never moved, for that would end a note in the middle. One that goes hands the focus on. */
function placeRows(body: HTMLElement, wanted: readonly HTMLElement[]): void {
  const isSame =
    body.children.length === wanted.length && wanted.every((row, at) => body.children[at] === row);
  if (isSame) return;
  const focused = [...body.children].find((row) => row.contains(document.activeElement));
  const at = focused ? wanted.findIndex((row) => row === focused) : -1;
  if (!focused || at < 0) {
    const was = focused ? [...body.children].indexOf(focused) : -1;
    body.replaceChildren(...wanted);
    const next = was < 0 ? undefined : wanted[Math.min(was, wanted.length - 1)];
    next?.querySelector<HTMLElement>('.run-actions button:last-child')?.focus();
    return;
  }
  const kept = new Set<Element>(wanted);
  for (const row of [...body.children]) if (!kept.has(row)) row.remove();
  for (const row of wanted.slice(0, at)) focused.before(row);
  body.append(...wanted.slice(at + 1));
}

function headCell(
  { id, title, isText }: SortColumn,
  choices: CompareChoices,
  onClick: () => void,
): HTMLElement {
  const isSorted = choices.sortedBy === id;
  const isUp = choices.direction === 'ascending';
  return h(
    'th',
    {
      scope: 'col',
      class: isText ? 'cell-text' : undefined,
      'aria-sort': isSorted ? choices.direction : undefined,
    },
    h(
      'button',
      { class: 'plain-button sort-button', type: 'button', id: `sort-${id}`, on: { click: onClick } },
      [
        h('span', {}, title),
        h('span', { class: 'sort-sign' }, isSorted && icon(isUp ? 'arrow-up' : 'arrow-down')),
      ],
    ),
  );
}

/** The columns before those that depend on the runs. */
function ownColumns(state: CompareState, locale: Locale): SortColumn[] {
  return [
    {
      id: 'drawn',
      title: compareWords.columnDraw[locale],
      isText: true,
      value: ({ header }) => (state.isDrawn(header.id) ? 0 : 1),
    },
    {
      id: 'run',
      title: compareWords.columnRun[locale],
      isText: true,
      value: ({ header }) => header.number,
    },
  ];
}

function noteColumn(locale: Locale): SortColumn {
  return { id: 'note', title: compareWords.columnNote[locale], isText: true, value: ({ note }) => note };
}

function commonText(rows: readonly CompareRow[], locale: Locale): string {
  const same = rows.length < 2 ? [] : commonSettings(rows.map(({ header }) => header));
  if (same.length === 0) return '';
  const settings = same.map(([name, value]) => `${settingName(name, locale)} ${settingText(value)}`);
  return createWords(compareWords, locale)('sameInAll', {
    settings: settings.join(locale === 'en' ? ', ' : '、'),
  });
}
