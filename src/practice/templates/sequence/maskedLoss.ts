import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';
import { total } from '../../lists.ts';

/** Two sentences of one batch, padded to the same length; what stands after `length` tokens is padding. */
interface MaskedBatch extends Record<string, unknown> {
  first: readonly number[];
  second: readonly number[];
  firstLength: number;
  secondLength: number;
}

const maskOf = (row: readonly number[], length: number): number[] =>
  row.map((_, index) => Number(index < length));
const masked = (row: readonly number[], length: number): number =>
  total(row.map((loss, index) => loss * (maskOf(row, length)[index] ?? 0)));
const maskedSum = (q: MaskedBatch): number =>
  masked(q.first, q.firstLength) + masked(q.second, q.secondLength);
const tokens = (q: MaskedBatch): number => q.firstLength + q.secondLength;
const cells = (q: MaskedBatch): number => q.first.length + q.second.length;
const wholeSum = (q: MaskedBatch): number => total(q.first) + total(q.second);
const listed = (row: readonly number[]): string => row.map((loss) => shownNumber(loss, 1)).join(', ');

export const maskedLoss = numberTemplate<MaskedBatch>({
  id: 'sequence.loss.masked',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['padding-masks'],
  answer: { of: 'real', decimals: 3 },
  params(draw) {
    const width = draw.pick([4, 5]);
    const [firstLength = 2, secondLength = 3] = draw.sample(width === 4 ? [1, 2, 3, 4] : [2, 3, 4, 5], 2);
    // Padding is easily predicted, so its loss is mostly small.
    const row = (length: number): number[] =>
      draw.list(width, (index) => (index < length ? draw.decimal(0.4, 3, 1) : draw.decimal(0.1, 1.5, 1)));
    return { first: row(firstLength), second: row(secondLength), firstLength, secondLength };
  },
  stem: {
    en: 'A batch holds two sentences, padded to {width} tokens. The loss of each token is A: {first} and B: {second}. The masks, 1 for a real token and 0 for padding, are A: {firstMask} and B: {secondMask}. What is the mean loss over all real tokens of the batch?',
    'zh-TW':
      '一個批次有兩個句子，都填補到 {width} 個 token。每個 token 的損失是 A：{first}；B：{second}。遮罩（1 表示真實 token，0 表示填補）是 A：{firstMask}；B：{secondMask}。整個批次所有真實 token 的平均損失是多少？',
    'zh-CN':
      '一个批次有两个句子，都填充到 {width} 个 token。每个 token 的损失是 A：{first}；B：{second}。掩码（1 表示真实 token，0 表示填充）是 A：{firstMask}；B：{secondMask}。整个批次所有真实 token 的平均损失是多少？',
  },
  slots: (q) => ({
    width: q.first.length,
    first: listed(q.first),
    second: listed(q.second),
    firstMask: maskOf(q.first, q.firstLength).join(', '),
    secondMask: maskOf(q.second, q.secondLength).join(', '),
    firstLength: q.firstLength,
    secondLength: q.secondLength,
    tokens: tokens(q),
    cells: cells(q),
    firstSum: masked(q.first, q.firstLength),
    secondSum: masked(q.second, q.secondLength),
  }),
  key: (q) => maskedSum(q) / tokens(q),
  mistakes: [
    {
      id: 'mean-of-all',
      value: (q) => wholeSum(q) / cells(q),
      feedback: {
        en: 'The padding was averaged in. Only the {tokens} real tokens count.',
        'zh-TW': '把填補也平均進去了。只有 {tokens} 個真實 token 要算。',
        'zh-CN': '把填充也平均进去了。只有 {tokens} 个真实 token 要算。',
      },
    },
    {
      id: 'divided-by-all',
      value: (q) => maskedSum(q) / cells(q),
      feedback: {
        en: 'The masked sum was divided by all {cells} places. Divide by the number of real tokens, {tokens}.',
        'zh-TW': '遮罩後的總和除以了全部 {cells} 個位置。應除以真實 token 的個數 {tokens}。',
        'zh-CN': '掩码后的总和除以了全部 {cells} 个位置。应除以真实 token 的个数 {tokens}。',
      },
    },
    {
      id: 'padding-in-the-sum',
      value: (q) => wholeSum(q) / tokens(q),
      feedback: {
        en: 'The losses of the padding stayed in the sum. Multiply each loss by its mask before adding up.',
        'zh-TW': '總和裡還留著填補的損失。相加之前，每個損失要先乘以遮罩。',
        'zh-CN': '总和里还留着填充的损失。相加之前，每个损失要先乘以掩码。',
      },
    },
    {
      id: 'sum-only',
      value: maskedSum,
      feedback: {
        en: 'That is the sum over the real tokens. Divide it by their number, {tokens}.',
        'zh-TW': '這是真實 token 的損失總和。還要除以個數 {tokens}。',
        'zh-CN': '这是真实 token 的损失总和。还要除以个数 {tokens}。',
      },
    },
    {
      id: 'mean-of-means',
      value: (q) =>
        (masked(q.first, q.firstLength) / q.firstLength + masked(q.second, q.secondLength) / q.secondLength) /
        2,
      feedback: {
        en: 'That is the mean of the two sentence means, which weighs tokens of the shorter sentence more. Divide the whole sum by {tokens}.',
        'zh-TW': '這是兩個句子平均值的平均，短句的 token 權重較大。應把總和除以 {tokens}。',
        'zh-CN': '这是两个句子平均值的平均，短句的 token 权重较大。应把总和除以 {tokens}。',
      },
    },
    {
      id: 'mask-inverted',
      value: (q) => (wholeSum(q) - maskedSum(q)) / (cells(q) - tokens(q)),
      feedback: {
        en: 'The mask was read the other way round: that is the mean over the padding. Here 1 marks a real token.',
        'zh-TW': '遮罩看反了：這是填補部分的平均。這裡 1 表示真實 token。',
        'zh-CN': '掩码看反了：这是填充部分的平均。这里 1 表示真实 token。',
      },
    },
    {
      id: 'per-sentence',
      value: (q) => maskedSum(q) / 2,
      feedback: {
        en: 'The sum was divided by the number of sentences. Divide by the number of real tokens, {tokens}.',
        'zh-TW': '總和除以了句子數。應除以真實 token 的個數 {tokens}。',
        'zh-CN': '总和除以了句子数。应除以真实 token 的个数 {tokens}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Padding is there to fill the rectangle. It may count neither in the sum nor in the number of tokens.',
      'zh-TW': '填補只是為了補齊長度。總和與 token 個數都不能算它。',
      'zh-CN': '填充只是为了补齐长度。总和与 token 个数都不能算它。',
    },
    {
      en: 'Σ mask·loss / Σ mask',
      'zh-TW': 'Σ 遮罩·損失 / Σ 遮罩',
      'zh-CN': 'Σ 掩码·损失 / Σ 掩码',
    },
    {
      en: 'Real tokens of A: {firstLength}, with losses of {firstSum} in all; of B: {secondLength}, with {secondSum} in all.',
      'zh-TW': 'A 的 {firstLength} 個真實 token 合計 {firstSum}，B 的 {secondLength} 個合計 {secondSum}。',
      'zh-CN': 'A 的 {firstLength} 个真实 token 合计 {firstSum}，B 的 {secondLength} 个合计 {secondSum}。',
    },
  ],
  difficulty: (q) => 0.3 + 0.05 * (cells(q) - tokens(q)),
});

function steps(q: MaskedBatch): Step[] {
  const real = [...q.first.slice(0, q.firstLength), ...q.second.slice(0, q.secondLength)];
  return [
    {
      text: {
        en: 'Add up the losses where the mask is 1:',
        'zh-TW': '把遮罩為 1 的損失相加：',
        'zh-CN': '把掩码为 1 的损失相加：',
      },
      expression: real.map(operand).join(' + '),
      value: maskedSum(q),
    },
    {
      text: {
        en: 'The masks add up to the number of real tokens:',
        'zh-TW': '遮罩相加得到真實 token 的個數：',
        'zh-CN': '掩码相加得到真实 token 的个数：',
      },
      expression: `${q.firstLength} + ${q.secondLength}`,
      value: tokens(q),
    },
    {
      text: {
        en: 'The mean is {sum} divided by {tokens}:',
        'zh-TW': '平均是 {sum} 除以 {tokens}：',
        'zh-CN': '平均是 {sum} 除以 {tokens}：',
      },
      slots: { sum: short(maskedSum(q)), tokens: tokens(q) },
      expression: `${operand(maskedSum(q))}/${tokens(q)}`,
      value: maskedSum(q) / tokens(q),
    },
  ];
}
