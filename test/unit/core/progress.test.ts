import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decidePassRule } from '../../../src/core/passRule.ts';
import { chapterProgress, packProgress } from '../../../src/core/progress/chapterProgress.ts';
import { lessonProgress } from '../../../src/core/progress/lessonProgress.ts';
import { mergeProgress } from '../../../src/core/progress/mergeProgress.ts';
import { lessonAfter, nextLesson } from '../../../src/core/progress/nextLesson.ts';
import { createProgressDocument } from '../../../src/core/progress/progressDocument.ts';
import type {
  AnswerRecord,
  ExerciseRecord,
  ProgressDocument,
} from '../../../src/core/progress/progressDocument.ts';
import type { Exercise, Lesson, Pack, PassRule } from '../../../src/protocol/pack.ts';
import type { QuizItem } from '../../../src/protocol/quiz.ts';
import { createRandom } from './createRandom.ts';
import type { Random } from './createRandom.ts';

const at = '2026-01-02T03:04:05.000Z';

/** Only what progress looks at. */
function lessonOf(id: string, questions = 2): Lesson {
  return {
    slug: id,
    folder: `/pack/${id}`,
    manifest: { id, steps: [{ kind: 'read' }, { kind: 'exercise', exercise: 'cnn' }, { kind: 'quiz' }] },
    quiz: Array.from({ length: questions }, (_, index) => ({ id: `q${index}` }) as QuizItem),
    exercises: [{ folder: `C:\\pack\\${id}\\cnn`, manifest: { id: `${id}-cnn` } } as Exercise],
  } as Lesson;
}

function answer(correct: boolean, score = correct ? 1 : 0): AnswerRecord {
  return { answer: { kind: 'single', option: 'a' }, score, correct, attempts: 1, answeredAt: at };
}

function exercise(state: ExerciseRecord['state']): ExerciseRecord {
  return { state, openedAt: at, packVersion: '1.0.0', hintsShown: 0, attempts: 1 };
}

describe('lessonProgress', () => {
  const lesson = lessonOf('one');
  const progress = createProgressDocument();

  it('goes from nothing to done, step by step', () => {
    assert.equal(lessonProgress(lesson, progress).state, 'todo');
    assert.equal(lessonProgress(lesson, progress).nextStep?.index, 0);
    progress.lessons.one = { openedAt: at };
    assert.equal(lessonProgress(lesson, progress).state, 'doing');
    progress.lessons.one.readAt = at;
    assert.equal(lessonProgress(lesson, progress).nextStep?.exerciseId, 'one-cnn');
    progress.exercises['one-cnn'] = exercise('opened');
    assert.equal(lessonProgress(lesson, progress).steps[1]?.state, 'doing');
    progress.exercises['one-cnn'] = exercise('solved');
    progress.quizzes.one = { order: {}, current: 0, hints: [], answers: { q0: answer(true) } };
    assert.equal(lessonProgress(lesson, progress).fraction, (1 + 1 + 0.5) / 3);
    progress.quizzes.one.answers.q1 = answer(false);
    const done = lessonProgress(lesson, progress);
    assert.deepEqual([done.state, done.fraction, done.nextStep], ['done', 1, undefined]);
    assert.deepEqual(done.quiz, { items: 2, answered: 2, correct: 1 });
  });

  it('does not count answers to questions that a newer pack removed', () => {
    assert.deepEqual(lessonProgress(lessonOf('one', 1), progress).quiz, {
      items: 1,
      answered: 1,
      correct: 1,
    });
  });

  it('counts chapters and packs and finds the way on', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((id) => lessonOf(id));
    const pack = { chapters: [{ lessons: [one, two] }, { lessons: [three] }] } as Pack;
    assert.deepEqual(chapterProgress(pack.chapters[0]!, progress), {
      state: 'doing',
      lessons: 2,
      lessonsDone: 1,
      fraction: 0.5,
    });
    assert.equal(packProgress(pack, progress).lessonsDone, 1);
    assert.equal(nextLesson(pack, progress)?.slug, 'two');
    assert.equal(lessonAfter(pack, 'two')?.slug, 'three');
    assert.equal(lessonAfter(pack, 'three'), undefined);
    const opened = structuredClone(progress);
    opened.lessons.three = { openedAt: at };
    assert.equal(nextLesson(pack, opened)?.slug, 'three');
    assert.equal(nextLesson({ ...pack, chapters: [] }, opened), undefined);
  });
});

