import { numberTemplate, type Step } from '../../template.ts';

interface Layer extends Record<string, unknown> {
  k: number;
  inputs: number;
  filters: number;
  hasBias: boolean;
}

const weights = ({ k, inputs, filters }: Layer): number => k * k * inputs * filters;
const biases = ({ filters, hasBias }: Layer): number => (hasBias ? filters : 0);

/** k²·C_in·C_out weights and C_out biases: the shapes of weight and bias in the PyTorch documentation of Conv2d. */
export const convolutionParameters = numberTemplate<Layer>({
  id: 'cnn.conv.parameters',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['parameter-count'],
  lesson: { lesson: 'cnn-on-mnist', section: 'convolution' },
  answer: { of: 'integer' },
  params: (draw) => ({
    k: draw.pick([2, 3, 3, 4, 5, 7]),
    inputs: draw.pick([1, 2, 3, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32]),
    filters: draw.integer(4, 64),
    hasBias: draw.chance(0.8),
  }),
  stem: {
    en: 'A convolutional layer has {filters} filters with kernels of {k}×{k}. Input channels: {inputs}, and every filter looks at all of them. Biases in the layer: {biases}. How many trainable parameters is that in all?',
    'zh-TW':
      '一個卷積層有 {filters} 個濾波器，卷積核是 {k}×{k}。輸入通道數：{inputs}，每個濾波器都看所有通道。這一層的偏差數：{biases}。總共有多少個可訓練參數？',
    'zh-CN':
      '一个卷积层有 {filters} 个滤波器，卷积核是 {k}×{k}。输入通道数：{inputs}，每个滤波器都看所有通道。这一层的偏置数：{biases}。总共有多少个可训练参数？',
  },
  slots: (q) => ({ k: q.k, inputs: q.inputs, filters: q.filters, biases: biases(q) }),
  key: (q) => weights(q) + biases(q),
  mistakes: [
    {
      id: 'no-input-channels',
      value: (q) => weights({ ...q, inputs: 1 }) + biases(q),
      when: ({ inputs }) => inputs > 1,
      feedback: {
        en: 'The input channels were left out: each filter has {k}×{k} weights for each of the {inputs} channels.',
        'zh-TW': '漏了輸入通道：每個濾波器對 {inputs} 個通道各有 {k}×{k} 個權重。',
        'zh-CN': '漏了输入通道：每个滤波器对 {inputs} 个通道各有 {k}×{k} 个权重。',
      },
    },
    {
      id: 'bias-per-input',
      value: (q) => weights(q) + q.inputs * q.filters,
      when: ({ hasBias, inputs }) => hasBias && inputs > 1,
      feedback: {
        en: 'A filter has a single bias, added after the sum over all channels. It does not have one for each input channel.',
        'zh-TW': '一個濾波器只有單獨一個偏差，在所有通道加總之後才加上；不是每個輸入通道各有一個。',
        'zh-CN': '一个滤波器只有单独一个偏置，在所有通道求和之后才加上；不是每个输入通道各有一个。',
      },
    },
    {
      id: 'kernel-not-squared',
      value: (q) => q.k * q.inputs * q.filters + biases(q),
      feedback: {
        en: 'The kernel has two dimensions: count {k}×{k} weights, not {k}.',
        'zh-TW': '卷積核是二維的：要算 {k}×{k} 個權重，不是 {k} 個。',
        'zh-CN': '卷积核是二维的：要算 {k}×{k} 个权重，不是 {k} 个。',
      },
    },
    {
      id: 'one-bias',
      value: (q) => weights(q) + 1,
      when: ({ hasBias }) => hasBias,
      feedback: {
        en: 'That counts a single bias for the whole layer. Each of the {filters} filters has its own.',
        'zh-TW': '這樣整層只算了單獨一個偏差。{filters} 個濾波器各有自己的偏差。',
        'zh-CN': '这样整层只算了单独一个偏置。{filters} 个滤波器各有自己的偏置。',
      },
    },
    {
      id: 'no-bias',
      value: weights,
      when: ({ hasBias }) => hasBias,
      feedback: {
        en: 'Those are the weights alone. Add the {filters} biases.',
        'zh-TW': '這只是權重的個數。還要加上 {filters} 個偏差。',
        'zh-CN': '这只是权重的个数。还要加上 {filters} 个偏置。',
      },
    },
    {
      id: 'bias-anyway',
      value: (q) => weights(q) + q.filters,
      when: ({ hasBias }) => !hasBias,
      feedback: {
        en: 'This layer has no biases. Only the weights count.',
        'zh-TW': '這一層沒有偏差，只算權重。',
        'zh-CN': '这一层没有偏置，只算权重。',
      },
    },
    {
      id: 'channels-added',
      value: (q) => q.k * q.k * (q.inputs + q.filters) + biases(q),
      when: ({ inputs }) => inputs > 1,
      feedback: {
        en: 'Input channels and filters are multiplied, not added: each filter has a kernel for every input channel.',
        'zh-TW': '輸入通道數與濾波器數要相乘，不是相加：每個濾波器對每個輸入通道都有一個卷積核。',
        'zh-CN': '输入通道数与滤波器数要相乘，不是相加：每个滤波器对每个输入通道都有一个卷积核。',
      },
    },
    {
      id: 'one-filter',
      value: (q) => q.k * q.k * q.inputs + Number(q.hasBias),
      feedback: {
        en: 'Those are the parameters of one filter. The layer has {filters} of them.',
        'zh-TW': '這是單獨一個濾波器的參數。這一層有 {filters} 個濾波器。',
        'zh-CN': '这是单独一个滤波器的参数。这一层有 {filters} 个滤波器。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Count the weights of one filter first: a kernel for every input channel. Then count the filters, and the biases.',
      'zh-TW': '先數單獨一個濾波器的權重：每個輸入通道一個卷積核。再數濾波器和偏差。',
      'zh-CN': '先数单独一个滤波器的权重：每个输入通道一个卷积核。再数滤波器和偏置。',
    },
    {
      en: 'k · k · C_in · C_out weights, and C_out biases if the layer has any',
      'zh-TW': 'k · k · C_in · C_out 個權重；若有偏差，再加 C_out 個',
      'zh-CN': 'k · k · C_in · C_out 个权重；若有偏置，再加 C_out 个',
    },
    {
      en: 'A single filter has {k} · {k} · {inputs} weights.',
      'zh-TW': '單獨一個濾波器有 {k} · {k} · {inputs} 個權重。',
      'zh-CN': '单独一个滤波器有 {k} · {k} · {inputs} 个权重。',
    },
  ],
  difficulty: ({ inputs, hasBias }) => 0.1 + 0.3 * Number(inputs > 1) + 0.2 * Number(hasBias),
});

function steps(q: Layer): Step[] {
  const { k, inputs, filters } = q;
  return [
    {
      text: {
        en: 'The weights of one filter: {k}×{k} for each input channel (in all: {inputs}).',
        'zh-TW': '單獨一個濾波器的權重：每個輸入通道 {k}×{k} 個（通道共 {inputs} 個）。',
        'zh-CN': '单独一个滤波器的权重：每个输入通道 {k}×{k} 个（通道共 {inputs} 个）。',
      },
      slots: { k, inputs },
      expression: `${k}*${k}*${inputs}`,
      value: k * k * inputs,
    },
    {
      text: {
        en: 'The weights of {filters} filters.',
        'zh-TW': '{filters} 個濾波器的權重。',
        'zh-CN': '{filters} 个滤波器的权重。',
      },
      slots: { filters },
      expression: `${k * k * inputs}*${filters}`,
      value: weights(q),
    },
    {
      text: {
        en: 'Add the biases, {biases} in all.',
        'zh-TW': '加上 {biases} 個偏差。',
        'zh-CN': '加上 {biases} 个偏置。',
      },
      slots: { biases: biases(q) },
      expression: `${weights(q)} + ${biases(q)}`,
      value: weights(q) + biases(q),
    },
  ];
}
