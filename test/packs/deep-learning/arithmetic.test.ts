import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grade } from '../../../src/core/grading/grade.ts';
import { parseNumber } from '../../../src/core/grading/parseNumber.ts';
import { numberOf } from '../../../src/core/grading/quantity.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { NumericItem, QuizItem, ShapeItem } from '../../../src/protocol/quiz.ts';
import { lessons, quiz } from './lessonTexts.ts';

/** Parameters of a convolution: a k×k filter over all input channels and a bias, once for each filter. */
const convolution = (kernel: number, channels: number, filters: number): number =>
  (kernel * kernel * channels + 1) * filters;
const dense = (inputs: number, units: number): number => (inputs + 1) * units;
/** Side of the result without padding. */
const convolved = (side: number, kernel: number): number => side - kernel + 1;
const pooled = (side: number, size: number): number => Math.floor(side / size);

function assertSaid(...figures: (number | string)[]): void {
  for (const locale of locales)
    for (const figure of figures) {
      const plain = lessons[locale].replaceAll(/(?<=\d),(?=\d)/g, '');
      assert.ok(plain.includes(String(figure)), `${figure} in ${locale}`);
    }
}

describe('figures of the lesson', () => {
  it('counts shapes and parameters of every layer', () => {
    const sides = [28];
    for (const next of [convolved(28, 3), pooled(26, 2), convolved(13, 3), pooled(11, 2)]) sides.push(next);
    assert.deepEqual(sides, [28, 26, 13, 11, 5]);
    const flat = 5 * 5 * 64;
    const parameters = [convolution(3, 1, 32), convolution(3, 32, 64), dense(flat, 128), dense(128, 10)];
    assert.deepEqual(parameters, [320, 18_496, 204_928, 1290]);
    const sum = parameters.reduce((total, count) => total + count);
    assertSaid(...sides, flat, ...parameters, sum, `${Math.round((100 * dense(flat, 128)) / sum)} %`);
  });

  it('counts the small relative of the code tabs', () => {
    const side = pooled(convolved(28, 5), 4);
    assert.equal(side, 6);
    assertSaid(convolution(5, 1, 8) + dense(side * side * 8, 10));
  });

  it('compares a dense layer with a convolution', () => {
    assertSaid(784 * 128, 3 * 3 * 32);
  });

  it('adds up the patch and its neighbours', () => {
    const patch = [
      [0, 0.8, 1],
      [0, 0.9, 1],
      [0, 0.7, 0.9],
    ];
    const answer = patch.reduce((sum, [left = 0, , right = 0]) => sum + right - left, 0);
    assertSaid(answer.toFixed(1));
    assert.equal(Math.max(2.9, 0.4, 0, 1.1), 2.9);
  });

  it('turns logits into probabilities and a loss', () => {
    const powers = [4, 2, 1, 0, 0, 0, 0, 0, 0, 0].map(Math.exp);
    const sum = powers.reduce((total, power) => total + power);
    const [seven = 0, one = 0, nine = 0] = powers.map((power) => power / sum);
    assertSaid(...powers.slice(0, 3).map((power) => power.toFixed(1)), sum.toFixed(1));
    assertSaid(seven.toFixed(2), one.toFixed(2), nine.toFixed(2), (-Math.log(seven)).toFixed(2));
    assertSaid((-Math.log(0.99)).toFixed(2), (-Math.log(0.01)).toFixed(1), Math.log(10).toFixed(3));
  });

  it('counts steps', () => {
    const steps = Math.ceil(4500 / 32);
    assert.equal(4500 % 32, 20);
    assertSaid(Math.floor(4500 / 32), steps, 8 * steps);
  });

  it('reads the confusion matrix that was measured', () => {
    const rows = matrixRows(lessons.en);
    const fives = rows[5] ?? [];
    const total = (row: readonly number[]): number => row.reduce((sum, count) => sum + count, 0);
    assertSaid(total(fives), fives[5] ?? 0, ((fives[5] ?? 0) / total(fives)).toFixed(2));
    // Column 3: the rows shown, and one each in the rows of 2 and 7.
    const threes = [3, 5, 9].reduce((sum, digit) => sum + (rows[digit]?.[3] ?? 0), 0) + 2;
    const right = rows[3]?.[3] ?? 0;
    assertSaid(threes, right, `${right}/${threes}`, (Math.round((100 * right) / threes) / 100).toFixed(2));
    assertSaid(1000 - 971, Math.sqrt((0.971 * 0.029) / 1000).toFixed(3));
  });
});

