import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuizItem } from '../../../src/protocol/quiz.ts';
import { answerOf, draftOf } from '../../../webview/quiz/drafts.ts';
import { countStates, stateOf } from '../../../webview/quiz/itemState.ts';
import { previewItems } from '../../../webview/quiz/preview/items.ts';

const itemOf = (kind: QuizItem['kind']): QuizItem => previewItems.find((item) => item.kind === kind)!;
const viewOf = (kind: QuizItem['kind'], order: string[] = []) => ({
  item: itemOf(kind),
  order,
  hintShown: false,
});

test('a fresh draft is no answer yet, except an order as it is shown', () => {
  for (const kind of ['single', 'multiple', 'numeric', 'shape'] as const) {
    const view = viewOf(kind, ['a', 'b']);
    assert.equal(answerOf(view, draftOf(view)), undefined, kind);
  }
  const view = viewOf('ordering', ['b', 'a']);
  assert.deepEqual(answerOf(view, draftOf(view)), { kind: 'ordering', options: ['b', 'a'] });
});

test('a draft becomes the answer of its kind', () => {
  const draft = { options: ['b'], text: ' 3/4 ' };
  assert.deepEqual(answerOf(viewOf('single'), draft), { kind: 'single', option: 'b' });
  assert.deepEqual(answerOf(viewOf('multiple'), draft), { kind: 'multiple', options: ['b'] });
  assert.deepEqual(answerOf(viewOf('numeric'), draft), { kind: 'numeric', text: ' 3/4 ' });
  assert.equal(answerOf(viewOf('shape'), { options: [], text: '   ' }), undefined);
});

test('a given answer is shown again', () => {
  const result = {
    score: 0.5,
    correct: false,
    feedback: [],
    explanation: { en: '', 'zh-TW': '', 'zh-CN': '' },
  };
  const answered = { answer: { kind: 'multiple' as const, options: ['x'] }, result, attempts: 1 };
  const view = { ...viewOf('multiple'), answered };
  assert.deepEqual(draftOf(view), { options: ['x'], text: '' });
  assert.equal(stateOf(view), 'partly');
  const wrong = { ...view, answered: { ...answered, result: { ...result, score: 0 } } };
  const snapshot = { lessonId: '', lessonTitle: '', locale: 'en' as const, items: [view, wrong], current: 0 };
  assert.deepEqual(countStates(snapshot), { open: 0, right: 0, partly: 1, wrong: 1 });
});
