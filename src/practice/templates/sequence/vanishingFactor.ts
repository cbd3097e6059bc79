import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

interface Vanishing extends Record<string, unknown> {
  activation: 'sigmoid' | 'tanh';
  w: number;
  steps: number;
}

/** The largest slope: σ′(0) = 1/4, tanh′(0) = 1. */
const slope = ({ activation }: Vanishing): number => (activation === 'sigmoid' ? 0.25 : 1);

/** The bound of Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks (2013), for one unit. */
const bound = (q: Vanishing): number => (q.w * slope(q)) ** q.steps;

export const vanishingFactor = numberTemplate<Vanishing>({
  id: 'sequence.rnn.vanishing',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['vanishing-gradients'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const activation = draw.pick(['sigmoid', 'sigmoid', 'tanh'] as const);
    const w = activation === 'sigmoid' ? draw.decimal(2, 5.4, 2) : draw.decimal(0.5, 1.4, 2);
    return { activation, w, steps: draw.integer(3, 12) };
  },
  holds: (q) => bound(q) >= 0.01 && bound(q) <= 20 && Math.abs(q.w * slope(q) - 1) > 0.04,
  stem: {
    en: 'In a recurrent unit h(t) = f(w·h(t−1) + …) the activation f is {activation}, with a derivative of at most {slope}, and w = {w}. By what factor at most is a gradient multiplied on its way back through {steps} time steps?',
    'zh-TW':
      '在循環單元 h(t) = f(w·h(t−1) + …) 中，激活函數 f 是 {activation}，導數最大為 {slope}，且 w = {w}。梯度往回傳過 {steps} 個時間步，最多乘以多大的倍數？',
    'zh-CN':
      '在循环单元 h(t) = f(w·h(t−1) + …) 中，激活函数 f 是 {activation}，导数最大为 {slope}，且 w = {w}。梯度往回传过 {steps} 个时间步，最多乘以多大的倍数？',
  },
  slots: (q) => ({ ...q, slope: slope(q), each: q.w * slope(q) }),
  key: bound,
  mistakes: [
    {
      id: 'linear',
      value: (q) => q.w * slope(q) * q.steps,
      feedback: {
        en: 'The factor {each} is applied {steps} times over, so it is raised to a power, not multiplied by {steps}.',
        'zh-TW': '倍數 {each} 連乘 {steps} 次，所以要取次方，不是乘以 {steps}。',
        'zh-CN': '倍数 {each} 连乘 {steps} 次，所以要取次方，不是乘以 {steps}。',
      },
    },
    {
      id: 'no-derivative',
      value: (q) => q.w ** q.steps,
      when: ({ activation }) => activation === 'sigmoid',
      feedback: {
        en: 'The derivative of the activation was left out. Each step multiplies by w and by at most {slope}.',
        'zh-TW': '漏了激活函數的導數。每一步乘以 w，再乘以最大 {slope} 的導數。',
        'zh-CN': '漏了激活函数的导数。每一步乘以 w，再乘以最大 {slope} 的导数。',
      },
    },
    {
      id: 'derivative-once',
      value: (q) => slope(q) * q.w ** q.steps,
      when: ({ activation }) => activation === 'sigmoid',
      feedback: {
        en: 'The derivative was taken once. It comes in at each of the {steps} steps, like the weight.',
        'zh-TW': '導數只算了一次。它和權重一樣，在 {steps} 步中每一步都出現。',
        'zh-CN': '导数只算了一次。它和权重一样，在 {steps} 步中每一步都出现。',
      },
    },
    {
      id: 'one-step-less',
      value: (q) => bound({ ...q, steps: q.steps - 1 }),
      feedback: {
        en: 'That is one step too few. Back through {steps} steps there are {steps} factors.',
        'zh-TW': '少了一步。往回傳過 {steps} 步共有 {steps} 個因子。',
        'zh-CN': '少了一步。往回传过 {steps} 步共有 {steps} 个因子。',
      },
    },
    {
      id: 'one-step-more',
      value: (q) => bound({ ...q, steps: q.steps + 1 }),
      feedback: {
        en: 'That is one step too many. Back through {steps} steps there are {steps} factors.',
        'zh-TW': '多了一步。往回傳過 {steps} 步共有 {steps} 個因子。',
        'zh-CN': '多了一步。往回传过 {steps} 步共有 {steps} 个因子。',
      },
    },
    {
      id: 'value-at-zero',
      value: (q) => (q.w * 0.5) ** q.steps,
      when: ({ activation }) => activation === 'sigmoid',
      feedback: {
        en: '0.5 is the value of the sigmoid at 0. What counts is its slope there: {slope}.',
        'zh-TW': '0.5 是 sigmoid 在 0 處的值。要用的是那裡的斜率：{slope}。',
        'zh-CN': '0.5 是 sigmoid 在 0 处的值。要用的是那里的斜率：{slope}。',
      },
    },
    {
      id: 'slope-of-sigmoid',
      value: (q) => (q.w * 0.25) ** q.steps,
      when: ({ activation }) => activation === 'tanh',
      feedback: {
        en: '0.25 is the largest slope of the sigmoid. At 0 tanh has the slope {slope}.',
        'zh-TW': '0.25 是 sigmoid 的最大斜率。tanh 在 0 處的斜率是 {slope}。',
        'zh-CN': '0.25 是 sigmoid 的最大斜率。tanh 在 0 处的斜率是 {slope}。',
      },
    },
    {
      id: 'changes-added',
      value: (q) => 1 + q.steps * (q.w * slope(q) - 1),
      when: (q) => 1 + q.steps * (q.w * slope(q) - 1) > 0.01,
      feedback: {
        en: 'The change of one step was counted {steps} times, as if all started from 1. Each step changes what the one before left: take the power.',
        'zh-TW': '把一步的變化算了 {steps} 次，好像每步都從 1 開始。每一步改變的是前一步剩下的值：要取次方。',
        'zh-CN': '把一步的变化算了 {steps} 次，好像每步都从 1 开始。每一步改变的是前一步剩下的值：要取次方。',
      },
    },
    {
      id: 'weight-once',
      value: (q) => q.w * slope(q) ** q.steps,
      when: ({ activation, steps: count }) => activation === 'sigmoid' && count < 7,
      feedback: {
        en: 'The weight was taken once. It comes in at each of the {steps} steps, like the derivative.',
        'zh-TW': '權重只算了一次。它和導數一樣，在 {steps} 步中每一步都出現。',
        'zh-CN': '权重只算了一次。它和导数一样，在 {steps} 步中每一步都出现。',
      },
    },
    {
      id: 'divided-by-steps',
      value: (q) => (q.w * slope(q)) / q.steps,
      feedback: {
        en: 'The factor {each} was divided by {steps}. It is multiplied by itself: take the power.',
        'zh-TW': '把倍數 {each} 除以了 {steps}。它應該自乘：要取次方。',
        'zh-CN': '把倍数 {each} 除以了 {steps}。它应该自乘：要取次方。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'By the chain rule every step back multiplies the gradient by the same kind of factor.',
      'zh-TW': '依連鎖律，每往回一步，梯度就乘以一個同類的因子。',
      'zh-CN': '按链式法则，每往回一步，梯度就乘以一个同类的因子。',
    },
    {
      en: '(w · max f′)^L for L time steps',
      'zh-TW': '(w · max f′)^L，其中 L 是時間步數',
      'zh-CN': '(w · max f′)^L，其中 L 是时间步数',
    },
    {
      en: 'One step multiplies by at most {w} × {slope} = {each}.',
      'zh-TW': '一步最多乘以 {w} × {slope} = {each}。',
      'zh-CN': '一步最多乘以 {w} × {slope} = {each}。',
    },
  ],
  difficulty: ({ activation }) => (activation === 'tanh' ? 0.3 : 0.5),
});

function steps(q: Vanishing): Step[] {
  const each = q.w * slope(q);
  return [
    {
      text: {
        en: 'One step back multiplies by the weight and by at most the largest slope:',
        'zh-TW': '往回一步乘以權重，再乘以最大的斜率：',
        'zh-CN': '往回一步乘以权重，再乘以最大的斜率：',
      },
      expression: `${operand(q.w)}*${operand(slope(q))}`,
      value: each,
    },
    {
      text: {
        en: 'Through {steps} steps the factor {each} comes in {steps} times:',
        'zh-TW': '經過 {steps} 步，因子 {each} 出現 {steps} 次：',
        'zh-CN': '经过 {steps} 步，因子 {each} 出现 {steps} 次：',
      },
      slots: { steps: q.steps, each: short(each) },
      expression: `${operand(each)}^${q.steps}`,
      value: bound(q),
    },
  ];
}
