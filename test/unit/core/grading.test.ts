import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { grade } from '../../../src/core/grading/grade.ts';
import { parseNumber } from '../../../src/core/grading/parseNumber.ts';
import { formatShape, parseShape } from '../../../src/core/grading/parseShape.ts';
import { numberOf } from '../../../src/core/grading/quantity.ts';
import { gradingWords } from '../../../src/core/words/grading.ts';
import type { LocalText } from '../../../src/protocol/locale.ts';
import type {
  MultipleItem,
  NumericItem,
  Option,
  OrderingItem,
  ShapeItem,
  SingleItem,
} from '../../../src/protocol/quiz.ts';
import { createRandom } from './createRandom.ts';

const say = (text: string): LocalText => ({ en: text, 'zh-TW': text, 'zh-CN': text });
const base = { id: 'item', prompt: say('prompt'), explanation: say('because') };
const option = (id: string, correct = false): Option => ({
  id,
  text: say(id),
  feedback: say(`about ${id}`),
  ...(correct && { correct }),
});
const numeric = (answer: string, tolerance = 0, rest: Partial<NumericItem> = {}): NumericItem => {
  return { ...base, kind: 'numeric', answer, tolerance, mistakes: [], otherwise: say('otherwise'), ...rest };
};
const gradeText = (item: NumericItem | ShapeItem, text: string): ReturnType<typeof grade> =>
  grade(item, { kind: item.kind, text });

describe('parseNumber', () => {
  const readable: [string, number][] = [
    ['28*28*3', 2352],
    ['28×28×3', 2352],
    ['28x28 x 3', 2352],
    ['1/3', 1 / 3],
    ['2^10', 1024],
    ['2**10', 1024],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['-2^2', -4],
    ['(1+2)*(3-4)', -3],
    ['28²*3', 2352],
    ['10⁻³', 0.001],
    ['½', 0.5],
    ['3*½', 1.5],
    ['1e-3', 0.001],
    ['1E+3', 1000],
    ['1×10^-3', 0.001],
    ['50 %', 0.5],
    ['50%', 0.5],
    ['１２．５％', 0.125],
    ['－３', -3],
    ['−3', -3],
    ['１，０２４', 1024],
    ['1,234,567.5', 1234567.5],
    ['1 024', 1024],
    ["60'000", 60000],
    ['1_000_000', 1000000],
    ['（２＋３）×４', 20],
    ['8÷4', 2],
    ['0。5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+7', 7],
    ['--7', 7],
    ['= 12', 12],
    ['≈ 0.25', 0.25],
    ['2^0.5', Math.SQRT2],
  ];
  for (const [text, value] of readable)
    it(`reads ${text}`, () => {
      const read = parseNumber(text);
      assert.ok(read, 'unreadable');
      assert.ok(Math.abs(numberOf(read) - value) <= 1e-15 * Math.abs(value));
    });

  const unreadable = [
    '',
    ' ',
    'abc',
    '1/0',
    '0^-1',
    '3,14',
    '1,23,456',
    '12,3456',
    '1.2.3',
    '(1',
    '1)',
    '2 3',
    '1..2',
  ]
    .concat([
      '*3',
      '3*',
      '2(3)',
      'Infinity',
      'NaN',
      '1e',
      '1e9999',
      '9^9^9^9',
      '1/(2-2)',
      '%',
      '５０％％％％％％x',
    ])
    .concat([
      '('.repeat(150),
      '-'.repeat(150),
      '1'.repeat(201),
      'process.exit()',
      '[1]',
      '1;2',
      '½½',
      '1½',
      '(-8)^0.5',
    ]);
  for (const text of unreadable)
    it(`does not read ${JSON.stringify(text).slice(0, 30)}`, () =>
      assert.equal(parseNumber(text), undefined));

  it('is exact where floating point numbers are not', () => {
    const item = numeric('0.3');
    assert.equal(gradeText(item, '0.1+0.2').correct, true);
    assert.equal(gradeText(numeric('1'), '1/3+1/3+1/3').correct, true);
    assert.equal(gradeText(numeric('2^200+1'), '2^200').correct, false);
    assert.equal(gradeText(numeric('9007199254740993'), '9007199254740992').correct, false);
  });

  it('agrees with JavaScript on random expressions', () => {
    const random = createRandom(7);
    for (let round = 0; round < 3000; round++) {
      const text = expression(random, 4);
      // The text holds digits and operators only: it was made three lines above.
      const wanted = Number(runInNewContext(text.replaceAll('^', '**')));
      const read = parseNumber(text);
      if (!Number.isFinite(wanted)) continue;
      assert.ok(read, text);
      const error = Math.abs(numberOf(read) - wanted);
      assert.ok(error <= 1e-9 * Math.max(1, Math.abs(wanted)), `${text}: ${numberOf(read)} ≠ ${wanted}`);
    }
  });

  it('takes any text without throwing, and quickly', () => {
    const random = createRandom(11);
    const alphabet = Array.from('0123456789+-*/^()%., eExX²½％，．１９、');
    const startedAt = performance.now();
    for (let round = 0; round < 20_000; round++) {
      const length = random.below(24);
      parseNumber(Array.from({ length }, () => random.pick(alphabet)).join(''));
    }
    assert.ok(performance.now() - startedAt < 10_000);
  });
});

