import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

interface Momentum extends Record<string, unknown> {
  w: number;
  rate: number;
  momentum: number;
  first: number;
  second: number;
}

/** v ← m·v + g, w ← w − η·v, as in Sutskever et al. (2013) with the learning rate outside, and in PyTorch's SGD. */
function after({ w, rate, momentum, first, second }: Momentum): number {
  let [velocity, weight] = [0, w];
  for (const gradient of [first, second]) {
    velocity = momentum * velocity + gradient;
    weight -= rate * velocity;
  }
  return weight;
}

const lastVelocity = ({ momentum, first, second }: Momentum): number => momentum * first + second;

export const momentumWeight = numberTemplate<Momentum>({
  id: 'optim.momentum.weight',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['momentum'],
  answer: { of: 'real', decimals: 4, relative: 0.001 },
  params: (draw) => ({
    w: draw.decimal(-2, 2, 1),
    rate: draw.pick([0.05, 0.1, 0.2, 0.5]),
    momentum: draw.pick([0.5, 0.6, 0.8, 0.9]),
    first: draw.decimal(-4, 4, 1),
    second: draw.decimal(-4, 4, 1),
  }),
  holds: (q) =>
    Math.abs(q.first) >= 0.4 && Math.abs(q.second) >= 0.4 && q.w !== 0 && Math.abs(after(q) - q.w) >= 0.05,
  stem: {
    en: 'SGD with momentum takes steps v ← m·v + g, then w ← w − η·v. The learning rate is η = {rate} and m = {momentum}; it starts at w = {w} with v = 0. The gradients of the two steps are, in order, {first} and {second}. What is w after them?',
    'zh-TW':
      '帶動量的 SGD 每一步先 v ← m·v + g，再 w ← w − η·v。學習率 η = {rate}，m = {momentum}；起點 w = {w}，v = 0。前兩步的梯度依序為 {first} 和 {second}。兩步之後 w 是多少？',
    'zh-CN':
      '带动量的 SGD 每一步先 v ← m·v + g，再 w ← w − η·v。学习率 η = {rate}，m = {momentum}；起点 w = {w}，v = 0。前两步的梯度依次为 {first} 和 {second}。两步之后 w 是多少？',
  },
  slots: (q) => ({
    w: q.w,
    rate: q.rate,
    momentum: q.momentum,
    first: q.first,
    second: q.second,
    last: tidy(lastVelocity(q)),
  }),
  key: after,
  mistakes: [
    {
      id: 'no-momentum',
      value: ({ w, rate, first, second }) => w - rate * (first + second),
      feedback: {
        en: 'That is plain SGD. The second step also keeps {momentum} times the first velocity.',
        'zh-TW': '這是一般的 SGD。第二步還保留第一步速度的 {momentum} 倍。',
        'zh-CN': '这是普通的 SGD。第二步还保留第一步速度的 {momentum} 倍。',
      },
    },
    {
      id: 'averaged',
      value: ({ w, rate, momentum: m, first, second }) => w - rate * (1 - m) * (first + m * first + second),
      feedback: {
        en: 'That weighs each gradient with 1 − m, as a moving average does. Here the gradient is added in full: v ← m·v + g.',
        'zh-TW': '這樣每個梯度都乘了 1 − m，那是移動平均的做法。這裡梯度整個加上：v ← m·v + g。',
        'zh-CN': '这样每个梯度都乘了 1 − m，那是移动平均的做法。这里梯度整个加上：v ← m·v + g。',
      },
    },
    {
      id: 'ascent',
      value: (q) => 2 * q.w - after(q),
      feedback: {
        en: 'Both steps go uphill. The velocity adds up gradients, so η·v is subtracted from w.',
        'zh-TW': '兩步都往上坡走了。速度累積的是梯度，所以要從 w 減去 η·v。',
        'zh-CN': '两步都往上坡走了。速度累积的是梯度，所以要从 w 减去 η·v。',
      },
    },
    {
      id: 'only-last',
      value: (q) => q.w - q.rate * lastVelocity(q),
      feedback: {
        en: 'Only the second step was taken. The first one had already moved w before it.',
        'zh-TW': '只走了第二步。在那之前第一步已經移動過 w。',
        'zh-CN': '只走了第二步。在那之前第一步已经移动过 w。',
      },
    },
    {
      id: 'scaled-gradient',
      value: ({ w, rate, momentum: m, first, second }) => w - rate * m * (2 * first + second),
      feedback: {
        en: 'The factor {momentum} went to the new gradient. It belongs to the old velocity: v ← m·v + g.',
        'zh-TW': '係數 {momentum} 乘到新梯度上了。它屬於舊的速度：v ← m·v + g。',
        'zh-CN': '系数 {momentum} 乘到新梯度上了。它属于旧的速度：v ← m·v + g。',
      },
    },
    {
      id: 'no-forgetting',
      value: ({ w, rate, first, second }) => w - rate * (2 * first + second),
      feedback: {
        en: 'The old velocity was kept in full. Only {momentum} of it carries over to the next step.',
        'zh-TW': '這樣把舊速度整個留下了。只有它的 {momentum} 倍會帶到下一步。',
        'zh-CN': '这样把旧速度整个留下了。只有它的 {momentum} 倍会带到下一步。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Keep two numbers, v and w, and update v before w in each step.',
      'zh-TW': '記住 v 和 w 這兩個數，每一步先更新 v，再更新 w。',
      'zh-CN': '记住 v 和 w 这两个数，每一步先更新 v，再更新 w。',
    },
    {
      en: 'v₁ = g₁ and w₁ = w₀ − η·v₁, then v₂ = m·v₁ + g₂ and w₂ = w₁ − η·v₂',
      'zh-TW': 'v₁ = g₁，w₁ = w₀ − η·v₁；接著 v₂ = m·v₁ + g₂，w₂ = w₁ − η·v₂',
      'zh-CN': 'v₁ = g₁，w₁ = w₀ − η·v₁；接着 v₂ = m·v₁ + g₂，w₂ = w₁ − η·v₂',
    },
    {
      en: 'The first velocity is the first gradient, {first}. The second velocity is {last}.',
      'zh-TW': '第一步的速度就是第一個梯度 {first}。第二步的速度是 {last}。',
      'zh-CN': '第一步的速度就是第一个梯度 {first}。第二步的速度是 {last}。',
    },
  ],
  difficulty: ({ w, first, second }) =>
    0.4 + 0.1 * Number(w < 0) + 0.1 * Number(first < 0) + 0.2 * Number(first * second < 0),
});

function solution(q: Momentum): readonly Step[] {
  const { w, rate, momentum, first, second } = q;
  const between = w - rate * first;
  return [
    {
      text: {
        en: 'The velocity is 0 at first, so v is the gradient {first} after the first update, and w moves to',
        'zh-TW': '速度起初是 0，所以第一次更新後 v 就是梯度 {first}，w 移到',
        'zh-CN': '速度起初是 0，所以第一次更新后 v 就是梯度 {first}，w 移到',
      },
      slots: { first },
      expression: `${operand(w)} - ${operand(rate)}*${operand(first)}`,
      value: tidy(between),
    },
    {
      text: { en: 'The second velocity:', 'zh-TW': '第二步的速度：', 'zh-CN': '第二步的速度：' },
      expression: `${operand(momentum)}*${operand(first)} + ${operand(second)}`,
      value: tidy(lastVelocity(q)),
    },
    {
      text: { en: 'The second step:', 'zh-TW': '走第二步：', 'zh-CN': '走第二步：' },
      expression: `${operand(between)} - ${operand(rate)}*${operand(lastVelocity(q))}`,
      value: tidy(after(q)),
    },
  ];
}
