import { numberTemplate, type Step } from '../../template.ts';

interface Mlp extends Record<string, unknown> {
  /** Units of the input, of each hidden layer, and of the output. */
  sizes: number[];
}

/** Each dense layer as a pair: inputs, outputs. */
const layers = ({ sizes }: Mlp): [number, number][] =>
  sizes.slice(1).map((outputs, index) => [sizes[index] ?? 0, outputs]);

const total = (q: Mlp, of: (inputs: number, outputs: number) => number): number =>
  layers(q).reduce((sum, [inputs, outputs]) => sum + of(inputs, outputs), 0);

/** (inputs + 1) · outputs per layer: Goodfellow et al., Deep Learning, section 6.4. */
const parameters = (q: Mlp): number => total(q, (inputs, outputs) => (inputs + 1) * outputs);
const weights = (q: Mlp): number => total(q, (inputs, outputs) => inputs * outputs);

export const parameterCount = numberTemplate<Mlp>({
  id: 'nets.mlp.parameters',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['parameter-count'],
  answer: { of: 'integer' },
  params: (draw) => ({
    sizes: [
      draw.integer(4, 48),
      ...draw.list(draw.pick([1, 2, 2]), () => draw.integer(4, 40)),
      draw.integer(2, 12),
    ],
  }),
  stem: {
    en: 'A fully connected network has the layer sizes {sizes}, from its inputs to its outputs. Every hidden unit and every output has a bias. How many trainable parameters does the network have?',
    'zh-TW':
      '一個全連接網路從輸入到輸出的各層大小是 {sizes}。每個隱藏單元和每個輸出都有偏差。這個網路有幾個可訓練的參數？',
    'zh-CN':
      '一个全连接网络从输入到输出的各层大小是 {sizes}。每个隐藏单元和每个输出都有偏置。这个网络有多少个可训练的参数？',
  },
  slots: (q) => ({
    sizes: q.sizes.join(' → '),
    first: q.sizes[0] ?? 0,
    second: q.sizes[1] ?? 0,
    last: q.sizes.at(-1) ?? 0,
    biases: parameters(q) - weights(q),
  }),
  key: parameters,
  mistakes: [
    {
      id: 'no-bias',
      value: weights,
      feedback: {
        en: 'Those are the weights. Add the biases, one per hidden unit and output: {biases}.',
        'zh-TW': '這只是權重的數目。要加上偏差，每個隱藏單元和輸出各一個：{biases}。',
        'zh-CN': '这只是权重的数目。要加上偏置，每个隐藏单元和输出各一个：{biases}。',
      },
    },
    {
      id: 'bias-per-layer',
      value: (q) => weights(q) + q.sizes.length - 1,
      feedback: {
        en: 'A layer has not just one bias: each of its units has one. That makes {biases} in all.',
        'zh-TW': '一層不是只有一個偏差，而是每個單元各一個，總共 {biases} 個。',
        'zh-CN': '一层不是只有一个偏置，而是每个单元各一个，总共 {biases} 个。',
      },
    },
    {
      id: 'bias-per-network',
      value: (q) => weights(q) + 1,
      feedback: {
        en: 'The network has not just one bias: each hidden unit and output has one, {biases} in all.',
        'zh-TW': '網路不是只有一個偏差：每個隱藏單元和輸出各一個，總共 {biases} 個。',
        'zh-CN': '网络不是只有一个偏置：每个隐藏单元和输出各一个，总共 {biases} 个。',
      },
    },
    {
      id: 'bias-per-input',
      value: (q) => total(q, (inputs, outputs) => inputs * (outputs + 1)),
      feedback: {
        en: 'That gives a bias to each input of a layer. Biases belong to its outputs: {biases} in all.',
        'zh-TW': '這是給一層的每個輸入一個偏差。偏差屬於該層的輸出：總共 {biases} 個。',
        'zh-CN': '这是给一层的每个输入一个偏置。偏置属于该层的输出：总共 {biases} 个。',
      },
    },
    {
      id: 'input-biases',
      value: (q) => parameters(q) + (q.sizes[0] ?? 0),
      feedback: {
        en: 'The {first} inputs are data and have no bias. Count biases from the first hidden layer on.',
        'zh-TW': '{first} 個輸入是資料，沒有偏差。偏差要從第一個隱藏層算起。',
        'zh-CN': '{first} 个输入是数据，没有偏置。偏置要从第一个隐藏层算起。',
      },
    },
    {
      id: 'units',
      value: ({ sizes }) => sizes.reduce((sum, size) => sum + size, 0),
      feedback: {
        en: 'That is the number of units. Each unit has a weight for every unit of the layer before, and a bias.',
        'zh-TW': '這是單元的數目。每個單元對前一層的每個單元都有一個權重，再加一個偏差。',
        'zh-CN': '这是单元的数目。每个单元对前一层的每个单元都有一个权重，再加一个偏置。',
      },
    },
    {
      id: 'no-output-layer',
      value: (q) => parameters({ sizes: q.sizes.slice(0, -1) }),
      feedback: {
        en: 'The last layer was left out. Its {last} outputs have weights and biases too.',
        'zh-TW': '漏了最後一層。它的 {last} 個輸出也有權重和偏差。',
        'zh-CN': '漏了最后一层。它的 {last} 个输出也有权重和偏置。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Count layer by layer: a weight for every connection, and a bias for every unit that receives them.',
      'zh-TW': '逐層計數：每條連線一個權重，每個接收的單元一個偏差。',
      'zh-CN': '逐层计数：每条连线一个权重，每个接收的单元一个偏置。',
    },
    {
      en: '(inputs + 1)·outputs for each layer, summed over the layers',
      'zh-TW': '每層為（輸入數 + 1）·輸出數，再把各層相加',
      'zh-CN': '每层为（输入数 + 1）·输出数，再把各层相加',
    },
    {
      en: 'Each of the {second} units of the first hidden layer has {first} weights and 1 bias.',
      'zh-TW': '第一個隱藏層的 {second} 個單元各有 {first} 個權重和 1 個偏差。',
      'zh-CN': '第一个隐藏层的 {second} 个单元各有 {first} 个权重和 1 个偏置。',
    },
  ],
  difficulty: ({ sizes }) => 0.2 + 0.25 * (sizes.length - 3),
});

function steps(q: Mlp): readonly Step[] {
  const counts = layers(q).map(([inputs, outputs]) => (inputs + 1) * outputs);
  return [
    ...layers(q).map(([inputs, outputs]): Step => ({
      text: {
        en: 'A layer from {inputs} to {outputs} units:',
        'zh-TW': '從 {inputs} 到 {outputs} 個單元的一層：',
        'zh-CN': '从 {inputs} 到 {outputs} 个单元的一层：',
      },
      slots: { inputs, outputs },
      expression: `(${inputs} + 1)*${outputs}`,
      value: (inputs + 1) * outputs,
    })),
    {
      text: { en: 'All layers together:', 'zh-TW': '各層相加：', 'zh-CN': '各层相加：' },
      expression: counts.join(' + '),
      value: parameters(q),
    },
  ];
}
