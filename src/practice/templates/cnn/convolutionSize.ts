import { numberTemplate } from '../../template.ts';

interface Convolution extends Record<string, unknown> {
  n: number;
  k: number;
  s: number;
  p: number;
  d: number;
}

/** floor((n + 2p − d(k − 1) − 1) / s) + 1, as in every framework's documentation. */
const size = ({ n, k, s, p, d }: Convolution): number => Math.floor((n + 2 * p - d * (k - 1) - 1) / s) + 1;

export const convolutionSize = numberTemplate<Convolution>({
  id: 'cnn.conv.size',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['conv-arithmetic'],
  lesson: { lesson: 'cnn-on-mnist', section: 'convolution' },
  answer: { of: 'integer' },
  params: (draw) => ({
    n: draw.integer(9, 96),
    k: draw.pick([3, 5, 7]),
    s: draw.pick([1, 2, 2, 3]),
    p: draw.pick([0, 1, 2, 3]),
    d: draw.pick([1, 1, 2]),
  }),
  holds: ({ n, k, p, d }) => n + 2 * p >= d * (k - 1) + 1,
  stem: {
    en: 'A convolution has an input {n} pixels wide, a kernel of size {k}, stride {s}, padding {p} on each side and dilation {d}. How wide is its output?',
    'zh-TW': '一個卷積層的輸入寬 {n} 像素，卷積核大小 {k}，步幅 {s}，每側填補 {p}，擴張率 {d}。輸出有多寬？',
    'zh-CN': '一个卷积层的输入宽 {n} 像素，卷积核大小 {k}，步幅 {s}，每侧填充 {p}，扩张率 {d}。输出有多宽？',
  },
  slots: ({ n, k, s, p, d }) => ({ n, k, s, p, d, reach: d * (k - 1) + 1, padded: n + 2 * p }),
  key: size,
  mistakes: [
    {
      id: 'no-plus-one',
      value: (q) => size(q) - 1,
      feedback: {
        en: 'That counts the steps between positions. The first position counts too: add 1.',
        'zh-TW': '這樣數的是位置之間的步數。第一個位置也要算：再加 1。',
        'zh-CN': '这样数的是位置之间的步数。第一个位置也要算：再加 1。',
      },
    },
    {
      id: 'padded-once',
      value: (q) => size({ ...q, n: q.n - q.p }),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'The padding lies on both sides: the padded input is {padded} wide.',
        'zh-TW': '兩側都有填補：填補後的輸入寬 {padded}。',
        'zh-CN': '两侧都有填充：填充后的输入宽 {padded}。',
      },
    },
    {
      id: 'no-padding',
      value: (q) => size({ ...q, p: 0 }),
      when: ({ p }) => p > 0,
      feedback: {
        en: 'The padding was left out: the padded input is {padded} wide.',
        'zh-TW': '漏了填補：填補後的輸入寬 {padded}。',
        'zh-CN': '漏了填充：填充后的输入宽 {padded}。',
      },
    },
    {
      id: 'no-stride',
      value: (q) => size({ ...q, s: 1 }),
      when: ({ s }) => s > 1,
      feedback: {
        en: 'That is the size with stride 1. The kernel moves {s} pixels at a time.',
        'zh-TW': '這是步幅 1 的大小。卷積核每次移動 {s} 像素。',
        'zh-CN': '这是步幅 1 的大小。卷积核每次移动 {s} 像素。',
      },
    },
    {
      id: 'rounded-up',
      value: (q) => Math.ceil((q.n + 2 * q.p - q.d * (q.k - 1) - 1) / q.s) + 1,
      when: ({ s }) => s > 1,
      feedback: {
        en: 'A last step that does not fit is not taken: round down.',
        'zh-TW': '放不下的最後一步不走：要向下取整。',
        'zh-CN': '放不下的最后一步不走：要向下取整。',
      },
    },
    {
      id: 'no-dilation',
      value: (q) => size({ ...q, d: 1 }),
      when: ({ d }) => d > 1,
      feedback: {
        en: 'With dilation {d} the kernel reaches over {reach} pixels, not {k}.',
        'zh-TW': '擴張率 {d} 時卷積核橫跨 {reach} 像素，不是 {k}。',
        'zh-CN': '扩张率 {d} 时卷积核横跨 {reach} 像素，不是 {k}。',
      },
    },
    {
      id: 'as-same',
      value: ({ n, s }) => Math.ceil(n / s),
      feedback: {
        en: 'That is the size with padding "same". Here the padding is given: {p}.',
        'zh-TW': '這是填補設為 "same" 時的大小。這裡給定了填補：{p}。',
        'zh-CN': '这是填充设为 "same" 时的大小。这里给定了填充：{p}。',
      },
    },
  ],
  steps(q) {
    const { n, k, s, p, d } = q;
    return [
      {
        text: {
          en: 'The kernel reaches over {k} points, {d} apart.',
          'zh-TW': '卷積核橫跨 {k} 個點，間隔 {d}。',
          'zh-CN': '卷积核横跨 {k} 个点，间隔 {d}。',
        },
        slots: { k, d },
        expression: `${d}*(${k} - 1) + 1`,
        value: d * (k - 1) + 1,
      },
      {
        text: {
          en: 'From its first position it can still move this far.',
          'zh-TW': '從第一個位置起，它還能移動這麼遠。',
          'zh-CN': '从第一个位置起，它还能移动这么远。',
        },
        expression: `${n} + 2*${p} - ${d * (k - 1) + 1}`,
        value: n + 2 * p - d * (k - 1) - 1,
      },
      {
        text: {
          en: 'In steps of {s}, whole steps only, that many positions follow the first.',
          'zh-TW': '每步 {s}，只算整步，第一個位置之後還有這麼多位置；加上第一個。',
          'zh-CN': '每步 {s}，只算整步，第一个位置之后还有这么多位置；加上第一个。',
        },
        slots: { s },
        expression: `${size(q) - 1} + 1`,
        value: size(q),
      },
    ];
  },
  hints: [
    {
      en: 'Count the positions at which the kernel lies wholly within the padded input.',
      'zh-TW': '數一數卷積核完整落在填補後輸入內的位置。',
      'zh-CN': '数一数卷积核完整落在填充后输入内的位置。',
    },
    {
      en: '⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1',
      'zh-TW': '⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1',
      'zh-CN': '⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1',
    },
    {
      en: 'The padded input is {padded} wide, and the kernel reaches over {reach}.',
      'zh-TW': '填補後的輸入寬 {padded}，卷積核橫跨 {reach}。',
      'zh-CN': '填充后的输入宽 {padded}，卷积核横跨 {reach}。',
    },
  ],
  difficulty: ({ s, p, d }) => 0.25 * (Number(s > 1) + Number(p > 0)) + 0.4 * Number(d > 1),
});
