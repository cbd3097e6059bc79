import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

interface LstmGates extends Record<string, unknown> {
  c: number;
  f: number;
  i: number;
  g: number;
  o: number;
}

const cell = ({ c, f, i, g }: LstmGates): number => f * c + i * g;

/** Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000): h = o·tanh(f·c + i·g). */
const hidden = (q: LstmGates): number => q.o * Math.tanh(cell(q));

export const lstmHidden = numberTemplate<LstmGates>({
  id: 'sequence.lstm.hidden',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['lstm-gates'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    c: draw.decimal(-2, 2, 1),
    f: draw.decimal(0.1, 0.9, 1),
    i: draw.decimal(0.1, 0.9, 1),
    g: draw.decimal(-0.9, 0.9, 1),
    o: draw.decimal(0.2, 0.9, 1),
  }),
  holds: (q) =>
    Math.abs(q.c) > 0.25 && Math.abs(q.g) > 0.15 && Math.abs(q.f - q.i) > 0.05 && Math.abs(cell(q)) > 0.25,
  stem: {
    en: 'In an LSTM cell the old cell state is c = {c}. The forget gate is f = {f}, the input gate i = {i}, the candidate g = {g} and the output gate o = {o}, all after their activation. What is the new hidden state h?',
    'zh-TW':
      '一個 LSTM 單元的舊單元狀態是 c = {c}。遺忘閘 f = {f}，輸入閘 i = {i}，候選值 g = {g}，輸出閘 o = {o}，都已經過激活函數。新的隱藏狀態 h 是多少？',
    'zh-CN':
      '一个 LSTM 单元的旧单元状态是 c = {c}。遗忘门 f = {f}，输入门 i = {i}，候选值 g = {g}，输出门 o = {o}，都已经过激活函数。新的隐藏状态 h 是多少？',
  },
  slots: (q) => ({ ...q, kept: q.f * q.c, added: q.i * q.g, cell: short(cell(q)) }),
  key: hidden,
  mistakes: [
    {
      id: 'no-tanh',
      value: (q) => q.o * cell(q),
      feedback: {
        en: 'The tanh was left out. The output gate multiplies tanh of the new cell state, not the state itself.',
        'zh-TW': '漏了 tanh。輸出閘乘的是新單元狀態的 tanh，不是狀態本身。',
        'zh-CN': '漏了 tanh。输出门乘的是新单元状态的 tanh，不是状态本身。',
      },
    },
    {
      id: 'gates-swapped',
      value: (q) => hidden({ ...q, f: q.i, i: q.f }),
      feedback: {
        en: 'Two gates were swapped. f = {f} scales the old cell state, i = {i} scales the candidate.',
        'zh-TW': '兩個閘對調了。f = {f} 乘舊單元狀態，i = {i} 乘候選值。',
        'zh-CN': '两个门对调了。f = {f} 乘旧单元状态，i = {i} 乘候选值。',
      },
    },
    {
      id: 'no-output-gate',
      value: (q) => Math.tanh(cell(q)),
      feedback: {
        en: 'The output gate was left out. Multiply tanh of the cell state by o = {o}.',
        'zh-TW': '漏了輸出閘。單元狀態的 tanh 還要乘以 o = {o}。',
        'zh-CN': '漏了输出门。单元状态的 tanh 还要乘以 o = {o}。',
      },
    },
    {
      id: 'no-forget-gate',
      value: (q) => hidden({ ...q, f: 1 }),
      feedback: {
        en: 'The old cell state was kept whole. The forget gate leaves only f·c = {kept} of it.',
        'zh-TW': '舊單元狀態被整個保留了。經過遺忘閘只剩 f·c = {kept}。',
        'zh-CN': '旧单元状态被整个保留了。经过遗忘门只剩 f·c = {kept}。',
      },
    },
    {
      id: 'forget-inverted',
      value: (q) => hidden({ ...q, f: 1 - q.f }),
      feedback: {
        en: 'The forget gate says how much is kept, not how much is lost: f·c = {kept}.',
        'zh-TW': '遺忘閘表示保留多少，而不是丟掉多少：f·c = {kept}。',
        'zh-CN': '遗忘门表示保留多少，而不是丢掉多少：f·c = {kept}。',
      },
    },
    {
      id: 'sigmoid',
      value: (q) => q.o / (1 + Math.exp(-cell(q))),
      feedback: {
        en: 'That puts the cell state through a sigmoid. The sigmoid makes the gates; the cell state goes through tanh.',
        'zh-TW': '這樣是讓單元狀態經過 sigmoid。sigmoid 用來算閘；單元狀態要經過 tanh。',
        'zh-CN': '这样是让单元状态经过 sigmoid。sigmoid 用来算门；单元状态要经过 tanh。',
      },
    },
    {
      id: 'cell-state',
      value: cell,
      feedback: {
        en: 'That is the new cell state. The hidden state is o·tanh of it.',
        'zh-TW': '這是新的單元狀態。隱藏狀態還要取 tanh，再乘以 o。',
        'zh-CN': '这是新的单元状态。隐藏状态还要取 tanh，再乘以 o。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'First update the cell state: keep part of the old one and add part of the candidate. Then let the output gate show part of it.',
      'zh-TW': '先更新單元狀態：保留舊狀態的一部分，加上候選值的一部分。再由輸出閘露出一部分。',
      'zh-CN': '先更新单元状态：保留旧状态的一部分，加上候选值的一部分。再由输出门露出一部分。',
    },
    {
      en: 'c′ = f·c + i·g, then h = o·tanh(c′)',
      'zh-TW': 'c′ = f·c + i·g，再算 h = o·tanh(c′)',
      'zh-CN': 'c′ = f·c + i·g，再算 h = o·tanh(c′)',
    },
    {
      en: 'Kept of the old cell state: f·c = {kept}. Added by the candidate: i·g = {added}.',
      'zh-TW': '舊單元狀態保留 f·c = {kept}。候選值加入 i·g = {added}。',
      'zh-CN': '旧单元状态保留 f·c = {kept}。候选值加入 i·g = {added}。',
    },
  ],
  difficulty: ({ c, g }) => 0.4 + 0.2 * Number(c < 0) + 0.2 * Number(g < 0),
});

function steps(q: LstmGates): Step[] {
  const { c, f, i, g, o } = q;
  const squeezed = Math.tanh(cell(q));
  return [
    {
      text: {
        en: 'The new cell state keeps part of the old one and takes in part of the candidate:',
        'zh-TW': '新單元狀態保留舊狀態的一部分，加入候選值的一部分：',
        'zh-CN': '新单元状态保留旧状态的一部分，加入候选值的一部分：',
      },
      expression: `${operand(f)}*${operand(c)} + ${operand(i)}*${operand(g)}`,
      value: cell(q),
    },
    {
      text: {
        en: 'Its tanh is tanh({cell})',
        'zh-TW': '取 tanh：tanh({cell})',
        'zh-CN': '取 tanh：tanh({cell})',
      },
      slots: { cell: short(cell(q)) },
      value: squeezed,
    },
    {
      text: {
        en: 'The output gate lets through this share of it:',
        'zh-TW': '輸出閘讓這個比例通過：',
        'zh-CN': '输出门让这个比例通过：',
      },
      expression: `${operand(o)}*${operand(squeezed)}`,
      value: hidden(q),
    },
  ];
}
