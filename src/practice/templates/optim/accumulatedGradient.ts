import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, shortOperand, tidy } from '../../written.ts';
import { total } from '../../lists.ts';

interface Accumulation extends Record<string, unknown> {
  sizes: number[];
  means: number[];
}

const weightedSum = ({ sizes, means }: Accumulation): number =>
  total(means.map((mean, index) => mean * (sizes[index] ?? 0)));
const overall = (q: Accumulation): number => weightedSum(q) / total(q.sizes);
const meanOfMeans = ({ means }: Accumulation): number => total(means) / means.length;
const list = (values: readonly number[]): string => values.map((value) => shownNumber(value)).join(', ');

export const accumulatedGradient = numberTemplate<Accumulation>({
  id: 'optim.accumulation.mean',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['gradient-accumulation'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const parts = draw.integer(2, 4);
    return {
      sizes: draw.list(parts, () => draw.integer(2, 16)),
      means: draw.list(parts, () => draw.decimal(-3, 3, 1)),
    };
  },
  holds: (q) =>
    new Set(q.means).size === q.means.length &&
    !q.means.includes(0) &&
    Math.abs(overall(q)) >= 0.1 &&
    Math.abs(meanOfMeans(q) - overall(q)) >= 0.02 * Math.abs(overall(q)),
  stem: {
    en: 'Gradients are accumulated over micro-batches of {sizes} examples, in this order. For one weight, the mean gradients of the micro-batches are {means}. What is its mean gradient over all {total} examples, as one large batch would give it?',
    'zh-TW':
      '梯度累積依序用了幾個微批次，樣本數為 {sizes}。某個權重在各微批次的平均梯度為 {means}。若把全部 {total} 個樣本當成一個大批次，它的平均梯度是多少？',
    'zh-CN':
      '梯度累积依次用了几个微批次，样本数为 {sizes}。某个权重在各微批次的平均梯度为 {means}。若把全部 {total} 个样本当成一个大批次，它的平均梯度是多少？',
  },
  slots: (q) => ({
    sizes: list(q.sizes),
    means: list(q.means),
    total: total(q.sizes),
    parts: q.sizes.length,
    firstSize: q.sizes[0] ?? 0,
    factor: shortOperand(q.means[0] ?? 0),
    firstSum: tidy((q.sizes[0] ?? 0) * (q.means[0] ?? 0)),
  }),
  key: overall,
  mistakes: [
    {
      id: 'mean-of-means',
      value: meanOfMeans,
      feedback: {
        en: 'That counts every micro-batch alike, though they differ in size. Weight each mean by its number of examples.',
        'zh-TW': '這樣每個微批次都一樣重，但它們大小不同。每個平均要以樣本數加權。',
        'zh-CN': '这样每个微批次都一样重，但它们大小不同。每个平均要以样本数加权。',
      },
    },
    {
      id: 'sum-of-means',
      value: ({ means }) => total(means),
      feedback: {
        en: 'The means were only added up. Weight them by size and divide by all {total} examples.',
        'zh-TW': '這樣只是把各平均相加。要以大小加權，再除以全部 {total} 個樣本。',
        'zh-CN': '这样只是把各平均相加。要以大小加权，再除以全部 {total} 个样本。',
      },
    },
    {
      id: 'only-last',
      value: ({ means }) => means.at(-1) ?? 0,
      feedback: {
        en: 'That is the gradient of the last micro-batch. The earlier ones were overwritten instead of accumulated.',
        'zh-TW': '這是最後一個微批次的梯度。之前的要累積，不能被覆蓋。',
        'zh-CN': '这是最后一个微批次的梯度。之前的要累积，不能被覆盖。',
      },
    },
    {
      id: 'per-micro-batch',
      value: (q) => weightedSum(q) / q.sizes.length,
      feedback: {
        en: 'The sum over all examples was divided by {parts} micro-batches. Divide it by {total} examples.',
        'zh-TW': '這樣把所有樣本的總和除以 {parts} 個微批次。要除以 {total} 個樣本。',
        'zh-CN': '这样把所有样本的总和除以 {parts} 个微批次。要除以 {total} 个样本。',
      },
    },
    {
      id: 'not-divided',
      value: weightedSum,
      feedback: {
        en: 'That is the sum over all examples. For the mean, divide by {total}.',
        'zh-TW': '這是所有樣本的總和。求平均還要除以 {total}。',
        'zh-CN': '这是所有样本的总和。求平均还要除以 {total}。',
      },
    },
    {
      id: 'upside-down',
      value: ({ sizes, means }) =>
        total(means.map((mean, index) => mean / (sizes[index] ?? 1))) / total(sizes.map((size) => 1 / size)),
      feedback: {
        en: 'The weights are upside down: small micro-batches count most. Multiply each mean by its size instead of dividing.',
        'zh-TW': '權重顛倒了，小的微批次反而最重。每個平均要乘以它的大小，不是除以。',
        'zh-CN': '权重颠倒了，小的微批次反而最重。每个平均要乘以它的大小，不是除以。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Every example counts the same, so a larger micro-batch counts more.',
      'zh-TW': '每個樣本一樣重，所以較大的微批次比較重。',
      'zh-CN': '每个样本一样重，所以较大的微批次比较重。',
    },
    {
      en: 'Σ nᵢ·gᵢ / Σ nᵢ',
      'zh-TW': 'Σ nᵢ·gᵢ / Σ nᵢ',
      'zh-CN': 'Σ nᵢ·gᵢ / Σ nᵢ',
    },
    {
      en: 'The first micro-batch contributes {firstSize}·{factor} = {firstSum} to the sum.',
      'zh-TW': '第一個微批次對總和貢獻 {firstSize}·{factor} = {firstSum}。',
      'zh-CN': '第一个微批次对总和贡献 {firstSize}·{factor} = {firstSum}。',
    },
  ],
  difficulty: ({ means }) => 0.3 + 0.1 * (means.length - 2) + 0.1 * Number(means.some((mean) => mean < 0)),
});

function solution(q: Accumulation): readonly Step[] {
  return [
    {
      text: {
        en: 'Size times mean gives the sum of a micro-batch. Add them up.',
        'zh-TW': '大小乘平均就是微批次的總和。把它們相加。',
        'zh-CN': '大小乘平均就是微批次的总和。把它们相加。',
      },
      expression: q.means
        .map((mean, index) => `${operand(q.sizes[index] ?? 0)}*${operand(mean)}`)
        .join(' + '),
      value: tidy(weightedSum(q)),
    },
    {
      text: { en: 'Count the examples.', 'zh-TW': '數一數樣本。', 'zh-CN': '数一数样本。' },
      expression: q.sizes.join(' + '),
      value: total(q.sizes),
    },
    {
      text: { en: 'Divide the sum by it.', 'zh-TW': '總和除以樣本數。', 'zh-CN': '总和除以样本数。' },
      expression: `${operand(weightedSum(q))}/${total(q.sizes)}`,
      value: tidy(overall(q)),
    },
  ];
}