/** Division only by positive numbers and small exponents, so that JavaScript's rounding stays out of the comparison. */
function expression(random: ReturnType<typeof createRandom>, depth: number): string {
  if (depth === 0 || random.below(4) === 0)
    return String(random.below(100) / (random.below(2) === 0 ? 1 : 8));
  const [a, b] = [expression(random, depth - 1), expression(random, depth - 1)];
  const kind = random.below(6);
  if (kind === 0) return `(${a})/${1 + random.below(9)}`;
  if (kind === 1) return `(${a})^${random.below(3)}`;
  if (kind === 2) return `-(${a})`;
  return kind === 3 ? `(${a})*(${b})` : kind === 4 ? `${a} + ${b}` : `${a} - (${b})`;
}

describe('numeric items', () => {
  const item = numeric('28*28*3', 0, {
    mistakes: [{ value: '28*28', feedback: say('channels') }],
    unit: { en: 'weights', 'zh-TW': '個權重', 'zh-CN': '个权重' },
  });

  it('takes the number, the expression and the number with its unit', () => {
    for (const text of ['2352', '28*28*3', '2,352', '2352 weights', '2352個權重', '２３５２']) {
      const result = gradeText(item, text);
      assert.deepEqual([result.score, result.correct], [1, true], text);
      assert.equal(result.explanation.en, 'because');
    }
  });

  it('knows a mistake by its value', () => {
    assert.equal(gradeText(item, '784').feedback[0]?.text.en, 'channels');
    assert.equal(gradeText(item, '14*56').feedback[0]?.text.en, 'channels');
    assert.equal(gradeText(item, '785').feedback[0]?.text.en, 'otherwise');
  });

  it('accepts what lies within the tolerance, ends included', () => {
    const loose = numeric('0.965', 0.005);
    for (const text of ['0.965', '0.96', '0.97', '96.5 %'])
      assert.equal(gradeText(loose, text).correct, true, text);
    for (const text of ['0.9599', '0.9701', '-0.965'])
      assert.equal(gradeText(loose, text).correct, false, text);
  });

  it('takes % as the unit where it is the unit', () => {
    const percent = numeric('50', 0, { unit: say('%') });
    for (const text of ['50', '50 %', '５０％']) assert.equal(gradeText(percent, text).correct, true, text);
    assert.equal(gradeText(percent, '0.5').correct, false);
  });

  it('costs nothing when it cannot be read', () => {
    const result = gradeText(item, 'many');
    assert.equal(result.unreadable, true);
    assert.equal(result.score, 0);
    assert.deepEqual(result.feedback, [{ text: gradingWords.unreadableNumber, correct: false }]);
  });
});

describe('shape items', () => {
  const item: ShapeItem = {
    ...base,
    kind: 'shape',
    answer: [null, 26, 26, 32],
    mistakes: [{ value: [null, 28, 28, 32], feedback: say('same padding') }],
    otherwise: say('otherwise'),
  };

  const right = [
    '[?, 26, 26, 32]',
    '(None, 26, 26, 32)',
    '[null,26,26,32]',
    '?x26x26x32',
    '? 26 26 32',
  ].concat(
    [
      'None × 26 × 26 × 32',
      '［？，２６，２６，３２］',
      '［？、26、26、32］',
      '(None, 26, 26, 32,)',
      '[batch, 26, 26, 32]',
    ],
    ['Nonex26x26x32', '-1, 26, 26, 32', '{?, 26, 26, 32}'],
  );
  for (const text of right) it(`takes ${text}`, () => assert.equal(gradeText(item, text).correct, true));

  it('tells what is missing when the batch is', () => {
    for (const text of ['26x26x32', '[26, 26, 32]', '26 26 32']) {
      const result = gradeText(item, text);
      assert.deepEqual([result.correct, result.unreadable], [false, undefined]);
      assert.match(result.feedback[0]?.text.en ?? '', /batch dimension is missing.*\[\?, 26, 26, 32\]/);
    }
  });

  it('tells that the batch has no fixed size', () => {
    assert.match(gradeText(item, '[64, 26, 26, 32]').feedback[0]?.text.en ?? '', /`\?` instead of `64`/);
  });

  it('knows the mistakes of the author and else says the general remark', () => {
    assert.equal(gradeText(item, '[?, 28, 28, 32]').feedback[0]?.text.en, 'same padding');
    assert.equal(gradeText(item, '[?, 32, 26, 26]').feedback[0]?.text.en, 'otherwise');
  });

  it('costs nothing when it cannot be read', () => {
    for (const text of ['', '[26, 26', '26.5x3', 'big', '[[2]]', '1,,2', '9'.repeat(30)])
      assert.equal(gradeText(item, text).unreadable, true, text);
  });

  it('reads back what it prints', () => {
    const random = createRandom(3);
    for (let round = 0; round < 500; round++) {
      const shape = Array.from({ length: random.below(6) }, () =>
        random.below(4) === 0 ? null : random.below(999),
      );
      assert.deepEqual(parseShape(formatShape(shape)), shape);
      if (shape.length > 0) assert.deepEqual(parseShape(shape.map((size) => size ?? '?').join('x')), shape);
    }
  });
});

