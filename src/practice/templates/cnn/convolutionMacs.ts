import { numberTemplate, type Step } from '../../template.ts';

interface Layer extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  inputs: number;
  filters: number;
}

const outputSize = ({ n, k, s, p }: Layer): number => Math.floor((n + 2 * p - k) / s) + 1;
const weights = ({ k, inputs, filters }: Layer): number => k * k * inputs * filters;
const work = (q: Layer): number => outputSize(q) ** 2 * weights(q);

/** Output positions times weights: Howard et al., MobileNets (2017), equation 2, with the size of the output. */
export const convolutionMacs = numberTemplate<Layer>({
  id: 'cnn.conv.macs',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['compute-cost'],
  answer: { of: 'integer' },
  params: (draw) => ({
    n: draw.integer(8, 40),
    k: draw.pick([2, 3, 3, 4, 5]),
    s: draw.pick([1, 1, 2]),
    p: draw.pick([0, 0, 1, 2]),
    inputs: draw.pick([1, 2, 3, 4, 6, 8, 16]),
    filters: draw.pick([2, 4, 5, 6, 8, 10, 12, 16, 20, 32]),
  }),
  holds: ({ k, p }) => 2 * p < k,
  stem: {
    en: 'A convolution without biases has an input of {n}×{n} pixels (channels: {inputs}) and {filters} filters with kernels of {k}×{k}, stride {s} and padding {p} on each side. How many multiply-accumulate operations does it take for a single image? Products with padding count too.',
    'zh-TW':
      '一個不帶偏差的卷積，輸入是 {n}×{n} 像素（通道數 {inputs}），有 {filters} 個 {k}×{k} 的濾波器，步幅 {s}，每側填補 {p}。處理一張圖要做多少次乘加運算？與填補相乘的也算。',
    'zh-CN':
      '一个不带偏置的卷积，输入是 {n}×{n} 像素（通道数 {inputs}），有 {filters} 个 {k}×{k} 的滤波器，步幅 {s}，每侧填充 {p}。处理一张图片要做多少次乘加运算？与填充相乘的也算。',
  },
  slots: (q) => ({ ...q, out: outputSize(q), padded: q.n + 2 * q.p }),
  key: work,
  mistakes: [
    {
      id: 'parameters',
      value: weights,
      feedback: {
        en: 'That is the number of weights. Every weight is used again at each of the {out}×{out} positions of the output.',
        'zh-TW': '這是權重的個數。輸出的 {out}×{out} 個位置都要用到每個權重。',
        'zh-CN': '这是权重的个数。输出的 {out}×{out} 个位置都要用到每个权重。',
      },
    },
    {
      id: 'input-size',
      value: (q) => q.n ** 2 * weights(q),
      when: (q) => outputSize(q) !== q.n,
      feedback: {
        en: 'Count the positions of the kernel, which are the values of the output: {out}×{out}, not {n}×{n}.',
        'zh-TW': '要數卷積核的位置，也就是輸出的值：{out}×{out} 個，不是 {n}×{n} 個。',
        'zh-CN': '要数卷积核的位置，也就是输出的值：{out}×{out} 个，不是 {n}×{n} 个。',
      },
    },
    {
      id: 'doubled',
      value: (q) => 2 * work(q),
      feedback: {
        en: 'That counts a multiplication and an addition apart. Together they are a single multiply-accumulate.',
        'zh-TW': '這樣把乘法和加法分開算了。一次乘加運算同時包含兩者。',
        'zh-CN': '这样把乘法和加法分开算了。一次乘加运算同时包含两者。',
      },
    },
    {
      id: 'no-input-channels',
      value: (q) => work({ ...q, inputs: 1 }),
      when: ({ inputs }) => inputs > 1,
      feedback: {
        en: 'The input channels were left out: each output value sums over all {inputs} of them.',
        'zh-TW': '漏了輸入通道：每個輸出值都對全部 {inputs} 個通道加總。',
        'zh-CN': '漏了输入通道：每个输出值都对全部 {inputs} 个通道求和。',
      },
    },
    {
      id: 'no-filters',
      value: (q) => work({ ...q, filters: 1 }),
      feedback: {
        en: 'That is the work of a single filter. There are {filters} of them.',
        'zh-TW': '這是單獨一個濾波器的運算。一共有 {filters} 個。',
        'zh-CN': '这是单独一个滤波器的运算。一共有 {filters} 个。',
      },
    },
    {
      id: 'no-stride',
      value: (q) => work({ ...q, s: 1 }),
      when: ({ s }) => s > 1,
      feedback: {
        en: 'That is the work with stride 1. With stride {s} there are only {out}×{out} positions.',
        'zh-TW': '這是步幅 1 的運算量。步幅 {s} 時只有 {out}×{out} 個位置。',
        'zh-CN': '这是步幅 1 的运算量。步幅 {s} 时只有 {out}×{out} 个位置。',
      },
    },
    {
      id: 'padded-size',
      value: (q) => (q.n + 2 * q.p) ** 2 * weights(q),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'That puts a kernel on each of the {padded}×{padded} pixels of the padded input. It has only {out}×{out} positions.',
        'zh-TW': '這樣在填補後的 {padded}×{padded} 個像素上都放了卷積核。它其實只有 {out}×{out} 個位置。',
        'zh-CN': '这样在填充后的 {padded}×{padded} 个像素上都放了卷积核。它其实只有 {out}×{out} 个位置。',
      },
    },
    {
      id: 'one-side',
      value: (q) => outputSize(q) * weights(q),
      feedback: {
        en: 'The output has two dimensions: {out}×{out} positions, not {out}.',
        'zh-TW': '輸出是二維的：有 {out}×{out} 個位置，不是 {out} 個。',
        'zh-CN': '输出是二维的：有 {out}×{out} 个位置，不是 {out} 个。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Find the work for one output value, and count the output values.',
      'zh-TW': '先算出一個輸出值的運算量，再數有多少個輸出值。',
      'zh-CN': '先算出一个输出值的运算量，再数有多少个输出值。',
    },
    {
      en: 'm · m · k · k · C_in · C_out, where m = ⌊(n + 2p − k) / s⌋ + 1',
      'zh-TW': 'm · m · k · k · C_in · C_out，其中 m = ⌊(n + 2p − k) / s⌋ + 1',
      'zh-CN': 'm · m · k · k · C_in · C_out，其中 m = ⌊(n + 2p − k) / s⌋ + 1',
    },
    {
      en: 'The output is ⌊({padded} − {k}) / {s}⌋ + 1 = {out} wide and as high.',
      'zh-TW': '輸出的寬和高都是 ⌊({padded} − {k}) / {s}⌋ + 1 = {out}。',
      'zh-CN': '输出的宽和高都是 ⌊({padded} − {k}) / {s}⌋ + 1 = {out}。',
    },
  ],
  difficulty: ({ inputs, s, p }) => 0.3 + 0.2 * (Number(inputs > 1) + Number(s > 1) + Number(p > 0)),
});

