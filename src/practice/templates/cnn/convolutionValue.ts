import { numberTemplate, type Step } from '../../template.ts';
import { shownNumber } from '../../numbers.ts';
import { operand } from '../../written.ts';
import { rowsOf, shownGrid } from './rowsOf.ts';

interface Place extends Record<string, unknown> {
  patch: readonly number[];
  kernel: readonly number[];
  bias: number;
}

const at = (cells: readonly number[], index: number): number => cells[index] ?? 0;
const dot = (patch: readonly number[], kernel: readonly number[]): number =>
  patch.reduce((sum, pixel, index) => sum + pixel * at(kernel, index), 0);
/** Row and column of a 3×3 grid changed places. */
const transposed = (kernel: readonly number[]): number[] =>
  kernel.map((_, index) => at(kernel, (index % 3) * 3 + Math.floor(index / 3)));
const value = ({ patch, kernel, bias }: Place): number => dot(patch, kernel) + bias;

/** Cross-correlation, which deep learning calls convolution: Goodfellow et al., Deep Learning, equation 9.6. */
export const convolutionValue = numberTemplate<Place>({
  id: 'cnn.conv.value',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['conv-computation'],
  lesson: { lesson: 'cnn-on-mnist', section: 'convolution' },
  answer: { of: 'integer' },
  params: (draw) => ({
    patch: draw.list(9, () => draw.integer(0, 9)),
    kernel: draw.list(9, () => draw.pick([-2, -1, -1, 0, 1, 1, 2])),
    bias: draw.pick([-5, -4, -3, -2, 2, 3, 4, 5]),
  }),
  holds: ({ kernel }) => kernel.some((weight) => weight < 0) && kernel.some((weight) => weight > 0),
  stem: {
    en: 'A convolutional layer computes a cross-correlation, as frameworks do. The kernel {kernel} (row by row) lies on the patch {patch} of the input, and the bias is {bias}. Which value comes out, before any activation?',
    'zh-TW':
      '卷積層像各框架那樣計算互相關。卷積核 {kernel}（逐列寫出）疊在輸入的小塊 {patch} 上，偏差是 {bias}。在激活函數之前，輸出的值是多少？',
    'zh-CN':
      '卷积层像各框架那样计算互相关。卷积核 {kernel}（逐行写出）叠在输入的小块 {patch} 上，偏置是 {bias}。在激活函数之前，输出的值是多少？',
  },
  slots: ({ patch, kernel, bias }) => ({
    patch: shownGrid(patch, 3),
    kernel: shownGrid(kernel, 3),
    bias,
    pixel: at(patch, 0),
    weight: at(kernel, 0) < 0 ? `(${shownNumber(at(kernel, 0))})` : at(kernel, 0),
    sum: dot(patch, kernel),
  }),
  key: value,
  mistakes: [
    {
      id: 'flipped-kernel',
      value: ({ patch, kernel, bias }) => dot(patch, [...kernel].reverse()) + bias,
      feedback: {
        en: 'That turns the kernel around first, as mathematics does. A cross-correlation lays it on the patch as it is.',
        'zh-TW': '這樣先把卷積核翻轉了，那是數學上的卷積。互相關是原樣疊上去。',
        'zh-CN': '这样先把卷积核翻转了，那是数学上的卷积。互相关是原样叠上去。',
      },
    },
    {
      id: 'transposed-kernel',
      value: ({ patch, kernel, bias }) => dot(patch, transposed(kernel)) + bias,
      feedback: {
        en: 'Rows were paired with columns. The first row of the kernel belongs on the first row of the patch.',
        'zh-TW': '列和行配錯了。卷積核的第一列要對上小塊的第一列。',
        'zh-CN': '行和列配错了。卷积核的第一行要对上小块的第一行。',
      },
    },
    {
      id: 'no-bias',
      value: ({ patch, kernel }) => dot(patch, kernel),
      feedback: {
        en: 'That is the sum of products alone. Add the bias {bias}.',
        'zh-TW': '這只是乘積的總和。還要加上偏差 {bias}。',
        'zh-CN': '这只是乘积的总和。还要加上偏置 {bias}。',
      },
    },
    {
      id: 'bias-each-time',
      value: ({ patch, kernel, bias }) => dot(patch, kernel) + 9 * bias,
      feedback: {
        en: 'The bias was added to each product. It is added once, to the sum.',
        'zh-TW': '每個乘積都加了偏差。偏差只在總和上加一次。',
        'zh-CN': '每个乘积都加了偏置。偏置只在总和上加一次。',
      },
    },
    {
      id: 'mean',
      value: ({ patch, kernel, bias }) => dot(patch, kernel) / 9 + bias,
      feedback: {
        en: 'That takes the mean of the products. A convolution takes their sum.',
        'zh-TW': '這是乘積的平均。卷積取的是總和。',
        'zh-CN': '这是乘积的平均。卷积取的是总和。',
      },
    },
    {
      id: 'absolute-weights',
      value: ({ patch, kernel, bias }) => dot(patch, kernel.map(Math.abs)) + bias,
      feedback: {
        en: 'The minus signs of the weights were lost. A negative weight takes its pixel away from the sum.',
        'zh-TW': '權重的負號不見了。負的權重會從總和中減去對應的像素。',
        'zh-CN': '权重的负号丢了。负的权重会从总和中减去对应的像素。',
      },
    },
    {
      id: 'bias-subtracted',
      value: ({ patch, kernel, bias }) => dot(patch, kernel) - bias,
      feedback: {
        en: 'The bias has the wrong sign: add {bias} to the sum {sum}.',
        'zh-TW': '偏差的正負號弄反了：總和 {sum} 要加上 {bias}。',
        'zh-CN': '偏置的正负号弄反了：总和 {sum} 要加上 {bias}。',
      },
    },
    {
      id: 'with-relu',
      value: () => 0,
      when: (q) => value(q) < 0,
      feedback: {
        en: 'That is what ReLU would make of it. The value before the activation is negative.',
        'zh-TW': '這是經過 ReLU 之後的值。激活函數之前的值是負的。',
        'zh-CN': '这是经过 ReLU 之后的值。激活函数之前的值是负的。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Multiply each weight by the pixel below it, add up the products, and add the bias.',
      'zh-TW': '每個權重乘上它下面的像素，把乘積加起來，再加偏差。',
      'zh-CN': '每个权重乘以它下面的像素，把乘积加起来，再加偏置。',
    },
    {
      en: 'y = b + Σ_u Σ_v w[u, v] · x[u, v]',
      'zh-TW': 'y = b + Σ_u Σ_v w[u, v] · x[u, v]',
      'zh-CN': 'y = b + Σ_u Σ_v w[u, v] · x[u, v]',
    },
    {
      en: 'The first product, at the top left, is {weight} · {pixel}.',
      'zh-TW': '第一個乘積在左上角，是 {weight} · {pixel}。',
      'zh-CN': '第一个乘积在左上角，是 {weight} · {pixel}。',
    },
  ],
  difficulty: ({ kernel }) => 0.05 * kernel.filter((weight) => weight !== 0).length,
});

const rowTexts = [
  {
    en: 'The top row: weight times pixel, added up.',
    'zh-TW': '最上面一列：權重乘像素，加起來。',
    'zh-CN': '最上面一行：权重乘像素，加起来。',
  },
  { en: 'The middle row.', 'zh-TW': '中間一列。', 'zh-CN': '中间一行。' },
  { en: 'The bottom row.', 'zh-TW': '最下面一列。', 'zh-CN': '最下面一行。' },
] as const;

function steps(q: Place): Step[] {
  const kernelRows = rowsOf(q.kernel, 3);
  const sums: number[] = [];
  const rows = rowsOf(q.patch, 3).map((pixels, row): Step => {
    const weights = kernelRows[row] ?? [];
    const sum = dot(pixels, weights);
    sums.push(sum);
    return {
      text: rowTexts[row] ?? rowTexts[0],
      expression: pixels
        .map((pixel, column) => `${operand(at(weights, column))}*${operand(pixel)}`)
        .join(' + '),
      value: sum,
    };
  });
  return [
    ...rows,
    {
      text: {
        en: 'All rows and the bias.',
        'zh-TW': '各列相加，再加偏差。',
        'zh-CN': '各行相加，再加偏置。',
      },
      expression: [...sums, q.bias].map(operand).join(' + '),
      value: value(q),
    },
  ];
}
