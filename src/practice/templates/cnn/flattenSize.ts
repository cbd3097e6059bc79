import { numberTemplate, type Step } from '../../template.ts';

interface Chain extends Record<string, unknown> {
  n: number;
  inputs: number;
  firstKernel: number;
  firstFilters: number;
  firstPool: number;
  secondKernel: number;
  secondFilters: number;
  secondPool: number;
}

type Rounding = (value: number) => number;

/** Without padding a convolution with stride 1 leaves n − k + 1 pixels, and pooling ⌊n / p⌋: Dumoulin and Visin (2016), section 2. */
function widths(q: Chain, rounded: Rounding = Math.floor): [number, number, number, number] {
  const firstMap = q.n - q.firstKernel + 1;
  const firstPooled = rounded(firstMap / q.firstPool);
  const secondMap = firstPooled - q.secondKernel + 1;
  return [firstMap, firstPooled, secondMap, rounded(secondMap / q.secondPool)];
}

const lastWidth = (q: Chain, rounded?: Rounding): number => widths(q, rounded)[3];
const flat = (q: Chain, rounded?: Rounding): number => lastWidth(q, rounded) ** 2 * q.secondFilters;

export const flattenSize = numberTemplate<Chain>({
  id: 'cnn.stack.flatten',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['conv-arithmetic', 'tensor-shapes'],
  lesson: { lesson: 'cnn-on-mnist', section: 'flatten' },
  answer: { of: 'integer' },
  params: (draw) => ({
    n: draw.integer(20, 64),
    inputs: draw.pick([1, 3, 3, 4]),
    firstKernel: draw.pick([3, 3, 5, 7]),
    firstFilters: draw.pick([6, 8, 12, 16, 20, 32]),
    firstPool: draw.pick([2, 2, 3]),
    secondKernel: draw.pick([2, 3, 3, 5]),
    secondFilters: draw.pick([10, 16, 24, 32, 48, 64]),
    secondPool: draw.pick([2, 2, 3]),
  }),
  holds: (q) => lastWidth(q) >= 2,
  stem: {
    en: 'An image of {n}×{n} pixels (channels: {inputs}) goes through the layers below. There is no padding, convolutions have stride 1, and pooling has its own size as stride. Layers: {firstFilters} filters {firstKernel}×{firstKernel}, max pooling {firstPool}×{firstPool}, {secondFilters} filters {secondKernel}×{secondKernel}, max pooling {secondPool}×{secondPool}. How many numbers does a flatten layer after them give?',
    'zh-TW':
      '一張 {n}×{n} 像素的圖（通道數 {inputs}）依序通過以下各層。全都不填補，卷積的步幅是 1，池化的步幅等於窗口大小。各層：{firstFilters} 個 {firstKernel}×{firstKernel} 的濾波器，最大池化 {firstPool}×{firstPool}，{secondFilters} 個 {secondKernel}×{secondKernel} 的濾波器，最大池化 {secondPool}×{secondPool}。之後的攤平層輸出多少個數？',
    'zh-CN':
      '一张 {n}×{n} 像素的图片（通道数 {inputs}）依次通过以下各层。全都不填充，卷积的步幅是 1，池化的步幅等于窗口大小。各层：{firstFilters} 个 {firstKernel}×{firstKernel} 的滤波器，最大池化 {firstPool}×{firstPool}，{secondFilters} 个 {secondKernel}×{secondKernel} 的滤波器，最大池化 {secondPool}×{secondPool}。之后的展平层输出多少个数？',
  },
  slots: (q) => ({ ...q, map: widths(q)[0], last: lastWidth(q) }),
  key: (q) => flat(q),
  mistakes: [
    {
      id: 'no-second-pooling',
      value: (q) => flat({ ...q, secondPool: 1 }),
      feedback: {
        en: 'The last pooling was left out. It divides width and height by {secondPool}.',
        'zh-TW': '漏了最後的池化。它把寬和高都除以 {secondPool}。',
        'zh-CN': '漏了最后的池化。它把宽和高都除以 {secondPool}。',
      },
    },
    {
      id: 'no-first-pooling',
      value: (q) => flat({ ...q, firstPool: 1 }),
      feedback: {
        en: 'The pooling between the convolutions was left out. It divides width and height by {firstPool}.',
        'zh-TW': '漏了兩層卷積之間的池化。它把寬和高都除以 {firstPool}。',
        'zh-CN': '漏了两层卷积之间的池化。它把宽和高都除以 {firstPool}。',
      },
    },
    {
      id: 'no-channels',
      value: (q) => lastWidth(q) ** 2,
      feedback: {
        en: 'That is a single feature map. There are {secondFilters} of them, one for each filter.',
        'zh-TW': '這只是單獨一張特徵圖。一共有 {secondFilters} 張，每個濾波器一張。',
        'zh-CN': '这只是单独一张特征图。一共有 {secondFilters} 张，每个滤波器一张。',
      },
    },
    {
      id: 'same-padding',
      value: (q) => flat({ ...q, firstKernel: 1, secondKernel: 1 }),
      feedback: {
        en: 'That lets the convolutions keep the size. Without padding each one takes k − 1 pixels away.',
        'zh-TW': '這樣假設卷積不改變大小。不填補時，每層卷積會減少 k − 1 個像素。',
        'zh-CN': '这样假设卷积不改变大小。不填充时，每层卷积会减少 k − 1 个像素。',
      },
    },
    {
      id: 'input-channels',
      value: (q) => lastWidth(q) ** 2 * q.inputs,
      when: ({ inputs }) => inputs > 1,
      feedback: {
        en: 'The channels of the image do not come out again. The last convolution has {secondFilters} filters, so there are that many channels.',
        'zh-TW': '輸出的通道數不是原圖的通道數。最後的卷積有 {secondFilters} 個濾波器，所以就有這麼多通道。',
        'zh-CN': '输出的通道数不是原图的通道数。最后的卷积有 {secondFilters} 个滤波器，所以就有这么多通道。',
      },
    },
    {
      id: 'filters-multiplied',
      value: (q) => flat(q) * q.firstFilters,
      feedback: {
        en: 'The filters of both layers were multiplied. A filter sums over all its input channels, so only the last {secondFilters} count.',
        'zh-TW': '把兩層的濾波器數相乘了。濾波器會對所有輸入通道加總，所以只算最後的 {secondFilters} 個。',
        'zh-CN': '把两层的滤波器数相乘了。滤波器会对所有输入通道求和，所以只算最后的 {secondFilters} 个。',
      },
    },
    {
      id: 'rounded-up',
      value: (q) => flat(q, Math.ceil),
      feedback: {
        en: 'Rows and columns that do not fill a pooling window are dropped: round down.',
        'zh-TW': '湊不滿一個池化窗口的列和行會捨去：要向下取整。',
        'zh-CN': '凑不满一个池化窗口的行和列会舍去：要向下取整。',
      },
    },
    {
      id: 'one-side',
      value: (q) => lastWidth(q) * q.secondFilters,
      feedback: {
        en: 'A feature map has two dimensions: {last}×{last} numbers, not {last}.',
        'zh-TW': '特徵圖是二維的：有 {last}×{last} 個數，不是 {last} 個。',
        'zh-CN': '特征图是二维的：有 {last}×{last} 个数，不是 {last} 个。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Follow the width of the map from layer to layer. At the end multiply width, height and channels.',
      'zh-TW': '一層一層追蹤圖的寬度，最後把寬、高和通道數相乘。',
      'zh-CN': '一层一层跟踪图的宽度，最后把宽、高和通道数相乘。',
    },
    {
      en: 'Convolution: n − k + 1. Pooling: ⌊n / p⌋. Flatten: n · n · C',
      'zh-TW': '卷積：n − k + 1。池化：⌊n / p⌋。攤平：n · n · C',
      'zh-CN': '卷积：n − k + 1。池化：⌊n / p⌋。展平：n · n · C',
    },
    {
      en: 'After the first convolution the maps are {n} − {firstKernel} + 1 = {map} wide.',
      'zh-TW': '最前面的卷積之後，特徵圖寬 {n} − {firstKernel} + 1 = {map}。',
      'zh-CN': '最前面的卷积之后，特征图宽 {n} − {firstKernel} + 1 = {map}。',
    },
  ],
  difficulty: (q) => 0.5 + 0.4 * Number(flat(q) !== flat(q, Math.ceil)),
});

const pooling = {
  en: 'Pooling: the whole part of {wide} / {pool}.',
  'zh-TW': '池化：{wide} / {pool} 的整數部分。',
  'zh-CN': '池化：{wide} / {pool} 的整数部分。',
};

function steps(q: Chain): Step[] {
  const [firstMap, firstPooled, secondMap, last] = widths(q);
  return [
    {
      text: { en: 'First convolution.', 'zh-TW': '最前面的卷積。', 'zh-CN': '最前面的卷积。' },
      expression: `${q.n} - ${q.firstKernel} + 1`,
      value: firstMap,
    },
    { text: pooling, slots: { wide: firstMap, pool: q.firstPool }, value: firstPooled },
    {
      text: { en: 'Next convolution.', 'zh-TW': '下一層卷積。', 'zh-CN': '下一层卷积。' },
      expression: `${firstPooled} - ${q.secondKernel} + 1`,
      value: secondMap,
    },
    { text: pooling, slots: { wide: secondMap, pool: q.secondPool }, value: last },
    {
      text: {
        en: 'Flatten: width, height and channels.',
        'zh-TW': '攤平：寬、高和通道數。',
        'zh-CN': '展平：宽、高和通道数。',
      },
      expression: `${last}*${last}*${q.secondFilters}`,
      value: flat(q),
    },
  ];
}
