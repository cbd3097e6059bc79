import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { createProgressDocument, type QuizRecord } from '../../../src/core/progress/progressDocument.ts';
import { loadPack } from '../../../src/packs/loadPack.ts';
import type { Lesson } from '../../../src/protocol/pack.ts';
import type { OrderingItem } from '../../../src/protocol/quiz.ts';
import {
  emptyQuiz,
  quizSnapshot,
  shuffledOptions,
  shuffleMissing,
} from '../../../src/ui/panels/quizSnapshot.ts';

const root = process.env['DL_ROOT'] ?? process.cwd();
const text = { en: 'x', 'zh-TW': 'x', 'zh-CN': 'x' };

describe('what the quiz panel shows', () => {
  let lesson: Lesson;
  before(async () => {
    const { pack } = await loadPack(path.join(root, 'test/fixtures/packs/tiny'));
    assert.ok(pack?.chapters[0]?.lessons[0]);
    lesson = pack.chapters[0].lessons[0];
  });
  const quizOf = (record: Partial<QuizRecord>, retrying = new Set<string>()) => {
    const progress = createProgressDocument();
    progress.quizzes[lesson.manifest.id] = { ...structuredClone(emptyQuiz), ...record };
    return quizSnapshot({ lesson, progress, locale: 'en', retrying });
  };
  const answered = {
    rank: {
      answer: { kind: 'single', option: 'two' },
      score: 1,
      correct: true,
      attempts: 2,
      answeredAt: '2026-01-01T00:00:00Z',
    },
  } as const;

  it('keeps the stored order, adds what the pack added and drops what it removed', () => {
    const { items } = quizOf({ order: { rank: ['six', 'gone'] } });
    assert.deepEqual(items[0]?.order, ['six', 'two']);
  });

  it('grades a stored answer again, and hides it while it is asked again', () => {
    const [shown] = quizOf({ answers: answered }).items;
    assert.equal(shown?.answered?.result.correct, true);
    assert.equal(shown.answered.attempts, 2);
    const [hidden] = quizOf({ answers: answered }, new Set(['rank'])).items;
    assert.equal(hidden?.answered, undefined);
  });

  it('does not point behind the results page', () => {
    assert.equal(quizOf({ current: 99 }).current, lesson.quiz.length);
  });

  it('shuffles each item once', () => {
    const quiz = structuredClone(emptyQuiz);
    assert.equal(shuffleMissing(lesson, quiz, Math.random), true);
    const before = structuredClone(quiz.order);
    assert.equal(shuffleMissing(lesson, quiz, Math.random), false);
    assert.deepEqual(quiz.order, before);
  });

  it('never shows an ordering item solved, and reaches every other order', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, text, feedback: text }));
    const item: OrderingItem = { kind: 'ordering', id: 'o', prompt: text, explanation: text, options };
    const seen = new Set(Array.from({ length: 300 }, () => shuffledOptions(item, Math.random).join('')));
    assert.deepEqual([...seen].sort(), ['acb', 'bac', 'bca', 'cab', 'cba']);
  });
});