describe('choices', () => {
  const single: SingleItem = { ...base, kind: 'single', options: [option('a', true), option('b')] };
  const multiple: MultipleItem = {
    ...base,
    kind: 'multiple',
    options: [option('a', true), option('b', true), option('c', true), option('d'), option('e')],
  };
  const scoreOf = (...options: string[]): number => grade(multiple, { kind: 'multiple', options }).score;

  it('remarks on the one that was chosen', () => {
    const result = grade(single, { kind: 'single', option: 'b' });
    assert.deepEqual([result.score, result.correct], [0, false]);
    assert.deepEqual(result.feedback, [{ option: 'b', text: say('about b'), correct: false }]);
    assert.equal(grade(single, { kind: 'single', option: 'a' }).score, 1);
    assert.equal(grade(single, { kind: 'single', option: 'z' }).unreadable, true);
  });

  it('scores (right − wrong) / number of right ones, at least 0', () => {
    assert.equal(scoreOf('a', 'b', 'c'), 1);
    assert.equal(scoreOf('a', 'b'), 2 / 3);
    assert.equal(scoreOf('a', 'b', 'd'), 1 / 3);
    assert.equal(scoreOf('a', 'd', 'e'), 0);
    assert.equal(scoreOf('a', 'a', 'a'), 1 / 3);
    assert.equal(scoreOf('a', 'b', 'c', 'd', 'e'), 1 / 3);
    assert.equal(grade(multiple, { kind: 'multiple', options: [] }).unreadable, true);
    assert.equal(grade(multiple, { kind: 'multiple', options: ['a', 'b', 'c', 'd'] }).correct, false);
  });

  it('says that something is missing without saying what', () => {
    const { feedback } = grade(multiple, { kind: 'multiple', options: ['a'] });
    assert.deepEqual(feedback.at(-1), { text: gradingWords.optionsMissing, correct: false });
    assert.equal(feedback.length, 2);
  });

  it('keeps every score within 0 and 1, and 1 for the right answer only', () => {
    const random = createRandom(5);
    for (let round = 0; round < 2000; round++) {
      const options = ['a', 'b', 'c', 'd', 'e'].filter(() => random.below(2) === 0);
      const { score, correct } = grade(multiple, { kind: 'multiple', options });
      assert.ok(score >= 0 && score <= 1);
      assert.equal(correct, options.join('') === 'abc');
      assert.equal(score === 1, correct);
    }
  });

  it('does not take an answer of another kind', () => {
    assert.equal(grade(single, { kind: 'numeric', text: '1' }).unreadable, true);
    assert.equal(grade(numeric('1'), { kind: 'single', option: 'a' }).unreadable, true);
  });
});

describe('ordering items', () => {
  const item: OrderingItem = {
    ...base,
    kind: 'ordering',
    options: ['a', 'b', 'c', 'd', 'e'].map((id) => option(id)),
  };
  const gradeOrder = (order: string): ReturnType<typeof grade> =>
    grade(item, { kind: 'ordering', options: order.split('') });

  it('scores the longest common subsequence', () => {
    assert.equal(gradeOrder('abcde').score, 1);
    assert.equal(gradeOrder('edcba').score, 0);
    assert.equal(gradeOrder('bcdea').score, 3 / 4);
    assert.equal(gradeOrder('abced').score, 3 / 4);
    assert.equal(gradeOrder('abcde').correct, true);
  });

  it('marks what stands in order', () => {
    const { feedback } = gradeOrder('bcdea');
    assert.deepEqual(
      feedback.map(({ option: id, correct }) => [id, correct]),
      [
        ['b', true],
        ['c', true],
        ['d', true],
        ['e', true],
        ['a', false],
      ],
    );
  });

  it('asks again when entries are missing or doubled', () => {
    for (const order of ['', 'abcd', 'aabcd', 'abcdf'])
      assert.equal(gradeOrder(order).unreadable, true, order);
  });

  it('gives a better score to no order than to the right one, and moves by one step per exchange at most', () => {
    const random = createRandom(9);
    for (let round = 0; round < 1000; round++) {
      const order = random.shuffle(['a', 'b', 'c', 'd', 'e']);
      const { score, correct } = gradeOrder(order.join(''));
      assert.ok(score >= 0 && score <= 1);
      assert.equal(score === 1, correct);
      const at = random.below(4);
      [order[at], order[at + 1]] = [order[at + 1]!, order[at]!];
      assert.ok(Math.abs(gradeOrder(order.join('')).score - score) <= 1 / 4 + 1e-12);
    }
  });
});
