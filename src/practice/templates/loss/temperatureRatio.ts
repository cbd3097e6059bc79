import { numberTemplate, type Step } from '../../template.ts';
import { at } from '../../lists.ts';
import { operand, short, shortList } from '../../written.ts';

interface Tempered extends Record<string, unknown> {
  /** The logits of A, B and C; asked for is A against B. */
  z: number[];
  t: number;
}

const gap = ({ z }: Tempered): number => at(z, 0) - at(z, 1);

/** softmax(z / T): Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, equation 1. */
const ratio = (q: Tempered): number => Math.exp(gap(q) / q.t);

export const temperatureRatio = numberTemplate<Tempered>({
  id: 'loss.softmax.temperature',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['softmax', 'temperature'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({
    z: draw.list(3, () => draw.decimal(-2, 4, 1)),
    t: draw.pick([0.4, 0.5, 0.8, 1.25, 1.5, 2, 2.5, 3, 4]),
  }),
  holds: (q) => Math.abs(gap(q)) >= 0.4 && Math.abs(gap(q)) <= 3 && Math.abs(gap(q) / q.t) <= 3.5,
  stem: {
    en: 'A model has the logits {logits} for the tokens A, B, C, in this order. It samples with temperature {t}, that is, from softmax(z / T). What is the ratio of the probabilities P(A) / P(B)?',
    'zh-TW':
      '模型對 token A, B, C 的 logits 依序為 {logits}。它以溫度 {t} 取樣，即從 softmax(z / T) 取樣。機率之比 P(A) / P(B) 是多少？',
    'zh-CN':
      '模型对 token A, B, C 的 logits 依次为 {logits}。它以温度 {t} 采样，即从 softmax(z / T) 采样。概率之比 P(A) / P(B) 是多少？',
  },
  slots: (q) => ({
    logits: shortList(q.z),
    t: q.t,
    a: short(at(q.z, 0)),
    b: short(at(q.z, 1)),
    gap: short(gap(q)),
    scaled: short(gap(q) / q.t),
  }),
  key: ratio,
  mistakes: [
    {
      id: 'multiplied',
      value: (q) => Math.exp(gap(q) * q.t),
      // Far larger numbers would give themselves away.
      when: (q) => Math.abs(gap(q) * q.t) <= 5,
      feedback: {
        en: 'That multiplies the logits by the temperature. Divide them by {t}.',
        'zh-TW': '這把 logits 乘上了溫度。要除以 {t}。',
        'zh-CN': '这把 logits 乘上了温度。要除以 {t}。',
      },
    },
    {
      id: 'no-temperature',
      value: (q) => Math.exp(gap(q)),
      feedback: {
        en: 'That is the ratio at temperature 1. Divide the difference {gap} by {t} before the exponential.',
        'zh-TW': '這是溫度為 1 時的比值。取指數之前要把差 {gap} 除以 {t}。',
        'zh-CN': '这是温度为 1 时的比值。取指数之前要把差 {gap} 除以 {t}。',
      },
    },
    {
      id: 'linear',
      value: ({ z }) => at(z, 0) / at(z, 1),
      when: ({ z }) => at(z, 0) > 0 && at(z, 1) > 0,
      feedback: {
        en: 'That is the ratio of the logits. Probabilities go with the exponentials, so the difference of the logits counts.',
        'zh-TW': '這是 logits 的比。機率與指數成正比，所以要看 logits 的差。',
        'zh-CN': '这是 logits 的比。概率与指数成正比，所以要看 logits 的差。',
      },
    },
    {
      id: 'inverse',
      value: (q) => 1 / ratio(q),
      feedback: {
        en: 'That is P(B) / P(A). Subtract the logit of B from that of A.',
        'zh-TW': '這是 P(B) / P(A)。要用 A 的 logit 減去 B 的。',
        'zh-CN': '这是 P(B) / P(A)。要用 A 的 logit 减去 B 的。',
      },
    },
    {
      id: 'divided-after',
      value: (q) => Math.exp(gap(q)) / q.t,
      feedback: {
        en: 'The temperature divides the logits, not the ratio. Divide by {t} first, then take the exponential.',
        'zh-TW': '溫度除的是 logits，不是比值。先除以 {t}，再取指數。',
        'zh-CN': '温度除的是 logits，不是比值。先除以 {t}，再取指数。',
      },
    },
    {
      id: 'no-exponential',
      value: (q) => gap(q) / q.t,
      feedback: {
        en: '{scaled} is the logarithm of the ratio. Take its exponential.',
        'zh-TW': '{scaled} 是比值的對數。還要取它的指數。',
        'zh-CN': '{scaled} 是比值的对数。还要取它的指数。',
      },
    },
    {
      id: 'base-two',
      value: (q) => 2 ** (gap(q) / q.t),
      feedback: {
        en: 'That is a power of 2. Softmax takes powers of e.',
        'zh-TW': '這是 2 的次方。softmax 用的是 e 的次方。',
        'zh-CN': '这是 2 的幂。softmax 用的是 e 的幂。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Both probabilities have the same denominator, which cancels out of the ratio. The token C plays no part.',
      'zh-TW': '兩個機率的分母相同，相除時會約掉。token C 不影響結果。',
      'zh-CN': '两个概率的分母相同，相除时会约掉。token C 不影响结果。',
    },
    {
      en: 'p_A / p_B = e^((z_A − z_B) / T)',
      'zh-TW': 'p_A / p_B = e^((z_A − z_B) / T)',
      'zh-CN': 'p_A / p_B = e^((z_A − z_B) / T)',
    },
    {
      en: 'The logit of A minus that of B is {gap}.',
      'zh-TW': 'A 的 logit 減去 B 的是 {gap}。',
      'zh-CN': 'A 的 logit 减去 B 的是 {gap}。',
    },
  ],
  difficulty: (q) => 0.3 + 0.2 * Number(gap(q) < 0) + 0.2 * Number(q.z.some((score) => score < 0)),
});

function stepsOf(q: Tempered): Step[] {
  return [
    {
      text: {
        en: 'The difference of the logits of A and B:',
        'zh-TW': 'A 與 B 的 logits 之差：',
        'zh-CN': 'A 与 B 的 logits 之差：',
      },
      expression: `${operand(at(q.z, 0))} - ${operand(at(q.z, 1))}`,
      value: gap(q),
    },
    {
      text: { en: 'Divided by the temperature:', 'zh-TW': '除以溫度：', 'zh-CN': '除以温度：' },
      expression: `${operand(Number(gap(q).toFixed(1)))} / ${q.t}`,
      value: gap(q) / q.t,
    },
    {
      text: {
        en: 'The ratio is the exponential of {scaled}:',
        'zh-TW': '比值是 {scaled} 的指數：',
        'zh-CN': '比值是 {scaled} 的指数：',
      },
      slots: { scaled: short(gap(q) / q.t) },
      value: ratio(q),
    },
  ];
}
