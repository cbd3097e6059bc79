import type { LocalText } from './locale.ts';

interface ItemBase {
  /** Unique within the lesson and never reused: answers are kept under it. */
  id: string;
  prompt: LocalText;
  /** Shown after a right answer, and under "why" after a wrong one. Markdown. */
  explanation: LocalText;
  hint?: LocalText;
}

export interface Option {
  id: string;
  text: LocalText;
  /** Why this option is right or wrong. Required for every option. */
  feedback: LocalText;
  correct?: boolean;
}

export interface SingleItem extends ItemBase {
  kind: 'single';
  options: Option[];
}

export interface MultipleItem extends ItemBase {
  kind: 'multiple';
  options: Option[];
}

/** A number that people get by a known mistake, and what to tell them. */
export interface KnownMistake {
  value: string;
  feedback: LocalText;
}

export interface NumericItem extends ItemBase {
  kind: 'numeric';
  /** An expression such as `28*28*3` or `0.965`; exact rational arithmetic where it can be. */
  answer: string;
  /** Accepted absolute distance; 0 for integers. */
  tolerance: number;
  unit?: LocalText;
  mistakes: KnownMistake[];
  /** For a wrong number nobody foresaw. */
  otherwise: LocalText;
}

/** A tensor shape, one number a dimension; `null` is the batch dimension (written `?`, `None` or `null`). */
export interface ShapeItem extends ItemBase {
  kind: 'shape';
  answer: (number | null)[];
  mistakes: { value: (number | null)[]; feedback: LocalText }[];
  otherwise: LocalText;
}

export interface OrderingItem extends ItemBase {
  kind: 'ordering';
  /** In the right order; shown shuffled. `feedback` says why it stands where it does. */
  options: Option[];
}

export type QuizItem = SingleItem | MultipleItem | NumericItem | ShapeItem | OrderingItem;

export type QuizAnswer =
  | { kind: 'single'; option: string }
  | { kind: 'multiple'; options: string[] }
  | { kind: 'numeric'; text: string }
  | { kind: 'shape'; text: string }
  | { kind: 'ordering'; options: string[] };

export interface ItemResult {
  /** 0..1; partial credit for `multiple` and `ordering`. */
  score: number;
  correct: boolean;
  /** The entry could not be read as an answer at all; costs nothing, asks again. */
  unreadable?: boolean;
  /** One remark per chosen option, or one for the number. Markdown. */
  feedback: { option?: string; text: LocalText; correct: boolean }[];
  explanation: LocalText;
}

export interface QuizFile {
  formatVersion: 1;
  items: QuizItem[];
}
