import { noteLength } from '../../../src/core/compare/noteLength.ts';
import { compareWords } from '../../../src/core/words/compare.ts';
import { endingTitle } from '../../../src/core/words/endings.ts';
import type { CompareRow } from '../../../src/protocol/compareSurface.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { lineSample } from '../../lib/chart/lineSample.ts';
import type { LineStyle } from '../../lib/chart/lineStyle.ts';
import { toolButton } from '../../lib/chart/toolButton.ts';
import { h } from '../../lib/dom.ts';
import { icon, type IconName } from '../../lib/icons/icon.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { CompareActions } from '../compareParts.ts';
import type { CompareState } from '../compareState.ts';
import type { RunColumn } from './runColumns.ts';

export interface RowView {
  readonly element: HTMLElement;
  /** @param style of the run's curve; absent when it is not drawn */
  show(
    row: CompareRow,
    columns: readonly RunColumn[],
    state: CompareState,
    style: LineStyle | undefined,
  ): void;
}

/** One run in the table. Cells change in place, so that a note being written is not disturbed. */
export function createRowView(actions: CompareActions, locale: Locale): RowView {
  const words = createWords(compareWords, locale);
  let shown: CompareRow | undefined;
  const withRow = (act: (row: CompareRow) => void) => (): void => {
    if (shown) act(shown);
  };
  const check = h('input', { type: 'checkbox', class: 'run-check' });
  check.addEventListener(
    'change',
    withRow((row) => actions.setDrawn(row, check.checked)),
  );
  const name = createNameCell(
    withRow((row) => actions.open(row)),
    locale,
  );
  const note = createNoteField({
    placeholder: words('addNote'),
    stored: () => shown?.note ?? '',
    onChange: (text) => withRow((row) => actions.setNote(row, text))(),
  });
  const pin = toggleButton(withRow((row) => actions.setPinned(row, !row.isPinned)));
  const remove = toolButton(
    'trash',
    '',
    withRow((row) => actions.remove(row)),
  );
  const noteCell = h('td', {}, note.element);
  const actionsCell = h('td', { class: 'run-actions' }, [pin.element, remove]);
  const drawCell = h('td', { class: 'run-draw' }, check);
  const element = h('tr', {}, [drawCell, name.element, actionsCell, noteCell]);
  let cells: HTMLElement[] = [];
  let builtFor = '';

  return {
    element,
    show(row, columns, state, style) {
      shown = row;
      const { id } = row.header;
      const run = state.name(row);
      const key = columns.map((column) => column.id).join();
      if (key !== builtFor) {
        for (const cell of cells) cell.remove();
        cells = columns.map(({ isText }) => h('td', { class: isText ? 'cell-text' : undefined }));
        const noteAt = columns.findIndex(({ isAfterNote }) => isAfterNote === true);
        actionsCell.after(...cells.slice(0, noteAt), noteCell, ...cells.slice(noteAt));
        builtFor = key;
      }
      columns.forEach((column, index) => showCell(cells[index], column, row, words('unusual')));
      check.checked = state.isDrawn(id);
      describe(check, `draw-${id}`, words('draw', { run }));
      describe(note.element, `note-${id}`, words('noteOf', { run }));
      note.show(row.note);
      describe(remove, `remove-${id}`, words('remove', { run }));
      pin.show(row.isPinned, words(row.isPinned ? 'unpin' : 'pin', { run }));
      pin.element.id = `pin-${id}`;
      name.show(row, state, style);
    },
  };
}

interface NoteFieldOptions {
  placeholder: string;
  /** What Escape goes back to. */
  stored: () => string;
  onChange: (text: string) => void;
}

/** A note that is edited where it stands: Enter and leaving it keep it, Escape takes back what was typed. */
function createNoteField({ placeholder, stored, onChange }: NoteFieldOptions): {
  element: HTMLInputElement;
  show: (note: string) => void;
} {
  const element = h('input', { class: 'run-note', type: 'text', maxlength: noteLength, placeholder });
  element.addEventListener('change', () => onChange(element.value));
  element.addEventListener('keydown', (event) => {
    // An input method uses both keys itself.
    if (event.isComposing) return;
    if (event.key === 'Escape') element.value = stored();
    if (event.key === 'Escape' || event.key === 'Enter') element.blur();
  });
  return {
    element,
    show(note) {
      if (document.activeElement !== element && element.value !== note) element.value = note;
      element.title = note;
    },
  };
}

