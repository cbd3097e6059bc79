import { numberTemplate, type Step } from '../../template.ts';

interface GatedLayer extends Record<string, unknown> {
  cell: 'LSTM' | 'GRU';
  d: number;
  h: number;
}

/** How many sets of weights there are: three gates and the candidate, or two gates and the candidate. */
const sets = ({ cell }: GatedLayer): number => (cell === 'LSTM' ? 4 : 3);
const perSet = ({ d, h }: GatedLayer): number => h * (d + h) + h;

export const gatedParameters = numberTemplate<GatedLayer>({
  id: 'sequence.gated.parameters',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['recurrent-parameters'],
  answer: { of: 'integer' },
  params: (draw) => ({
    cell: draw.pick(['LSTM', 'GRU'] as const),
    d: draw.integer(4, 64),
    h: draw.integer(4, 96),
  }),
  holds: ({ d, h }) => d !== h,
  stem: {
    en: 'One {cell} layer reads {d} features per time step and has {h} units. Every gate, and the candidate too, has its own input weights, its own recurrent weights and one bias vector. How many parameters does the layer have?',
    'zh-TW':
      '一個 {cell} 層每個時間步讀取 {d} 個特徵，有 {h} 個單元。每個閘以及候選值都有自己的輸入權重、循環權重和一個偏置向量。這一層有多少個參數？',
    'zh-CN':
      '一个 {cell} 层每个时间步读取 {d} 个特征，有 {h} 个单元。每个门以及候选值都有自己的输入权重、循环权重和一个偏置向量。这一层有多少个参数？',
  },
  slots: (q) => ({ cell: q.cell, d: q.d, h: q.h, sets: sets(q), gates: sets(q) - 1, perSet: perSet(q) }),
  key: (q) => sets(q) * perSet(q),
  mistakes: [
    {
      id: 'sets-of-the-other',
      value: (q) => (7 - sets(q)) * perSet(q),
      feedback: {
        en: 'The number of sets is off. {cell}: {gates} gates and the candidate, so {sets} sets.',
        'zh-TW': '組數不對。{cell} 有 {gates} 個閘和候選值，共 {sets} 組。',
        'zh-CN': '组数不对。{cell} 有 {gates} 个门和候选值，共 {sets} 组。',
      },
    },
    {
      id: 'no-candidate',
      value: (q) => (sets(q) - 1) * perSet(q),
      when: ({ cell }) => cell === 'GRU',
      feedback: {
        en: 'Only the {gates} gates were counted. The candidate has a set of weights too.',
        'zh-TW': '只數了 {gates} 個閘。候選值也有一組權重。',
        'zh-CN': '只数了 {gates} 个门。候选值也有一组权重。',
      },
    },
    {
      id: 'no-bias',
      value: (q) => sets(q) * (perSet(q) - q.h),
      feedback: {
        en: 'The biases were left out: {h} in each of the {sets} sets.',
        'zh-TW': '漏了偏置：{sets} 組各有 {h} 個。',
        'zh-CN': '漏了偏置：{sets} 组各有 {h} 个。',
      },
    },
    {
      id: 'two-biases',
      value: (q) => sets(q) * (perSet(q) + q.h),
      feedback: {
        en: 'That counts two bias vectors per set, as some libraries keep them. Here each set has one.',
        'zh-TW': '這樣每組算了兩個偏置向量，有些函式庫確實如此。這裡每組只有一個。',
        'zh-CN': '这样每组算了两个偏置向量，有些库确实如此。这里每组只有一个。',
      },
    },
    {
      id: 'no-recurrent',
      value: (q) => sets(q) * (q.h * q.d + q.h),
      feedback: {
        en: 'The recurrent weights were left out. Each set also has {h} × {h} weights for the previous hidden state.',
        'zh-TW': '漏了循環權重。每組還有 {h} × {h} 個權重用於前一步的隱藏狀態。',
        'zh-CN': '漏了循环权重。每组还有 {h} × {h} 个权重用于前一步的隐藏状态。',
      },
    },
    {
      id: 'simple-rnn',
      value: perSet,
      feedback: {
        en: 'That is a simple recurrent layer with one set of weights. {cell} has {sets} sets.',
        'zh-TW': '這是只有一組權重的簡單循環層。{cell} 有 {sets} 組。',
        'zh-CN': '这是只有一组权重的简单循环层。{cell} 有 {sets} 组。',
      },
    },
    {
      id: 'bias-per-input',
      value: (q) => sets(q) * (perSet(q) + q.d),
      feedback: {
        en: 'The biases were counted per number that comes in, {d} + {h}. There is one per unit: {h} in each set.',
        'zh-TW': '偏置按輸入的個數 {d} + {h} 來算了。每個單元一個：每組 {h} 個。',
        'zh-CN': '偏置按输入的个数 {d} + {h} 来算了。每个单元一个：每组 {h} 个。',
      },
    },
    {
      id: 'square-matrix',
      value: (q) => sets(q) * ((q.d + q.h) ** 2 + q.h),
      feedback: {
        en: 'The matrix of a set is not square: it takes {d} + {h} numbers in and gives {h} out.',
        'zh-TW': '每組的矩陣不是方陣：輸入 {d} + {h} 個數，輸出 {h} 個數。',
        'zh-CN': '每组的矩阵不是方阵：输入 {d} + {h} 个数，输出 {h} 个数。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Count the weights of one gate. Every gate, and the candidate, has as many.',
      'zh-TW': '先數一個閘的權重。每個閘和候選值都一樣多。',
      'zh-CN': '先数一个门的权重。每个门和候选值都一样多。',
    },
    {
      en: 'sets × (h·(d + h) + h), with d features and h units',
      'zh-TW': '組數 × (h·(d + h) + h)，其中 d 是特徵數，h 是單元數',
      'zh-CN': '组数 × (h·(d + h) + h)，其中 d 是特征数，h 是单元数',
    },
    {
      en: 'One set has {h} × ({d} + {h}) weights and {h} biases, {perSet} in all.',
      'zh-TW': '一組有 {h} × ({d} + {h}) 個權重和 {h} 個偏置，共 {perSet} 個。',
      'zh-CN': '一组有 {h} × ({d} + {h}) 个权重和 {h} 个偏置，共 {perSet} 个。',
    },
  ],
  difficulty: ({ cell }) => (cell === 'LSTM' ? 0.4 : 0.5),
});

function steps(q: GatedLayer): Step[] {
  const { cell, d, h } = q;
  return [
    {
      text: {
        en: 'One set: {h} units, each with {d} input weights, {h} recurrent weights and a bias.',
        'zh-TW': '一組：{h} 個單元，各有 {d} 個輸入權重、{h} 個循環權重和一個偏置。',
        'zh-CN': '一组：{h} 个单元，各有 {d} 个输入权重、{h} 个循环权重和一个偏置。',
      },
      slots: { d, h },
      expression: `${h}*(${d} + ${h}) + ${h}`,
      value: perSet(q),
    },
    {
      text: {
        en: '{cell}: {gates} gates and the candidate make {sets} sets.',
        'zh-TW': '{cell}：{gates} 個閘加上候選值，共 {sets} 組。',
        'zh-CN': '{cell}：{gates} 个门加上候选值，共 {sets} 组。',
      },
      slots: { cell, gates: sets(q) - 1, sets: sets(q) },
      expression: `${sets(q)}*${perSet(q)}`,
      value: sets(q) * perSet(q),
    },
  ];
}
