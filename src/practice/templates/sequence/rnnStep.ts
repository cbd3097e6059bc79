import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

interface RnnStep extends Record<string, unknown> {
  x: number;
  h: number;
  wx: number;
  wh: number;
  b: number;
}

const weighted = ({ x, h, wx, wh, b }: RnnStep): number => wx * x + wh * h + b;

/** Elman's unit, `h = tanh(wx·x + wh·h + b)`: Elman, Finding structure in time (1990). */
const state = (q: RnnStep): number => Math.tanh(weighted(q));

export const rnnStep = numberTemplate<RnnStep>({
  id: 'sequence.rnn.step',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['rnn-step'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    x: draw.decimal(-2, 2, 1),
    h: draw.decimal(-0.9, 0.9, 1),
    wx: draw.decimal(-1.5, 1.5, 1),
    wh: draw.decimal(-1.5, 1.5, 1),
    b: draw.decimal(-0.8, 0.8, 1),
  }),
  holds: (q) =>
    [q.x, q.h, q.wx, q.wh, q.b].every((value) => Math.abs(value) > 0.15) &&
    Math.abs(weighted(q)) > 0.25 &&
    Math.abs(weighted(q)) < 1.8,
  stem: {
    en: 'A recurrent unit computes h(t) = tanh(wx·x + wh·h(t−1) + b). Let x = {x}, h(t−1) = {h}, wx = {wx}, wh = {wh} and b = {b}. What is h(t)?',
    'zh-TW':
      '一個循環單元計算 h(t) = tanh(wx·x + wh·h(t−1) + b)。設 x = {x}，h(t−1) = {h}，wx = {wx}，wh = {wh}，b = {b}。h(t) 是多少？',
    'zh-CN':
      '一个循环单元计算 h(t) = tanh(wx·x + wh·h(t−1) + b)。设 x = {x}，h(t−1) = {h}，wx = {wx}，wh = {wh}，b = {b}。h(t) 是多少？',
  },
  slots: ({ x, h, wx, wh, b }) => ({ x, h, wx, wh, b, fromInput: wx * x, fromState: wh * h }),
  key: state,
  mistakes: [
    {
      id: 'no-recurrent-term',
      value: (q) => state({ ...q, h: 0 }),
      feedback: {
        en: 'The previous state was left out. Add wh·h(t−1) = {fromState} before the tanh.',
        'zh-TW': '漏了前一步的狀態。取 tanh 之前要加上 wh·h(t−1) = {fromState}。',
        'zh-CN': '漏了前一步的状态。取 tanh 之前要加上 wh·h(t−1) = {fromState}。',
      },
    },
    {
      id: 'no-tanh',
      value: weighted,
      feedback: {
        en: 'That is the weighted sum. The state is its tanh, which lies between −1 and 1.',
        'zh-TW': '這是加權和。狀態是它的 tanh，介於 −1 與 1 之間。',
        'zh-CN': '这是加权和。状态是它的 tanh，介于 −1 与 1 之间。',
      },
    },
    {
      id: 'no-bias',
      value: (q) => state({ ...q, b: 0 }),
      feedback: {
        en: 'The bias was left out. Add b = {b} before the tanh.',
        'zh-TW': '漏了偏置。取 tanh 之前要加上 b = {b}。',
        'zh-CN': '漏了偏置。取 tanh 之前要加上 b = {b}。',
      },
    },
    {
      id: 'relu',
      value: () => 0,
      when: (q) => weighted(q) < 0,
      feedback: {
        en: 'That is ReLU, which cuts negative sums off. This unit uses tanh, which keeps the sign.',
        'zh-TW': '這是 ReLU，它會截掉負的和。這個單元用 tanh，會保留正負號。',
        'zh-CN': '这是 ReLU，它会截掉负的和。这个单元用 tanh，会保留正负号。',
      },
    },
    {
      id: 'sigmoid',
      value: (q) => 1 / (1 + Math.exp(-weighted(q))),
      feedback: {
        en: 'That is the sigmoid of the weighted sum. This unit uses tanh.',
        'zh-TW': '這是加權和的 sigmoid。這個單元用的是 tanh。',
        'zh-CN': '这是加权和的 sigmoid。这个单元用的是 tanh。',
      },
    },
    {
      id: 'weights-swapped',
      value: (q) => state({ ...q, wx: q.wh, wh: q.wx }),
      feedback: {
        en: 'The weights were swapped. wx = {wx} belongs to the input, wh = {wh} to the previous state.',
        'zh-TW': '權重對調了。wx = {wx} 乘輸入，wh = {wh} 乘前一步的狀態。',
        'zh-CN': '权重对调了。wx = {wx} 乘输入，wh = {wh} 乘前一步的状态。',
      },
    },
    {
      id: 'state-added-after',
      value: ({ x, h, wx, wh, b }) => Math.tanh(wx * x + b) + wh * h,
      feedback: {
        en: 'The recurrent term was added after the tanh. It belongs inside, with the input and the bias.',
        'zh-TW': '循環項加在 tanh 之後了。它應與輸入和偏置一起放在裡面。',
        'zh-CN': '循环项加在 tanh 之后了。它应与输入和偏置一起放在里面。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'The unit mixes the new input with what it remembers, and then squeezes the sum.',
      'zh-TW': '單元先把新輸入與記住的內容混合，再壓縮這個和。',
      'zh-CN': '单元先把新输入与记住的内容混合，再压缩这个和。',
    },
    {
      en: 'a = wx·x + wh·h(t−1) + b, then h(t) = tanh(a) = (e^a − e^(−a)) / (e^a + e^(−a))',
      'zh-TW': 'a = wx·x + wh·h(t−1) + b，再算 h(t) = tanh(a) = (e^a − e^(−a)) / (e^a + e^(−a))',
      'zh-CN': 'a = wx·x + wh·h(t−1) + b，再算 h(t) = tanh(a) = (e^a − e^(−a)) / (e^a + e^(−a))',
    },
    {
      en: 'The input gives wx·x = {fromInput}, the previous state wh·h(t−1) = {fromState}.',
      'zh-TW': '輸入給出 wx·x = {fromInput}，前一步的狀態給出 wh·h(t−1) = {fromState}。',
      'zh-CN': '输入给出 wx·x = {fromInput}，前一步的状态给出 wh·h(t−1) = {fromState}。',
    },
  ],
  difficulty: (q) => 0.2 + 0.1 * [q.x, q.h, q.wx, q.wh, q.b].filter((value) => value < 0).length,
});

function steps(q: RnnStep): Step[] {
  const { x, h, wx, wh, b } = q;
  return [
    {
      text: {
        en: 'The weighted sum of input, previous state and bias is',
        'zh-TW': '輸入、前一步狀態與偏置的加權和：',
        'zh-CN': '输入、前一步状态与偏置的加权和：',
      },
      expression: `${operand(wx)}*${operand(x)} + ${operand(wh)}*${operand(h)} + ${operand(b)}`,
      value: weighted(q),
    },
    {
      text: {
        en: 'The new state is its tanh: tanh({a})',
        'zh-TW': '新狀態是它的 tanh：tanh({a})',
        'zh-CN': '新状态是它的 tanh：tanh({a})',
      },
      slots: { a: short(weighted(q)) },
      value: state(q),
    },
  ];
}
