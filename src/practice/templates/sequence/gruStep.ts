import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

interface GruStep extends Record<string, unknown> {
  h: number;
  z: number;
  r: number;
  a: number;
  u: number;
}

const inner = ({ h, r, a, u }: GruStep): number => a + r * u * h;
const candidate = (q: GruStep): number => Math.tanh(inner(q));

/** Cho et al. (2014), with the update gate as PyTorch and Keras write it: z is the share of the old state. */
const state = (q: GruStep): number => (1 - q.z) * candidate(q) + q.z * q.h;

export const gruStep = numberTemplate<GruStep>({
  id: 'sequence.gru.step',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['gru-gates'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    h: draw.decimal(-0.9, 0.9, 1),
    z: draw.pick([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]),
    r: draw.decimal(0.1, 0.9, 1),
    a: draw.decimal(-1.5, 1.5, 1),
    u: draw.decimal(-2, 2, 1),
  }),
  holds: (q) =>
    Math.abs(q.h) > 0.15 &&
    Math.abs(q.a) > 0.15 &&
    Math.abs(q.u) > 0.35 &&
    Math.abs(candidate(q) - q.h) > 0.2 &&
    Math.abs(state(q)) > 0.1,
  stem: {
    en: 'A GRU unit has the old state h = {h}, update gate z = {z} and reset gate r = {r}. Its candidate is n = tanh(a + r·u·h) with a = {a} from the input and recurrent weight u = {u}. The convention is h′ = (1 − z)·n + z·h. What is h′?',
    'zh-TW':
      '一個 GRU 單元的舊狀態 h = {h}，更新閘 z = {z}，重置閘 r = {r}。候選值 n = tanh(a + r·u·h)，其中來自輸入的 a = {a}，循環權重 u = {u}。約定 h′ = (1 − z)·n + z·h。h′ 是多少？',
    'zh-CN':
      '一个 GRU 单元的旧状态 h = {h}，更新门 z = {z}，重置门 r = {r}。候选值 n = tanh(a + r·u·h)，其中来自输入的 a = {a}，循环权重 u = {u}。约定 h′ = (1 − z)·n + z·h。h′ 是多少？',
  },
  slots: (q) => ({ ...q, rest: 1 - q.z, inner: short(inner(q)), candidate: short(candidate(q)) }),
  key: state,
  mistakes: [
    {
      id: 'update-swapped',
      value: (q) => q.z * candidate(q) + (1 - q.z) * q.h,
      feedback: {
        en: 'The shares were swapped. Here z = {z} is the share of the old state, and {rest} that of the candidate.',
        'zh-TW': '兩個比例對調了。這裡 z = {z} 是舊狀態的比例，{rest} 是候選值的比例。',
        'zh-CN': '两个比例对调了。这里 z = {z} 是旧状态的比例，{rest} 是候选值的比例。',
      },
    },
    {
      id: 'candidate-only',
      value: candidate,
      feedback: {
        en: 'That is the candidate. Mix it with the old state by the update gate.',
        'zh-TW': '這是候選值。還要依更新閘與舊狀態混合。',
        'zh-CN': '这是候选值。还要按更新门与旧状态混合。',
      },
    },
    {
      id: 'plain-mean',
      value: (q) => (candidate(q) + q.h) / 2,
      feedback: {
        en: 'That is the plain mean of candidate and old state. The update gate gives them the shares {rest} and {z}.',
        'zh-TW': '這是候選值與舊狀態的簡單平均。更新閘給兩者的比例是 {rest} 和 {z}。',
        'zh-CN': '这是候选值与旧状态的简单平均。更新门给两者的比例是 {rest} 和 {z}。',
      },
    },
    {
      id: 'no-reset-gate',
      value: (q) => state({ ...q, r: 1 }),
      feedback: {
        en: 'The reset gate was left out. It scales the old state within the candidate: r = {r}.',
        'zh-TW': '漏了重置閘。它縮放候選值裡的舊狀態：r = {r}。',
        'zh-CN': '漏了重置门。它缩放候选值里的旧状态：r = {r}。',
      },
    },
    {
      id: 'no-tanh',
      value: (q) => (1 - q.z) * inner(q) + q.z * q.h,
      feedback: {
        en: 'The tanh of the candidate was left out: n = tanh({inner}).',
        'zh-TW': '候選值漏了 tanh：n = tanh({inner})。',
        'zh-CN': '候选值漏了 tanh：n = tanh({inner})。',
      },
    },
    {
      id: 'old-state-whole',
      value: (q) => (1 - q.z) * candidate(q) + q.h,
      feedback: {
        en: 'The old state was added whole. Only the share z = {z} of it is kept.',
        'zh-TW': '舊狀態被整個加上了。它只保留 z = {z} 的比例。',
        'zh-CN': '旧状态被整个加上了。它只保留 z = {z} 的比例。',
      },
    },
    {
      id: 'reset-for-update',
      value: (q) => (1 - q.r) * candidate(q) + q.r * q.h,
      when: ({ z, r }) => z !== r && r !== 0.5 && Math.abs(1 - z - r) > 0.01,
      feedback: {
        en: 'The reset gate was used for mixing. It acts inside the candidate only; z = {z} does the mixing.',
        'zh-TW': '混合時用了重置閘。它只作用在候選值裡；混合要用 z = {z}。',
        'zh-CN': '混合时用了重置门。它只作用在候选值里；混合要用 z = {z}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'The new state lies between the candidate and the old state; the update gate says where.',
      'zh-TW': '新狀態介於候選值與舊狀態之間；位置由更新閘決定。',
      'zh-CN': '新状态介于候选值与旧状态之间；位置由更新门决定。',
    },
    {
      en: 'n = tanh(a + r·u·h), then h′ = (1 − z)·n + z·h',
      'zh-TW': 'n = tanh(a + r·u·h)，再算 h′ = (1 − z)·n + z·h',
      'zh-CN': 'n = tanh(a + r·u·h)，再算 h′ = (1 − z)·n + z·h',
    },
    {
      en: 'The candidate is n = tanh({inner}) ≈ {candidate}.',
      'zh-TW': '候選值是 n = tanh({inner}) ≈ {candidate}。',
      'zh-CN': '候选值是 n = tanh({inner}) ≈ {candidate}。',
    },
  ],
  difficulty: ({ h, a, u }) => 0.4 + 0.15 * [h, a, u].filter((value) => value < 0).length,
});

function steps(q: GruStep): Step[] {
  const { h, z, r, a, u } = q;
  const n = candidate(q);
  return [
    {
      text: {
        en: 'Inside the tanh, the reset gate scales the old state:',
        'zh-TW': '在 tanh 裡，重置閘縮放舊狀態：',
        'zh-CN': '在 tanh 里，重置门缩放旧状态：',
      },
      expression: `${operand(a)} + ${operand(r)}*${operand(u)}*${operand(h)}`,
      value: inner(q),
    },
    {
      text: {
        en: 'The candidate is n = tanh({inner})',
        'zh-TW': '候選值 n = tanh({inner})',
        'zh-CN': '候选值 n = tanh({inner})',
      },
      slots: { inner: short(inner(q)) },
      value: n,
    },
    {
      text: {
        en: 'The update gate mixes it with the old state:',
        'zh-TW': '更新閘把它與舊狀態混合：',
        'zh-CN': '更新门把它与旧状态混合：',
      },
      expression: `(1 - ${operand(z)})*${operand(n)} + ${operand(z)}*${operand(h)}`,
      value: state(q),
    },
  ];
}
