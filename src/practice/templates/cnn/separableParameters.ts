import { numberTemplate, type Step } from '../../template.ts';

interface Separable extends Record<string, unknown> {
  k: number;
  inputs: number;
  outputs: number;
}

const depthwise = ({ k, inputs }: Separable): number => k * k * inputs;
const pointwise = ({ inputs, outputs }: Separable): number => inputs * outputs;

/** k²·C_in + C_in·C_out: Howard et al., MobileNets (2017), section 3.1. */
export const separableParameters = numberTemplate<Separable>({
  id: 'cnn.separable.parameters',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['depthwise-separable'],
  answer: { of: 'integer' },
  params: (draw) => ({
    k: draw.pick([3, 3, 5, 7]),
    inputs: draw.integer(3, 64),
    outputs: draw.integer(4, 128),
  }),
  holds: ({ inputs, outputs }) => inputs !== outputs,
  stem: {
    en: 'A depthwise separable convolution with kernels of {k}×{k} turns {inputs} channels into {outputs} (depth multiplier 1, no biases in either part). How many weights does it have?',
    'zh-TW':
      '一個深度可分離卷積，卷積核 {k}×{k}，把 {inputs} 個通道變成 {outputs} 個（深度乘數 1，兩部分都不帶偏差）。它有多少個權重？',
    'zh-CN':
      '一个深度可分离卷积，卷积核 {k}×{k}，把 {inputs} 个通道变成 {outputs} 个（深度乘数 1，两部分都不带偏置）。它有多少个权重？',
  },
  slots: (q) => ({ ...q, depthwise: depthwise(q), pointwise: pointwise(q) }),
  key: (q) => depthwise(q) + pointwise(q),
  mistakes: [
    {
      id: 'ordinary-convolution',
      value: ({ k, inputs, outputs }) => k * k * inputs * outputs,
      feedback: {
        en: 'That is an ordinary convolution. Separated, the weights of the two parts are added, not multiplied.',
        'zh-TW': '這是一般卷積的權重。分成兩部分後，權重數是相加，不是相乘。',
        'zh-CN': '这是普通卷积的权重。分成两部分后，权重数是相加，不是相乘。',
      },
    },
    {
      id: 'depthwise-only',
      value: depthwise,
      feedback: {
        en: 'That is the depthwise part alone. The 1×1 convolution after it has {pointwise} weights more.',
        'zh-TW': '這只是逐通道的部分。後面的 1×1 卷積還有 {pointwise} 個權重。',
        'zh-CN': '这只是逐通道的部分。后面的 1×1 卷积还有 {pointwise} 个权重。',
      },
    },
    {
      id: 'pointwise-only',
      value: pointwise,
      feedback: {
        en: 'That is the 1×1 part alone. The depthwise part before it has {depthwise} weights more.',
        'zh-TW': '這只是 1×1 的部分。前面逐通道的部分還有 {depthwise} 個權重。',
        'zh-CN': '这只是 1×1 的部分。前面逐通道的部分还有 {depthwise} 个权重。',
      },
    },
    {
      id: 'depthwise-with-outputs',
      value: (q) => q.k * q.k * q.outputs + pointwise(q),
      feedback: {
        en: 'The depthwise part comes first: it has one kernel for each of the {inputs} input channels, not for the outputs.',
        'zh-TW': '逐通道的部分在前：{inputs} 個輸入通道各有一個卷積核，不是輸出通道。',
        'zh-CN': '逐通道的部分在前：{inputs} 个输入通道各有一个卷积核，不是输出通道。',
      },
    },
    {
      id: 'kernel-not-squared',
      value: (q) => q.k * q.inputs + pointwise(q),
      feedback: {
        en: 'A depthwise kernel has two dimensions: {k}×{k} weights, not {k}.',
        'zh-TW': '逐通道的卷積核是二維的：有 {k}×{k} 個權重，不是 {k} 個。',
        'zh-CN': '逐通道的卷积核是二维的：有 {k}×{k} 个权重，不是 {k} 个。',
      },
    },
    {
      id: 'shared-kernel',
      value: (q) => q.k * q.k + pointwise(q),
      feedback: {
        en: 'The channels do not share a kernel. Each of the {inputs} has its own.',
        'zh-TW': '各通道不共用卷積核。{inputs} 個通道各有自己的。',
        'zh-CN': '各通道不共用卷积核。{inputs} 个通道各有自己的。',
      },
    },
    {
      id: 'with-biases',
      value: (q) => depthwise(q) + pointwise(q) + q.inputs + q.outputs,
      feedback: {
        en: 'That counts biases in both parts. Here there are none.',
        'zh-TW': '這樣把兩部分的偏差也算進去了。這裡沒有偏差。',
        'zh-CN': '这样把两部分的偏置也算进去了。这里没有偏置。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'It is two layers: one that filters each channel alone, and a 1×1 convolution that mixes the channels.',
      'zh-TW': '它由兩層組成：先對每個通道各自濾波，再用 1×1 卷積混合各通道。',
      'zh-CN': '它由两层组成：先对每个通道各自滤波，再用 1×1 卷积混合各通道。',
    },
    {
      en: 'k · k · C_in + C_in · C_out',
      'zh-TW': 'k · k · C_in + C_in · C_out',
      'zh-CN': 'k · k · C_in + C_in · C_out',
    },
    {
      en: 'The depthwise part has {k} · {k} · {inputs} weights.',
      'zh-TW': '逐通道的部分有 {k} · {k} · {inputs} 個權重。',
      'zh-CN': '逐通道的部分有 {k} · {k} · {inputs} 个权重。',
    },
  ],
  difficulty: ({ k }) => 0.4 + 0.2 * Number(k > 3),
});

function steps(q: Separable): Step[] {
  const { k, inputs, outputs } = q;
  return [
    {
      text: {
        en: 'Depthwise: a {k}×{k} kernel for each of {inputs} channels.',
        'zh-TW': '逐通道的部分：{inputs} 個通道各一個 {k}×{k} 卷積核。',
        'zh-CN': '逐通道的部分：{inputs} 个通道各一个 {k}×{k} 卷积核。',
      },
      slots: { k, inputs },
      expression: `${k}*${k}*${inputs}`,
      value: depthwise(q),
    },
    {
      text: {
        en: 'Pointwise: 1×1 kernels from {inputs} channels to {outputs}.',
        'zh-TW': '逐點的部分：1×1 卷積核，從 {inputs} 個通道到 {outputs} 個。',
        'zh-CN': '逐点的部分：1×1 卷积核，从 {inputs} 个通道到 {outputs} 个。',
      },
      slots: { inputs, outputs },
      expression: `${inputs}*${outputs}`,
      value: pointwise(q),
    },
    {
      text: { en: 'Both parts.', 'zh-TW': '兩部分相加。', 'zh-CN': '两部分相加。' },
      expression: `${depthwise(q)} + ${pointwise(q)}`,
      value: depthwise(q) + pointwise(q),
    },
  ];
}