/** The rows of the matrix that the lesson shows, by their digit. */
function matrixRows(markdown: string): Partial<Record<number, number[]>> {
  return Object.fromEntries(
    [...markdown.matchAll(/^\| \*\*(\d)\*\* \|(.+)\|$/gm)].map(([, digit, cells = '']) => [
      Number(digit),
      cells.split('|').map(Number),
    ]),
  );
}

const itemOf = (id: string): QuizItem => {
  const item = quiz.items.find((one) => one.id === id);
  assert.ok(item, id);
  return item;
};
const keyOf = (id: string): number => {
  const key = parseNumber((itemOf(id) as NumericItem).answer);
  return key ? numberOf(key) : Number.NaN;
};
const shapeOf = (id: string): ShapeItem['answer'] => (itemOf(id) as ShapeItem).answer;

describe('keys of the quiz', () => {
  it('are what the arithmetic says', () => {
    assert.deepEqual(shapeOf('conv-shape'), [null, convolved(28, 5), convolved(28, 5), 32]);
    assert.deepEqual(shapeOf('pool-shape'), [null, pooled(15, 2), pooled(15, 2), 20]);
    assert.equal(keyOf('conv-parameters'), convolution(3, 8, 16));
    assert.ok(Math.abs(keyOf('cross-entropy') + Math.log(0.25)) < 1e-4);
    assert.equal(keyOf('steps-per-epoch'), Math.ceil(5000 / 64));
    assert.equal(keyOf('recall'), 92 / 100);
    const side = pooled(convolved(pooled(convolved(56, 3), 2), 3), 2);
    assert.match(itemOf('larger-image').explanation.en, new RegExp((side * side * 64).toLocaleString('en')));
  });

  it('has every kind of item, each with feedback for each option and at least two known mistakes', () => {
    const kinds = new Set(quiz.items.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['multiple', 'numeric', 'ordering', 'shape', 'single']);
    for (const item of quiz.items) {
      if ('mistakes' in item) assert.ok(item.mistakes.length >= 2, item.id);
      if ('options' in item)
        assert.ok(
          item.options.every(({ feedback }) => feedback.en.length > 10),
          item.id,
        );
    }
  });

  for (const item of quiz.items)
    it(`${item.id}: the right answer scores 1, and each known mistake hears its own remark`, () => {
      const right = rightAnswer(item);
      assert.deepEqual([grade(item, right).score, grade(item, right).correct], [1, true]);
      if (item.kind === 'numeric')
        for (const { value, feedback } of item.mistakes)
          assert.deepEqual(grade(item, { kind: 'numeric', text: value }).feedback, [
            { text: feedback, correct: false },
          ]);
      if (item.kind === 'shape')
        for (const { value, feedback } of item.mistakes)
          assert.deepEqual(grade(item, { kind: 'shape', text: written(value) }).feedback, [
            { text: feedback, correct: false },
          ]);
    });
});

const written = (shape: ShapeItem['answer']): string => `[${shape.map((size) => size ?? '?').join(', ')}]`;

function rightAnswer(item: QuizItem): Parameters<typeof grade>[1] {
  switch (item.kind) {
    case 'single':
      return { kind: 'single', option: item.options.find(({ correct }) => correct)?.id ?? '' };
    case 'multiple':
      return { kind: 'multiple', options: item.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case 'ordering':
      return { kind: 'ordering', options: item.options.map(({ id }) => id) };
    case 'numeric':
      return { kind: 'numeric', text: item.answer };
    case 'shape':
      return { kind: 'shape', text: written(item.answer) };
  }
}