function describe(element: HTMLElement, id: string, label: string): void {
  if (element.id !== id) element.id = id;
  if (element.getAttribute('aria-label') === label) return;
  element.setAttribute('aria-label', label);
  if (element instanceof HTMLButtonElement) element.title = label;
}

function showCell(cell: HTMLElement | undefined, column: RunColumn, row: CompareRow, unusual: string): void {
  if (!cell) return;
  const isUnusual = column.isUnusual?.(row) === true;
  const text = column.text(row);
  if (cell.dataset['text'] === text && cell.classList.contains('cell-unusual') === isUnusual) return;
  cell.dataset['text'] = text;
  cell.classList.toggle('cell-unusual', isUnusual);
  if (isUnusual) cell.replaceChildren(text, h('span', { class: 'visually-hidden' }, ` (${unusual})`));
  else setText(cell, text);
}

function toggleButton(onClick: () => void): {
  element: HTMLButtonElement;
  show: (isOn: boolean, label: string) => void;
} {
  const element = toolButton('pin', '', onClick);
  let shown: boolean | undefined;
  return {
    element,
    show(isOn, label) {
      describe(element, element.id, label);
      if (shown === isOn) return;
      shown = isOn;
      element.replaceChildren(icon(isOn ? 'pinned' : 'pin'));
    },
  };
}

/** The run's line, its number, what became of it, and how it belongs to others. */
function createNameCell(onOpen: () => void, locale: Locale) {
  const words = createWords(compareWords, locale);
  const sample = h('span', { class: 'run-sample' });
  const link = h('button', { class: 'plain-button run-link', type: 'button', on: { click: onOpen } });
  const state = h('span', { class: 'run-state' });
  const seeds = h('span', { class: 'muted run-seeds' });
  const element = h('th', { scope: 'row', class: 'run-name' }, [
    h('div', { class: 'run-name-line' }, [sample, link, state, seeds]),
  ]);
  let drawnAs = '';
  let stateKey = '';
  return {
    element,
    show(row: CompareRow, compare: CompareState, style: LineStyle | undefined): void {
      const key = style ? `${style.color} ${style.dash.join()}` : '';
      if (key !== drawnAs) sample.replaceChildren(...(style ? [lineSample(style)] : []));
      drawnAs = key;
      setText(link, `#${row.header.number} ${row.header.title}`);
      link.id = `open-${row.header.id}`;
      link.title = words('open', { run: compare.name(row) });
      const sign = signOf(row, compare, locale);
      const nextKey = sign ? `${sign.icon} ${sign.label}` : '';
      if (nextKey !== stateKey) {
        const picture = sign && icon(sign.icon, { label: sign.label, class: sign.class });
        picture?.setAttribute('title', sign?.label ?? '');
        state.replaceChildren(...(picture ? [picture] : []));
      }
      stateKey = nextKey;
      const count = compare.groupSize(row.header.group);
      setText(seeds, count > 1 ? words('seedOfGroup', { count }) : '');
    },
  };
}

interface Sign {
  icon: IconName;
  label: string;
  class: string;
}

/** Nothing for a run that has ended as it should. */
function signOf(row: CompareRow, state: CompareState, locale: Locale): Sign | undefined {
  const { header } = row;
  const problem = state.problemOf(header.id);
  if (problem) {
    const label = createWords(compareWords, locale)(`problem.${problem}`, { run: state.name(row) });
    return { icon: 'warning', label, class: 'run-warning' };
  }
  if (header.status !== 'ended')
    return { icon: 'record', label: createWords(compareWords, locale)('goingOn'), class: 'run-busy' };
  if (!header.ending || header.ending.kind === 'finished') return undefined;
  const label = endingTitle(header.ending, locale);
  return header.ending.kind === 'stopped'
    ? { icon: 'circle-slash', label, class: 'muted' }
    : { icon: 'error', label, class: 'run-failed' };
}
