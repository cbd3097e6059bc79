import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

type Kind = 'sigmoid' | 'tanh' | 'leaky ReLU';

interface Neuron extends Record<string, unknown> {
  kind: Kind;
  w: number;
  x: number;
  b: number;
  /** Slope of leaky ReLU below 0. */
  alpha: number;
}

const sum = ({ w, x, b }: Neuron): number => tidy(w * x + b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

function activation({ kind, alpha }: Neuron, z: number): number {
  if (kind === 'sigmoid') return sigmoid(z);
  if (kind === 'tanh') return Math.tanh(z);
  return z > 0 ? z : alpha * z;
}

/** σ' = σ(1 − σ), tanh' = 1 − tanh²: Goodfellow et al., Deep Learning, sections 3.10 and 6.3. */
function slope(q: Neuron, z = sum(q)): number {
  const out = activation(q, z);
  if (q.kind === 'sigmoid') return out * (1 - out);
  if (q.kind === 'tanh') return 1 - out ** 2;
  return z > 0 ? 1 : q.alpha;
}

const formulas: Readonly<Record<Kind, (alpha: number) => string>> = {
  sigmoid: () => '1 / (1 + e^(−z))',
  tanh: () => '(e^z − e^(−z)) / (e^z + e^(−z))',
  'leaky ReLU': (alpha) => `max(z, ${shownNumber(alpha)}·z)`,
};

const rules: Readonly<Record<Kind, (alpha: number) => string>> = {
  sigmoid: () => 'f(z)·(1 − f(z))',
  tanh: () => '1 − f(z)²',
  'leaky ReLU': (alpha) => `z > 0 → 1, z < 0 → ${shownNumber(alpha)}`,
};

export const activationSlope = numberTemplate<Neuron>({
  id: 'nets.activation.slope',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['activation-functions'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({
    kind: draw.pick<Kind>(['sigmoid', 'sigmoid', 'tanh', 'tanh', 'leaky ReLU']),
    w: draw.decimal(0.2, 2, 1) * draw.pick([-1, 1]),
    x: draw.decimal(0.5, 2, 1) * draw.pick([-1, 1]),
    b: draw.decimal(0.1, 1, 1) * draw.pick([-1, 1]),
    alpha: draw.pick([0.01, 0.02, 0.05, 0.1, 0.2, 0.3]),
  }),
  holds(q) {
    const z = sum(q);
    if (Math.abs(z) < 0.3 || Math.abs(q.w) === 1) return false;
    return q.kind === 'leaky ReLU' ? z < 0 : Math.abs(z) < 2.5;
  },
  stem: {
    en: 'A neuron computes z = w·x + b and then f(z) = {formula}, the {kind} function. Here w = {w}, x = {x} and b = {b}. What is the derivative f′(z) at this z?',
    'zh-TW':
      '一個神經元先計算 z = w·x + b，再計算 f(z) = {formula}，也就是 {kind} 函數。這裡 w = {w}，x = {x}，b = {b}。在這個 z 處，導數 f′(z) 是多少？',
    'zh-CN':
      '一个神经元先计算 z = w·x + b，再计算 f(z) = {formula}，也就是 {kind} 函数。这里 w = {w}，x = {x}，b = {b}。在这个 z 处，导数 f′(z) 是多少？',
  },
  slots: (q) => ({
    kind: q.kind,
    formula: formulas[q.kind](q.alpha),
    rule: rules[q.kind](q.alpha),
    w: q.w,
    x: q.x,
    b: q.b,
    alpha: q.alpha,
    z: sum(q),
    out: tidy(Number(activation(q, sum(q)).toFixed(4))),
  }),
  key: (q) => slope(q),
  mistakes: [
    {
      id: 'value',
      value: (q) => activation(q, sum(q)),
      feedback: {
        en: 'That is the value f(z), not its slope. The derivative follows the rule {rule}.',
        'zh-TW': '這是函數值 f(z)，不是斜率。導數的規則是 {rule}。',
        'zh-CN': '这是函数值 f(z)，不是斜率。导数的规则是 {rule}。',
      },
    },
    {
      id: 'largest',
      value: (q) => (q.kind === 'sigmoid' ? 0.25 : 1),
      feedback: {
        en: 'That is the largest slope {kind} ever has. At z = {z} it is smaller.',
        'zh-TW': '這是 {kind} 的最大斜率。在 z = {z} 處比它小。',
        'zh-CN': '这是 {kind} 的最大斜率。在 z = {z} 处比它小。',
      },
    },
    {
      id: 'one-minus-value',
      value: (q) => 1 - activation(q, sum(q)),
      when: ({ kind }) => kind !== 'leaky ReLU',
      feedback: {
        en: 'That is 1 − f(z), only a part of the rule. The derivative is {rule}.',
        'zh-TW': '這是 1 − f(z)，只是規則的一部分。導數是 {rule}。',
        'zh-CN': '这是 1 − f(z)，只是规则的一部分。导数是 {rule}。',
      },
    },
    {
      id: 'other-rule',
      value(q) {
        const out = activation(q, sum(q));
        return q.kind === 'sigmoid' ? 1 - out ** 2 : out * (1 - out);
      },
      when: ({ kind }) => kind !== 'leaky ReLU',
      feedback: {
        en: 'The rules for sigmoid and tanh were swapped. For {kind} it is {rule}.',
        'zh-TW': 'sigmoid 與 tanh 的規則弄反了。{kind} 的導數是 {rule}。',
        'zh-CN': 'sigmoid 与 tanh 的规则弄反了。{kind} 的导数是 {rule}。',
      },
    },
    {
      id: 'sum-in-rule',
      value: (q) => (q.kind === 'sigmoid' ? sum(q) * (1 - sum(q)) : 1 - sum(q) ** 2),
      when: ({ kind }) => kind !== 'leaky ReLU',
      feedback: {
        en: 'The rule {rule} wants f(z) = {out}, not z itself.',
        'zh-TW': '規則 {rule} 要代入 f(z) = {out}，不是 z 本身。',
        'zh-CN': '规则 {rule} 要代入 f(z) = {out}，不是 z 本身。',
      },
    },
    {
      id: 'no-bias',
      value: (q) => slope(q, tidy(q.w * q.x)),
      feedback: {
        en: 'The bias was left out: z = w·x + b = {z}.',
        'zh-TW': '漏了偏差：z = w·x + b = {z}。',
        'zh-CN': '漏了偏置：z = w·x + b = {z}。',
      },
    },
    {
      id: 'by-input',
      value: (q) => q.w * slope(q),
      feedback: {
        en: 'That is the derivative with respect to x. With respect to z there is no factor w.',
        'zh-TW': '這是對 x 的導數。對 z 求導時沒有因子 w。',
        'zh-CN': '这是对 x 的导数。对 z 求导时没有因子 w。',
      },
    },
    {
      id: 'dead',
      value: () => 0,
      when: ({ kind }) => kind === 'leaky ReLU',
      feedback: {
        en: 'That is plain ReLU. The leaky one keeps the slope {alpha} below 0.',
        'zh-TW': '這是一般的 ReLU。leaky ReLU 在 0 以下仍保有斜率 {alpha}。',
        'zh-CN': '这是普通的 ReLU。leaky ReLU 在 0 以下仍保有斜率 {alpha}。',
      },
    },
    {
      id: 'negative',
      value: ({ alpha }) => -alpha,
      when: ({ kind }) => kind === 'leaky ReLU',
      feedback: {
        en: 'The function rises below 0 too: its slope there is positive.',
        'zh-TW': '函數在 0 以下也是上升的：那裡的斜率是正的。',
        'zh-CN': '函数在 0 以下也是上升的：那里的斜率是正的。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Find z first. The derivative is then the slope of f at that place.',
      'zh-TW': '先求 z。導數就是 f 在那個位置的斜率。',
      'zh-CN': '先求 z。导数就是 f 在那个位置的斜率。',
    },
    { en: 'f′(z): {rule}', 'zh-TW': 'f′(z)：{rule}', 'zh-CN': 'f′(z)：{rule}' },
    {
      en: 'Here z = {z}, and f(z) ≈ {out}.',
      'zh-TW': '這裡 z = {z}，f(z) ≈ {out}。',
      'zh-CN': '这里 z = {z}，f(z) ≈ {out}。',
    },
  ],
  difficulty: ({ kind }) => ({ 'leaky ReLU': 0.2, sigmoid: 0.5, tanh: 0.6 })[kind],
});

function steps(q: Neuron): readonly Step[] {
  const z = sum(q);
  const first: Step = {
    text: { en: 'The weighted input:', 'zh-TW': '加權輸入：', 'zh-CN': '加权输入：' },
    expression: `${operand(q.w)}*${operand(q.x)} + ${operand(q.b)}`,
    value: z,
  };
  if (q.kind === 'leaky ReLU')
    return [
      first,
      {
        text: {
          en: 'z is below 0, where f(z) = {alpha}·z. The slope is the factor:',
          'zh-TW': 'z 小於 0，此處 f(z) = {alpha}·z。斜率就是這個係數：',
          'zh-CN': 'z 小于 0，此处 f(z) = {alpha}·z。斜率就是这个系数：',
        },
        slots: { alpha: q.alpha },
        value: q.alpha,
      },
    ];
  const out = activation(q, z);
  const isSigmoid = q.kind === 'sigmoid';
  return [
    first,
    {
      text: {
        en: 'There {kind} has the value f(z):',
        'zh-TW': '{kind} 在該處的值 f(z)：',
        'zh-CN': '{kind} 在该处的值 f(z)：',
      },
      slots: { kind: q.kind },
      ...(isSigmoid ? { expression: `1/(1 + ${operand(Math.exp(-z))})` } : {}),
      value: out,
    },
    {
      text: { en: 'The derivative, {rule}:', 'zh-TW': '導數 {rule}：', 'zh-CN': '导数 {rule}：' },
      slots: { rule: rules[q.kind](q.alpha) },
      expression: isSigmoid ? `${operand(out)}*(1 - ${operand(out)})` : `1 - ${operand(out)}^2`,
      value: slope(q),
    },
  ];
}