describe('decidePassRule', () => {
  const rule: PassRule = { stage: 'train', metric: 'acc', atLeast: 0.9, inSeeds: 3, ofSeeds: 5 };

  it('decides as soon as the scores settle it', () => {
    assert.equal(decidePassRule(rule, []), 'undecided');
    assert.equal(decidePassRule(rule, [0.9, 0.95]), 'undecided');
    assert.equal(decidePassRule(rule, [0.9, 0.95, 0.91]), 'pass');
    assert.equal(decidePassRule(rule, [0.1, 0.2]), 'undecided');
    assert.equal(decidePassRule(rule, [0.1, 0.2, 0.3]), 'fail');
    assert.equal(decidePassRule(rule, [NaN, 0.95, NaN, 0.95, NaN]), 'fail');
    assert.equal(
      decidePassRule(rule, [0.1, 0.1, 0.9, 0.9, 0.1, 0.9]),
      'fail',
      'more seeds than agreed do not help',
    );
  });

  it('never changes a decision when more scores come, and always decides at the end', () => {
    const random = createRandom(1);
    for (let round = 0; round < 500; round++) {
      const scores = Array.from({ length: 5 }, () => random.below(100) / 50);
      let decided: string | undefined;
      for (let count = 0; count <= 5; count++) {
        const decision = decidePassRule(rule, scores.slice(0, count));
        if (decided !== undefined) assert.equal(decision, decided);
        if (decision !== 'undecided') decided = decision;
      }
      assert.ok(decided);
    }
  });
});

describe('mergeProgress', () => {
  it('keeps the best of each item and what it does not know', () => {
    const a = randomProgress(createRandom(1));
    const b = structuredClone(a);
    a.exercises.x = { ...exercise('solved'), solvedAt: '2026-01-01T00:00:00.000Z', attempts: 2 };
    b.exercises.x = { ...exercise('opened'), attempts: 7, hintsShown: 2 };
    a.quizzes.l = { order: {}, current: 0, hints: ['q1'], answers: { q0: answer(true) } };
    b.quizzes.l = { order: {}, current: 1, hints: ['q2'], answers: { q0: answer(false), q1: answer(false) } };
    b.updatedAt = '2030-01-01T00:00:00.000Z';
    a.reviews = { one: 1 };
    b.reviews = { two: 2 };
    const merged = mergeProgress(a, b);
    assert.equal(merged.exercises.x?.state, 'solved');
    assert.deepEqual([merged.exercises.x.attempts, merged.exercises.x.hintsShown], [7, 2]);
    assert.deepEqual(merged.quizzes.l?.hints, ['q1', 'q2']);
    assert.equal(merged.quizzes.l.answers.q0?.correct, true);
    assert.ok(merged.quizzes.l.answers.q1);
    assert.deepEqual(merged.reviews, { one: 1, two: 2 });
  });

  it('is commutative and idempotent, and loses nothing that was achieved', () => {
    const random = createRandom(2);
    for (let round = 0; round < 300; round++) {
      const [a, b] = [randomProgress(random), randomProgress(random)];
      const merged = mergeProgress(a, b);
      assert.deepEqual(merged, mergeProgress(b, a));
      assert.deepEqual(mergeProgress(a, a), a);
      assert.deepEqual(mergeProgress(merged, a), merged);
      for (const one of [a, b]) {
        for (const [id, { state }] of Object.entries(one.exercises))
          if (state === 'solved') assert.equal(merged.exercises[id]?.state, 'solved');
        for (const [id, { readAt }] of Object.entries(one.lessons))
          if (readAt !== undefined) assert.ok(merged.lessons[id]?.readAt !== undefined);
        for (const [id, { answers }] of Object.entries(one.quizzes))
          for (const [item, { score }] of Object.entries(answers))
            assert.ok((merged.quizzes[id]?.answers[item]?.score ?? -1) >= score);
      }
    }
  });
});

function randomProgress(random: Random): ProgressDocument {
  const time = (): string => new Date(1.7e12 + random.below(1e6) * 1000).toISOString();
  const document = createProgressDocument(time());
  for (const id of ['a', 'b', 'c'].filter(() => random.below(3) > 0)) {
    document.lessons[id] = { openedAt: time(), ...(random.below(2) === 0 && { readAt: time() }) };
    const state = random.pick(['opened', 'solved'] as const);
    document.exercises[id] = {
      ...exercise(state),
      openedAt: time(),
      ...(state === 'solved' && { solvedAt: time() }),
      attempts: random.below(5),
    };
    const answers = Object.fromEntries(
      ['q0', 'q1']
        .filter(() => random.below(2) === 0)
        .map((item) => [item, answer(false, random.below(4) / 4)]),
    );
    document.quizzes[id] = { order: {}, current: random.below(2), hints: [], answers };
  }
  return document;
}