function steps(q: Layer): Step[] {
  const { n, k, s, p, inputs, filters } = q;
  const out = outputSize(q);
  return [
    {
      text: {
        en: 'Width and height of the output: ⌊({n} + 2 · {p} − {k}) / {s}⌋ steps of the kernel after its first position.',
        'zh-TW': '輸出的寬和高：第一個位置之後，卷積核再走 ⌊({n} + 2 · {p} − {k}) / {s}⌋ 步。',
        'zh-CN': '输出的宽和高：第一个位置之后，卷积核再走 ⌊({n} + 2 · {p} − {k}) / {s}⌋ 步。',
      },
      slots: { n, p, k, s },
      expression: `${out - 1} + 1`,
      value: out,
    },
    {
      text: {
        en: 'Products for one output value: a kernel for each input channel.',
        'zh-TW': '一個輸出值的乘積數：每個輸入通道一個卷積核。',
        'zh-CN': '一个输出值的乘积数：每个输入通道一个卷积核。',
      },
      expression: `${k}*${k}*${inputs}`,
      value: k * k * inputs,
    },
    {
      text: {
        en: 'Output values: all positions, for every filter.',
        'zh-TW': '輸出值的個數：每個濾波器在所有位置。',
        'zh-CN': '输出值的个数：每个滤波器在所有位置。',
      },
      expression: `${out}*${out}*${filters}`,
      value: out * out * filters,
    },
    {
      text: { en: 'Together.', 'zh-TW': '兩者相乘。', 'zh-CN': '两者相乘。' },
      expression: `${k * k * inputs}*${out * out * filters}`,
      value: work(q),
    },
  ];
}
