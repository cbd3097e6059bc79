import { numberTemplate, type Step } from '../../template.ts';

interface Bidirectional extends Record<string, unknown> {
  d: number;
  h: number;
  k: number;
}

const oneDirection = ({ d, h }: Bidirectional): number => h * (d + h) + h;
const dense = ({ h, k }: Bidirectional): number => 2 * h * k + k;
const total = (q: Bidirectional): number => 2 * oneDirection(q) + dense(q);

export const bidirectionalParameters = numberTemplate<Bidirectional>({
  id: 'sequence.bidirectional.parameters',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['bidirectional-rnn', 'recurrent-parameters'],
  answer: { of: 'integer' },
  params: (draw) => ({
    d: draw.integer(4, 64),
    h: draw.integer(4, 64),
    k: draw.integer(2, 20),
  }),
  holds: ({ d, h, k }) => d !== h && k !== h,
  stem: {
    en: 'A simple recurrent layer with {h} units per direction reads {d} features per time step, forwards and backwards, each direction with weights of its own. The two final states are concatenated and go into a dense layer with {k} outputs. Each direction and the dense layer have one bias vector. How many parameters are there in all?',
    'zh-TW':
      '一個簡單循環層每個方向有 {h} 個單元，每個時間步讀取 {d} 個特徵，正向和反向各有自己的權重。兩個方向的最終狀態串接後送入有 {k} 個輸出的全連接層。每個方向和全連接層各有一個偏置向量。總共有多少個參數？',
    'zh-CN':
      '一个简单循环层每个方向有 {h} 个单元，每个时间步读取 {d} 个特征，正向和反向各有自己的权重。两个方向的最终状态拼接后送入有 {k} 个输出的全连接层。每个方向和全连接层各有一个偏置向量。总共有多少个参数？',
  },
  slots: (q) => ({ ...q, one: oneDirection(q), width: 2 * q.h, dense: dense(q) }),
  key: total,
  mistakes: [
    {
      id: 'dense-sees-one-direction',
      value: (q) => 2 * oneDirection(q) + q.h * q.k + q.k,
      feedback: {
        en: 'The dense layer sees both states side by side: {width} inputs, not {h}.',
        'zh-TW': '全連接層看到串接的兩個狀態：{width} 個輸入，不是 {h} 個。',
        'zh-CN': '全连接层看到拼接的两个状态：{width} 个输入，不是 {h} 个。',
      },
    },
    {
      id: 'one-direction',
      value: (q) => oneDirection(q) + dense(q),
      feedback: {
        en: 'Only one direction was counted. Each of the two has {one} parameters.',
        'zh-TW': '只數了一個方向。兩個方向各有 {one} 個參數。',
        'zh-CN': '只数了一个方向。两个方向各有 {one} 个参数。',
      },
    },
    {
      id: 'no-dense',
      value: (q) => 2 * oneDirection(q),
      feedback: {
        en: 'The dense layer was left out. It adds {dense} parameters.',
        'zh-TW': '漏了全連接層。它另有 {dense} 個參數。',
        'zh-CN': '漏了全连接层。它另有 {dense} 个参数。',
      },
    },
    {
      id: 'no-biases',
      value: (q) => total(q) - 2 * q.h - q.k,
      feedback: {
        en: 'The biases were left out: {h} per direction, and {k} in the dense layer.',
        'zh-TW': '漏了偏置：每個方向 {h} 個，全連接層 {k} 個。',
        'zh-CN': '漏了偏置：每个方向 {h} 个，全连接层 {k} 个。',
      },
    },
    {
      id: 'one-wide-layer',
      value: (q) => oneDirection({ ...q, h: 2 * q.h }) + dense(q),
      feedback: {
        en: 'That is one layer with {width} units. The directions do not see each other’s state: two layers with {h} units each.',
        'zh-TW': '這是一個有 {width} 個單元的層。兩個方向互相看不到對方的狀態：應是兩個各有 {h} 個單元的層。',
        'zh-CN': '这是一个有 {width} 个单元的层。两个方向互相看不到对方的状态：应是两个各有 {h} 个单元的层。',
      },
    },
    {
      id: 'two-dense-layers',
      value: (q) => total(q) + q.k,
      feedback: {
        en: 'The biases of the dense layer were counted once per direction. It is one layer with {k} biases.',
        'zh-TW': '全連接層的偏置按方向各算了一次。它只是一層，有 {k} 個偏置。',
        'zh-CN': '全连接层的偏置按方向各算了一次。它只是一层，有 {k} 个偏置。',
      },
    },
    {
      id: 'dense-doubled',
      value: (q) => 2 * (oneDirection(q) + dense(q)),
      feedback: {
        en: 'All was doubled. Only the recurrent part is there twice; the one dense layer already takes {width} inputs.',
        'zh-TW': '全部都加倍了。只有循環部分有兩份；唯一的全連接層已經有 {width} 個輸入。',
        'zh-CN': '全部都加倍了。只有循环部分有两份；唯一的全连接层已经有 {width} 个输入。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Count one direction, take it twice, then ask how many inputs the dense layer has.',
      'zh-TW': '先數一個方向，取兩份，再想全連接層有多少個輸入。',
      'zh-CN': '先数一个方向，取两份，再想全连接层有多少个输入。',
    },
    {
      en: '2·(h·(d + h) + h) + 2h·k + k',
      'zh-TW': '2·(h·(d + h) + h) + 2h·k + k',
      'zh-CN': '2·(h·(d + h) + h) + 2h·k + k',
    },
    {
      en: 'One direction has {h} × ({d} + {h}) + {h} = {one} parameters.',
      'zh-TW': '一個方向有 {h} × ({d} + {h}) + {h} = {one} 個參數。',
      'zh-CN': '一个方向有 {h} × ({d} + {h}) + {h} = {one} 个参数。',
    },
  ],
  difficulty: ({ h }) => (h > 32 ? 0.6 : 0.5),
});

function steps(q: Bidirectional): Step[] {
  const { d, h, k } = q;
  return [
    {
      text: {
        en: 'One direction: input weights, recurrent weights and biases.',
        'zh-TW': '一個方向：輸入權重、循環權重與偏置。',
        'zh-CN': '一个方向：输入权重、循环权重与偏置。',
      },
      expression: `${h}*(${d} + ${h}) + ${h}`,
      value: oneDirection(q),
    },
    {
      text: {
        en: 'The concatenated state has this many entries:',
        'zh-TW': '串接後的狀態有這麼多個數：',
        'zh-CN': '拼接后的状态有这么多个数：',
      },
      expression: `2*${h}`,
      value: 2 * h,
    },
    {
      text: {
        en: 'The dense layer has a weight from each of them to each of {k} outputs, and {k} biases.',
        'zh-TW': '全連接層從其中每個數到 {k} 個輸出各有一個權重，另有 {k} 個偏置。',
        'zh-CN': '全连接层从其中每个数到 {k} 个输出各有一个权重，另有 {k} 个偏置。',
      },
      slots: { k },
      expression: `${2 * h}*${k} + ${k}`,
      value: dense(q),
    },
    {
      text: {
        en: 'Both directions and the dense layer together:',
        'zh-TW': '兩個方向加上全連接層：',
        'zh-CN': '两个方向加上全连接层：',
      },
      expression: `2*${oneDirection(q)} + ${dense(q)}`,
      value: total(q),
    },
  ];
}
