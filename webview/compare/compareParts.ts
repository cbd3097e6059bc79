import type { CompareRow } from '../../src/protocol/compareSurface.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import type { CompareChoices } from './compareChoices.ts';
import type { CompareState } from './compareState.ts';

/** A part of the page. `show` may be called ten times a second and touches only what has changed. */
export interface ComparePart {
  readonly element: HTMLElement;
  show(state: CompareState): void;
}

/** What a person can ask for in the table and below the charts. A refusal is shown at the foot of the page. */
export interface CompareActions {
  setDrawn(row: CompareRow, isDrawn: boolean): void;
  drawLatest(): void;
  drawNone(): void;
  setNote(row: CompareRow, note: string): void;
  setPinned(row: CompareRow, isPinned: boolean): void;
  remove(row: CompareRow): void;
  open(row: CompareRow): void;
  save(name: string, content: string | Uint8Array): void;
}

/** What a part is built with. */
export interface PartOptions {
  actions: CompareActions;
  choices: CompareChoices;
  locale: Locale;
  onDidChoose: () => void;
}
