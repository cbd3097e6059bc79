import { numberTemplate, type Step } from '../../template.ts';
import { operand, shortOperand, tidy } from '../../written.ts';

interface Decay extends Record<string, unknown> {
  w: number;
  rate: number;
  decay: number;
  direction: number;
}

/** Loshchilov and Hutter, Decoupled weight decay regularization (2019); the decay times the learning rate, as in PyTorch's AdamW. */
const after = ({ w, rate, decay, direction }: Decay): number => w - rate * direction - rate * decay * w;

export const decoupledDecay = numberTemplate<Decay>({
  id: 'optim.decay.decoupled',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['weight-decay'],
  answer: { of: 'real', decimals: 5, relative: 0.0005 },
  params: (draw) => ({
    w: draw.decimal(-4, 4, 1),
    rate: draw.pick([0.05, 0.1, 0.2]),
    decay: draw.pick([0.1, 0.2, 0.3, 0.5]),
    direction: draw.decimal(-1.5, 1.5, 1),
  }),
  holds: ({ w, direction, rate, decay }) =>
    Math.abs(w) >= 0.3 && Math.abs(direction) >= 0.2 && Math.abs(rate * direction + rate * decay * w) >= 0.01,
  stem: {
    en: 'AdamW decouples the weight decay from the gradient and multiplies it by the learning rate. The learning rate is η = {rate}, the decay λ = {decay}, the weight w = {w}, and Adam’s direction m̂/√v̂ is {direction}. What is w after the step, with both parts computed from the old w?',
    'zh-TW':
      'AdamW 讓權重衰減與梯度分開，並乘上學習率。學習率 η = {rate}，衰減係數 λ = {decay}，權重 w = {w}，Adam 的方向 m̂/√v̂ 為 {direction}。兩部分都用舊的 w 計算，這一步之後 w 是多少？',
    'zh-CN':
      'AdamW 让权重衰减与梯度分开，并乘上学习率。学习率 η = {rate}，衰减系数 λ = {decay}，权重 w = {w}，Adam 的方向 m̂/√v̂ 为 {direction}。两部分都用旧的 w 计算，这一步之后 w 是多少？',
  },
  slots: (q) => ({
    w: q.w,
    rate: q.rate,
    decay: q.decay,
    direction: q.direction,
    factor: shortOperand(q.direction),
    step: tidy(q.rate * q.direction),
    shrink: tidy(q.rate * q.decay),
  }),
  key: after,
  mistakes: [
    {
      id: 'decay-without-rate',
      value: ({ w, rate, decay, direction }) => w - rate * direction - decay * w,
      feedback: {
        en: 'The decay was subtracted at its full size. Multiply it by the learning rate too: η·λ = {shrink}.',
        'zh-TW': '這樣減去了整個衰減。衰減也要乘以學習率：η·λ = {shrink}。',
        'zh-CN': '这样减去了整个衰减。衰减也要乘以学习率：η·λ = {shrink}。',
      },
    },
    {
      id: 'decay-grows',
      value: ({ w, rate, decay, direction }) => w - rate * direction + rate * decay * w,
      feedback: {
        en: 'That makes the weight grow. Decay pulls it towards 0: subtract η·λ·w.',
        'zh-TW': '這樣權重會變大。衰減把它拉向 0：要減去 η·λ·w。',
        'zh-CN': '这样权重会变大。衰减把它拉向 0：要减去 η·λ·w。',
      },
    },
    {
      id: 'no-decay',
      value: ({ w, rate, direction }) => w - rate * direction,
      feedback: {
        en: 'That is Adam without decay. Subtract η·λ·w as well, where η·λ = {shrink}.',
        'zh-TW': '這是沒有衰減的 Adam。還要減去 η·λ·w，其中 η·λ = {shrink}。',
        'zh-CN': '这是没有衰减的 Adam。还要减去 η·λ·w，其中 η·λ = {shrink}。',
      },
    },
    {
      id: 'l1',
      value: ({ w, rate, decay, direction }) => w - rate * direction - rate * decay * Math.sign(w),
      feedback: {
        en: 'That pulls every weight by the same amount, as an L1 penalty does. Weight decay is proportional to w.',
        'zh-TW': '這樣每個權重都被拉同樣的量，那是 L1 懲罰的做法。權重衰減與 w 成正比。',
        'zh-CN': '这样每个权重都被拉同样的量，那是 L1 惩罚的做法。权重衰减与 w 成正比。',
      },
    },
    {
      id: 'doubled-decay',
      value: ({ w, rate, decay, direction }) => w - rate * direction - 2 * rate * decay * w,
      feedback: {
        en: 'That is the derivative of λ·w², twice as much. Decoupled decay subtracts η·λ·w directly.',
        'zh-TW': '這是 λ·w² 的導數，多了一倍。解耦的衰減直接減去 η·λ·w。',
        'zh-CN': '这是 λ·w² 的导数，多了一倍。解耦的衰减直接减去 η·λ·w。',
      },
    },
    {
      id: 'ascent',
      value: ({ w, rate, decay, direction }) => w + rate * direction - rate * decay * w,
      feedback: {
        en: 'Adam’s direction was added. It is made of gradients, so {step} is subtracted.',
        'zh-TW': '這樣加上了 Adam 的方向。它由梯度組成，所以要減去 {step}。',
        'zh-CN': '这样加上了 Adam 的方向。它由梯度组成，所以要减去 {step}。',
      },
    },
    {
      id: 'no-rate-on-step',
      value: ({ w, rate, decay, direction }) => w - direction - rate * decay * w,
      feedback: {
        en: 'Adam’s direction needs the learning rate too: subtract {rate} times it.',
        'zh-TW': 'Adam 的方向也要乘學習率：減去它的 {rate} 倍。',
        'zh-CN': 'Adam 的方向也要乘学习率：减去它的 {rate} 倍。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'There are two changes: Adam’s step, and a pull towards 0 that does not pass through the moments.',
      'zh-TW': '變化有兩部分：Adam 的一步，以及不經過動差、把權重拉向 0 的衰減。',
      'zh-CN': '变化有两部分：Adam 的一步，以及不经过矩、把权重拉向 0 的衰减。',
    },
    {
      en: 'w ← w − η·m̂/√v̂ − η·λ·w',
      'zh-TW': 'w ← w − η·m̂/√v̂ − η·λ·w',
      'zh-CN': 'w ← w − η·m̂/√v̂ − η·λ·w',
    },
    {
      en: 'Adam’s step is {rate}·{factor} = {step}.',
      'zh-TW': 'Adam 的一步是 {rate}·{factor} = {step}。',
      'zh-CN': 'Adam 的一步是 {rate}·{factor} = {step}。',
    },
  ],
  difficulty: ({ w, direction }) => 0.4 + 0.15 * Number(w < 0) + 0.15 * Number(direction < 0),
});

function solution(q: Decay): readonly Step[] {
  const { w, rate, decay, direction } = q;
  return [
    {
      text: { en: 'Adam’s step:', 'zh-TW': 'Adam 的一步：', 'zh-CN': 'Adam 的一步：' },
      expression: `${operand(rate)}*${operand(direction)}`,
      value: tidy(rate * direction),
    },
    {
      text: {
        en: 'The decay of the old weight:',
        'zh-TW': '舊權重的衰減：',
        'zh-CN': '旧权重的衰减：',
      },
      expression: `${operand(rate)}*${operand(decay)}*${operand(w)}`,
      value: tidy(rate * decay * w),
    },
    {
      text: {
        en: 'Subtract both from the old weight.',
        'zh-TW': '從舊權重減去兩者。',
        'zh-CN': '从旧权重减去两者。',
      },
      expression: `${operand(w)} - ${operand(rate * direction)} - ${operand(rate * decay * w)}`,
      value: tidy(after(q)),
    },
  ];
}
