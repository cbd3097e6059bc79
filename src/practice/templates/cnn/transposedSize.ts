import { numberTemplate, type Step } from '../../template.ts';

interface Transposed extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  extra: number;
}

/** (n − 1)s − 2p + k + output padding: the PyTorch documentation of ConvTranspose2d, for dilation 1. */
const size = ({ n, k, s, p, extra }: Transposed): number => (n - 1) * s - 2 * p + k + extra;

export const transposedSize = numberTemplate<Transposed>({
  id: 'cnn.transposed.size',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['transposed-conv-arithmetic'],
  answer: { of: 'integer' },
  params: (draw) => {
    const s = draw.pick([1, 2, 2, 2, 3, 4]);
    return {
      n: draw.integer(4, 48),
      k: draw.pick([2, 3, 4, 5, 6, 7]),
      s,
      p: draw.pick([0, 1, 1, 2, 3]),
      extra: draw.pick([0, draw.integer(0, s - 1)]),
    };
  },
  holds: ({ k, s, p }) => k >= s && 2 * p < k,
  stem: {
    en: 'A transposed convolution has an input {n} pixels wide, a kernel of size {k}, stride {s}, padding {p} on each side and output padding {extra}, with dilation 1 and all counted as in `torch.nn.ConvTranspose2d`. How wide is its output?',
    'zh-TW':
      '一個轉置卷積的輸入寬 {n} 像素，卷積核大小 {k}，步幅 {s}，每側填補 {p}，輸出填補 {extra}，擴張率 1，都照 `torch.nn.ConvTranspose2d` 的算法。輸出有多寬？',
    'zh-CN':
      '一个转置卷积的输入宽 {n} 像素，卷积核大小 {k}，步幅 {s}，每侧填充 {p}，输出填充 {extra}，扩张率 1，都按 `torch.nn.ConvTranspose2d` 的算法。输出有多宽？',
  },
  slots: (q) => ({ ...q, gaps: q.n - 1, spread: (q.n - 1) * q.s + q.k }),
  key: size,
  mistakes: [
    {
      id: 'ordinary-convolution',
      value: ({ n, k, s, p }) => Math.floor((n + 2 * p - k) / s) + 1,
      feedback: {
        en: 'That is the size after an ordinary convolution. The transposed one goes the other way: the stride spreads the pixels apart.',
        'zh-TW': '這是一般卷積的輸出大小。轉置卷積反過來：步幅把像素拉開。',
        'zh-CN': '这是普通卷积的输出大小。转置卷积反过来：步幅把像素拉开。',
      },
    },
    {
      id: 'no-minus-one',
      value: (q) => size({ ...q, n: q.n + 1 }),
      feedback: {
        en: 'Between {n} pixels there are {gaps} steps of the stride, not {n}.',
        'zh-TW': '{n} 個像素之間有 {gaps} 個步幅，不是 {n} 個。',
        'zh-CN': '{n} 个像素之间有 {gaps} 个步幅，不是 {n} 个。',
      },
    },
    {
      id: 'padding-added',
      value: (q) => size({ ...q, p: -q.p }),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'In a transposed convolution padding is cut off the output. Take away {p} on each side.',
        'zh-TW': '在轉置卷積中，填補是從輸出裁掉的。每側減去 {p}。',
        'zh-CN': '在转置卷积中，填充是从输出裁掉的。每侧减去 {p}。',
      },
    },
    {
      id: 'no-padding',
      value: (q) => size({ ...q, p: 0 }),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'The padding was left out: it cuts {p} off each side of the {spread} pixels.',
        'zh-TW': '漏了填補：{spread} 像素寬的結果，每側要裁掉 {p}。',
        'zh-CN': '漏了填充：{spread} 像素宽的结果，每侧要裁掉 {p}。',
      },
    },
    {
      id: 'padding-once',
      value: (q) => size({ ...q, p: q.p / 2 }),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'The padding was taken away once. It counts on both sides.',
        'zh-TW': '填補只減了一次。兩側都要減。',
        'zh-CN': '填充只减了一次。两侧都要减。',
      },
    },
    {
      id: 'no-output-padding',
      value: (q) => size({ ...q, extra: 0 }),
      when: ({ extra }) => extra > 0,
      feedback: {
        en: 'The output padding was left out. It adds {extra} on one side.',
        'zh-TW': '漏了輸出填補。它在其中一側加上 {extra}。',
        'zh-CN': '漏了输出填充。它在其中一侧加上 {extra}。',
      },
    },
    {
      id: 'no-kernel',
      value: (q) => size({ ...q, k: 1 }),
      feedback: {
        en: 'The last pixel is spread out over the whole kernel: add {k}, not just one pixel.',
        'zh-TW': '最後一個像素會展開成整個卷積核：要加 {k}，不是只加一個像素。',
        'zh-CN': '最后一个像素会展开成整个卷积核：要加 {k}，不是只加一个像素。',
      },
    },
    {
      id: 'scaled-by-stride',
      value: ({ n, s }) => n * s,
      feedback: {
        en: 'The output is not always the input times the stride. Kernel, padding and output padding count too.',
        'zh-TW': '輸出不一定是輸入乘步幅。卷積核、填補和輸出填補也要算。',
        'zh-CN': '输出不一定是输入乘步幅。卷积核、填充和输出填充也要算。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Every input pixel writes one copy of the kernel into the output, and neighbouring copies start one stride apart. Padding is cut off afterwards.',
      'zh-TW': '每個輸入像素都在輸出寫下一份卷積核，相鄰兩份的起點相隔一個步幅。之後再裁掉填補。',
      'zh-CN': '每个输入像素都在输出写下一份卷积核，相邻两份的起点相隔一个步幅。之后再裁掉填充。',
    },
    {
      en: '(n − 1)s − 2p + k + output padding',
      'zh-TW': '(n − 1)s − 2p + k + 輸出填補',
      'zh-CN': '(n − 1)s − 2p + k + 输出填充',
    },
    {
      en: 'Before anything is cut off, the copies reach over ({n} − 1) · {s} + {k} = {spread} pixels.',
      'zh-TW': '還沒裁掉之前，這些卷積核共橫跨 ({n} − 1) · {s} + {k} = {spread} 像素。',
      'zh-CN': '还没裁掉之前，这些卷积核共横跨 ({n} − 1) · {s} + {k} = {spread} 像素。',
    },
  ],
  difficulty: ({ s, p, extra }) => 0.2 + 0.2 * Number(s > 1) + 0.2 * Number(p > 0) + 0.3 * Number(extra > 0),
});

