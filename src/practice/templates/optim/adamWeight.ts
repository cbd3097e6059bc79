import { numberTemplate, type Step } from '../../template.ts';
import { adamFeedback } from './adamFeedback.ts';
import { operand, tidy } from '../../written.ts';

interface Adam extends Record<string, unknown> {
  w: number;
  rate: number;
  beta1: number;
  beta2: number;
  first: number;
  second: number;
}

interface Moments {
  m: number;
  v: number;
}

/** How a step is made of the moments and of what is missing in their weights after t steps. */
type StepRule = (moments: Moments, missing: Moments) => number;

/** Algorithm 1 of Kingma and Ba, Adam (2015), with epsilon 0. */
const adamStep: StepRule = ({ m, v }, missing) => m / (1 - missing.m) / Math.sqrt(v / (1 - missing.v));

function after(q: Adam, step: StepRule = adamStep): number {
  const { rate, beta1, beta2 } = q;
  const moments: Moments = { m: 0, v: 0 };
  let w = q.w;
  for (const [index, gradient] of [q.first, q.second].entries()) {
    moments.m = beta1 * moments.m + (1 - beta1) * gradient;
    moments.v = beta2 * moments.v + (1 - beta2) * gradient * gradient;
    w -= rate * step(moments, { m: beta1 ** (index + 1), v: beta2 ** (index + 1) });
  }
  return w;
}

/** The corrected moments after the second step. */
const corrected = ({ beta1, beta2, first, second }: Adam): Moments => ({
  m: (beta1 * (1 - beta1) * first + (1 - beta1) * second) / (1 - beta1 ** 2),
  v: (beta2 * (1 - beta2) * first ** 2 + (1 - beta2) * second ** 2) / (1 - beta2 ** 2),
});

export const adamWeight = numberTemplate<Adam>({
  id: 'optim.adam.weight',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['adam'],
  answer: { of: 'real', decimals: 4, relative: 0.002 },
  params: (draw) => ({
    w: draw.decimal(-1.5, 1.5, 1),
    rate: draw.pick([0.05, 0.1, 0.2]),
    beta1: draw.pick([0.5, 0.8, 0.9]),
    beta2: draw.pick([0.9, 0.99, 0.999]),
    first: draw.decimal(-3, 3, 1),
    second: draw.decimal(-3, 3, 1),
  }),
  holds: (q) =>
    Math.abs(q.first) >= 0.3 &&
    Math.abs(q.second) >= 0.3 &&
    Math.abs(q.first - q.second) >= 0.2 &&
    q.w !== 0 &&
    Math.abs(after(q) - q.w) >= 0.02,
  stem: {
    en: 'Adam has the learning rate {rate}, β₁ = {beta1}, β₂ = {beta2} and ε = 0. A weight starts at {w}, with both moments 0. Its gradients are {first} at t = 1 and {second} at t = 2. With bias correction, what is the weight after t = 2?',
    'zh-TW':
      'Adam 的學習率為 {rate}，β₁ = {beta1}，β₂ = {beta2}，ε = 0。一個權重從 {w} 開始，兩個動差都是 0。它的梯度在 t = 1 為 {first}，在 t = 2 為 {second}。使用偏差修正，t = 2 之後這個權重是多少？',
    'zh-CN':
      'Adam 的学习率为 {rate}，β₁ = {beta1}，β₂ = {beta2}，ε = 0。一个权重从 {w} 开始，两个矩都是 0。它的梯度在 t = 1 为 {first}，在 t = 2 为 {second}。使用偏差修正，t = 2 之后这个权重是多少？',
  },
  slots: ({ w, rate, beta1, beta2, first, second }) => ({
    w,
    rate,
    beta1,
    beta2,
    first,
    second,
    firstStep: tidy(rate * Math.sign(first)),
  }),
  key: (q) => after(q),
  mistakes: [
    {
      id: 'no-correction',
      value: (q) => after(q, ({ m, v }) => m / Math.sqrt(v)),
      feedback: adamFeedback.noCorrection,
    },
    {
      id: 'only-mean-corrected',
      value: (q) => after(q, ({ m, v }, missing) => m / (1 - missing.m) / Math.sqrt(v)),
      feedback: adamFeedback.onlyMeanCorrected,
    },
    {
      id: 'sgd',
      value: ({ w, rate, first, second }) => w - rate * (first + second),
      feedback: adamFeedback.sgd,
    },
    {
      id: 'no-root',
      value: (q) => after(q, ({ m, v }, missing) => m / (1 - missing.m) / (v / (1 - missing.v))),
      feedback: adamFeedback.noRoot,
    },
    {
      id: 'ascent',
      value: (q) => 2 * q.w - after(q),
      feedback: adamFeedback.ascent,
    },
    {
      id: 'only-second-step',
      value: (q) => after(q) + q.rate * Math.sign(q.first),
      feedback: adamFeedback.onlySecondStep,
    },
    {
      id: 'no-memory',
      value: ({ w, rate, first, second }) => w - rate * (Math.sign(first) + Math.sign(second)),
      feedback: adamFeedback.noMemory,
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Keep two moving averages, of the gradient and of its square, and correct both before each step.',
      'zh-TW': '分別記錄梯度與梯度平方的移動平均，每一步之前兩者都要修正。',
      'zh-CN': '分别记录梯度与梯度平方的移动平均，每一步之前两者都要修正。',
    },
    {
      en: 'm̂ = m/(1 − β₁^t), v̂ = v/(1 − β₂^t), w ← w − η·m̂/√v̂',
      'zh-TW': 'm̂ = m/(1 − β₁^t)，v̂ = v/(1 − β₂^t)，w ← w − η·m̂/√v̂',
      'zh-CN': 'm̂ = m/(1 − β₁^t)，v̂ = v/(1 − β₂^t)，w ← w − η·m̂/√v̂',
    },
    {
      en: 'At t = 1 the corrected averages are the gradient and its square, so {firstStep} is subtracted from {w}.',
      'zh-TW': '在 t = 1，修正後的平均就是梯度和它的平方，所以從 {w} 減去 {firstStep}。',
      'zh-CN': '在 t = 1，修正后的平均就是梯度和它的平方，所以从 {w} 减去 {firstStep}。',
    },
  ],
  difficulty: ({ w, first, second }) => 0.7 + 0.1 * Number(w < 0) + 0.2 * Number(first * second < 0),
});

