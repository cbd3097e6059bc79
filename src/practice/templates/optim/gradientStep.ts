import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

interface Descent extends Record<string, unknown> {
  a: number;
  c: number;
  w: number;
  rate: number;
}

/** d/dw a(w − c)² = 2a(w − c), by the chain rule. */
const slope = ({ a, c, w }: Descent): number => 2 * a * (w - c);
const after = (q: Descent): number => q.w - q.rate * slope(q);

export const gradientStep = numberTemplate<Descent>({
  id: 'optim.gd.step',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['gradient-descent'],
  answer: { of: 'real', decimals: 4, relative: 0.001 },
  params: (draw) => ({
    a: draw.pick([0.5, 1.5, 2, 2.5, 3, 4]),
    c: draw.pick([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]),
    w: draw.decimal(-6, 6, 1),
    rate: draw.pick([0.01, 0.02, 0.05, 0.1, 0.15, 0.2]),
  }),
  holds: ({ a, c, w, rate }) =>
    Math.abs(w - c) >= 0.5 && w !== 0 && 2 * a * rate >= 0.04 && 2 * a * rate <= 0.9,
  stem: {
    en: 'The loss is L(w) = {a}·({inner})². Gradient descent is at w = {w} and has the learning rate {rate}. Where is w after one step?',
    'zh-TW': '損失為 L(w) = {a}·({inner})²。梯度下降目前在 w = {w}，學習率 {rate}。走一步之後 w 是多少？',
    'zh-CN': '损失为 L(w) = {a}·({inner})²。梯度下降目前在 w = {w}，学习率 {rate}。走一步之后 w 是多少？',
  },
  slots: (q) => ({
    a: q.a,
    inner: q.c < 0 ? `w + ${-q.c}` : `w − ${q.c}`,
    c: q.c,
    w: q.w,
    rate: q.rate,
    distance: tidy(q.w - q.c),
    slope: tidy(slope(q)),
    change: tidy(q.rate * slope(q)),
  }),
  key: after,
  mistakes: [
    {
      id: 'ascent',
      value: (q) => q.w + q.rate * slope(q),
      feedback: {
        en: 'That walks uphill. The gradient points to larger loss: subtract learning rate times gradient.',
        'zh-TW': '這樣是往上坡走。梯度指向損失變大的方向：要減去學習率乘梯度。',
        'zh-CN': '这样是往上坡走。梯度指向损失变大的方向：要减去学习率乘梯度。',
      },
    },
    {
      id: 'no-two',
      value: (q) => q.w - (q.rate * slope(q)) / 2,
      feedback: {
        en: 'The exponent of the square comes down as a factor: the gradient is {slope}, twice what you used.',
        'zh-TW': '平方的指數會變成係數：梯度是 {slope}，是你所用的兩倍。',
        'zh-CN': '平方的指数会变成系数：梯度是 {slope}，是你所用的两倍。',
      },
    },
    {
      id: 'no-rate',
      value: (q) => q.w - slope(q),
      feedback: {
        en: 'The whole gradient was subtracted. Multiply it by the learning rate {rate} first.',
        'zh-TW': '這樣減去了整個梯度。要先乘以學習率 {rate}。',
        'zh-CN': '这样减去了整个梯度。要先乘以学习率 {rate}。',
      },
    },
    {
      id: 'uses-loss',
      value: (q) => q.w - q.rate * q.a * (q.w - q.c) ** 2,
      feedback: {
        en: 'That subtracts a share of the loss itself. Use its derivative at w = {w}.',
        'zh-TW': '這樣減去的是損失本身的一部分。要用它在 w = {w} 的導數。',
        'zh-CN': '这样减去的是损失本身的一部分。要用它在 w = {w} 的导数。',
      },
    },
    {
      id: 'no-minimum',
      value: (q) => q.w - q.rate * 2 * q.a * q.w,
      feedback: {
        en: 'That is the step for a loss whose minimum is at 0. Here it is at {c}: use w − c, which is {distance}.',
        'zh-TW': '這是最小值在 0 的損失的一步。這裡最小值在 {c}：要用 w − c，也就是 {distance}。',
        'zh-CN': '这是最小值在 0 的损失的一步。这里最小值在 {c}：要用 w − c，也就是 {distance}。',
      },
    },
    {
      id: 'change-only',
      value: (q) => -q.rate * slope(q),
      feedback: {
        en: 'That is only the change. Add it to the old weight {w}.',
        'zh-TW': '這只是變化量。要加到原來的權重 {w} 上。',
        'zh-CN': '这只是变化量。要加到原来的权重 {w} 上。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Find the slope of the loss where w stands, and go a little way against it.',
      'zh-TW': '先求損失在目前 w 處的斜率，再朝反方向走一小段。',
      'zh-CN': '先求损失在目前 w 处的斜率，再朝反方向走一小段。',
    },
    {
      en: 'w ← w − η·2a(w − c), where η is the learning rate',
      'zh-TW': 'w ← w − η·2a(w − c)，其中 η 是學習率',
      'zh-CN': 'w ← w − η·2a(w − c)，其中 η 是学习率',
    },
    {
      en: 'w − c = {distance}, so the gradient is 2·{a} times that.',
      'zh-TW': 'w − c = {distance}，所以梯度是它的 2·{a} 倍。',
      'zh-CN': 'w − c = {distance}，所以梯度是它的 2·{a} 倍。',
    },
  ],
  difficulty: ({ c, w, a }) =>
    0.2 + 0.2 * Number(w < 0) + 0.2 * Number(c < 0) + 0.1 * Number(!Number.isInteger(a)),
});

function solution(q: Descent): readonly Step[] {
  const { a, c, w, rate } = q;
  return [
    {
      text: {
        en: 'The weight stands this far from the minimum at {c}.',
        'zh-TW': '權重與位於 {c} 的最小值相距：',
        'zh-CN': '权重与位于 {c} 的最小值相距：',
      },
      slots: { c: shownNumber(c) },
      expression: `${operand(w)} - ${operand(c)}`,
      value: tidy(w - c),
    },
    {
      text: {
        en: 'The gradient is 2a(w − c).',
        'zh-TW': '梯度是 2a(w − c)。',
        'zh-CN': '梯度是 2a(w − c)。',
      },
      expression: `2*${operand(a)}*${operand(w - c)}`,
      value: tidy(slope(q)),
    },
    {
      text: {
        en: 'Subtract learning rate times gradient.',
        'zh-TW': '減去學習率乘梯度。',
        'zh-CN': '减去学习率乘梯度。',
      },
      expression: `${operand(w)} - ${operand(rate)}*${operand(slope(q))}`,
      value: tidy(after(q)),
    },
  ];
}