function steps(q: Transposed): Step[] {
  const { n, k, s, p, extra } = q;
  const spread = (n - 1) * s + k;
  return [
    {
      text: {
        en: 'The first and the last of {n} copies of the kernel start {gaps} strides apart, and the last is {k} wide.',
        'zh-TW': '{n} 份卷積核中，最前和最後的起點相隔 {gaps} 個步幅，最後一份寬 {k}。',
        'zh-CN': '{n} 份卷积核中，最前和最后的起点相隔 {gaps} 个步幅，最后一份宽 {k}。',
      },
      slots: { n, k, gaps: n - 1 },
      expression: `(${n} - 1)*${s} + ${k}`,
      value: spread,
    },
    {
      text: {
        en: 'Padding cuts {p} off each side.',
        'zh-TW': '填補從每側裁掉 {p}。',
        'zh-CN': '填充从每侧裁掉 {p}。',
      },
      slots: { p },
      expression: `${spread} - 2*${p}`,
      value: spread - 2 * p,
    },
    {
      text: {
        en: 'The output padding adds {extra} on one side.',
        'zh-TW': '輸出填補在其中一側加上 {extra}。',
        'zh-CN': '输出填充在其中一侧加上 {extra}。',
      },
      slots: { extra },
      expression: `${spread - 2 * p} + ${extra}`,
      value: size(q),
    },
  ];
}
