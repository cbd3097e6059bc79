import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { QuizItem } from '../../src/protocol/quiz.ts';
import { lessonFolder } from './learner.ts';

/** The questions of the lesson's quiz, in their order. */
export async function quizItems(): Promise<QuizItem[]> {
  const text = await readFile(join(lessonFolder, 'quiz.json'), 'utf8');
  return (JSON.parse(text) as { items: QuizItem[] }).items;
}

/** Goes to a question by its mark above the page; the one after the last is the overview. */
export async function goToQuestion(quiz: Frame, index: number): Promise<void> {
  await quiz.locator(`#dot-${index}`).click();
  await quiz.locator(`#dot-${index}[aria-current="step"]`).waitFor();
}

/** Fills in an answer, presses Check and waits for the verdict. */
export async function answer(quiz: Frame, item: QuizItem, kind: 'right' | 'wrong'): Promise<void> {
  await fillIn(quiz, item, kind);
  await quiz.locator('#check').click();
  await quiz.locator('.verdict').waitFor();
}

async function fillIn(quiz: Frame, item: QuizItem, kind: 'right' | 'wrong'): Promise<void> {
  const isRight = kind === 'right';
  switch (item.kind) {
    case 'single':
    case 'multiple': {
      const wanted = item.options.filter((option) => (option.correct === true) === isRight);
      for (const { id } of item.kind === 'single' ? wanted.slice(0, 1) : wanted)
        await quiz.locator(`input[value="${id}"]`).click();
      return;
    }
    case 'numeric':
    case 'shape':
      return quiz.locator('#entry input').fill(entryOf(item, isRight));
    case 'ordering': {
      const texts = item.options.map((option) => option.text.en);
      return bringIntoOrder(quiz, isRight ? texts : [...texts].reverse());
    }
  }
}

/** What to type: the key itself, or the first mistake that the author foresaw. */
export function entryOf(item: Extract<QuizItem, { kind: 'numeric' | 'shape' }>, isRight: boolean): string {
  const value = isRight ? item.answer : item.mistakes?.[0]?.value;
  if (value === undefined) throw new Error(`The question ${item.id} names no mistake.`);
  return typeof value === 'string' ? value : `[${value.map((side) => side ?? '?').join(', ')}]`;
}

async function bringIntoOrder(quiz: Frame, texts: readonly string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const rows = await quiz.locator('.order-row .order-text').allInnerTexts();
    const steps = rows.findIndex((row) => row.trim() === text) - place;
    for (let step = 0; step < steps; step++)
      await quiz.getByRole('button', { name: `Move up: ${text}` }).click();
  }
}