function solution(q: Adam): readonly Step[] {
  const { w, rate, first, second } = q;
  const { m, v } = corrected(q);
  const [b1, b2] = [operand(q.beta1), operand(q.beta2)];
  const between = w - rate * Math.sign(first);
  return [
    {
      text: {
        en: 'At t = 1, after correction, m̂ is the gradient and √v̂ its size.',
        'zh-TW': '在 t = 1，修正後 m̂ 就是梯度，√v̂ 是它的大小。',
        'zh-CN': '在 t = 1，修正后 m̂ 就是梯度，√v̂ 是它的大小。',
      },
      expression: `${operand(w)} - ${operand(rate)}*${operand(first)}/${operand(Math.abs(first))}`,
      value: tidy(between),
    },
    {
      text: { en: 'At t = 2, m̂:', 'zh-TW': '在 t = 2，m̂：', 'zh-CN': '在 t = 2，m̂：' },
      expression: `(${b1}*(1 - ${b1})*${operand(first)} + (1 - ${b1})*${operand(second)})/(1 - ${b1}^2)`,
      value: tidy(m),
    },
    {
      text: { en: 'At t = 2, v̂:', 'zh-TW': '在 t = 2，v̂：', 'zh-CN': '在 t = 2，v̂：' },
      expression: `(${b2}*(1 - ${b2})*${operand(first)}^2 + (1 - ${b2})*${operand(second)}^2)/(1 - ${b2}^2)`,
      value: tidy(v),
    },
    {
      text: { en: 'Its square root √v̂', 'zh-TW': '它的平方根 √v̂', 'zh-CN': '它的平方根 √v̂' },
      value: tidy(Math.sqrt(v)),
    },
    {
      text: { en: 'The second step:', 'zh-TW': '走第二步：', 'zh-CN': '走第二步：' },
      expression: `${operand(between)} - ${operand(rate)}*${operand(m)}/${operand(Math.sqrt(v))}`,
      value: tidy(after(q)),
    },
  ];
}
