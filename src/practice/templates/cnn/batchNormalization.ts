import { shownNumber } from '../../numbers.ts';
import { mean, total } from '../../lists.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface Batch extends Record<string, unknown> {
  values: readonly number[];
  /** Which value is asked for, from 0. */
  index: number;
  gamma: number;
  beta: number;
}

const squares = (values: readonly number[]): number =>
  total(values.map((value) => (value - mean(values)) ** 2));
const variance = (values: readonly number[]): number => squares(values) / values.length;
const asked = ({ values, index }: Batch): number => values[index] ?? NaN;
const centred = (q: Batch): number => asked(q) - mean(q.values);
const normalized = (q: Batch): number => centred(q) / Math.sqrt(variance(q.values));
const output = (q: Batch): number => q.gamma * normalized(q) + q.beta;

/** Ioffe and Szegedy, Batch Normalization (2015), algorithm 1, with ε = 0. */
export const batchNormalization = numberTemplate<Batch>({
  id: 'cnn.batchnorm.output',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['batch-normalization'],
  answer: { of: 'real', decimals: 3 },
  params(draw) {
    const count = draw.integer(4, 5);
    return {
      values: draw.list(count, () => draw.integer(-8, 12)),
      index: draw.integer(0, count - 1),
      gamma: draw.pick([0.5, 0.8, 1.2, 1.5, 2, 2.5]),
      beta: draw.pick([-1.5, -1, -0.5, -0.2, 0.3, 0.5, 1, 2]),
    };
  },
  holds: (q) => variance(q.values) >= 2 && Math.abs(normalized(q)) > 0.3 && Math.abs(output(q)) > 0.05,
  stem: {
    en: 'During training, batch normalization receives these values of one unit from a batch of {count}: {list}. Scale γ = {gamma}, shift β = {beta}, ε = 0, and the variance divides by the batch size. What does the value {x} become?',
    'zh-TW':
      '訓練時，批次正規化收到某個神經元在大小 {count} 的批次中的值：{list}。縮放 γ = {gamma}，平移 β = {beta}，ε = 0，變異數除以批次大小。值 {x} 變成多少？',
    'zh-CN':
      '训练时，批归一化收到某个神经元在大小 {count} 的批次中的值：{list}。缩放 γ = {gamma}，平移 β = {beta}，ε = 0，方差除以批次大小。值 {x} 变成多少？',
  },
  slots: (q) => ({
    count: q.values.length,
    fewer: q.values.length - 1,
    list: q.values.map((value) => shownNumber(value)).join(', '),
    gamma: q.gamma,
    beta: q.beta,
    x: asked(q),
    mean: mean(q.values),
    variance: variance(q.values),
  }),
  key: output,
  mistakes: [
    {
      id: 'divided-by-one-less',
      value: (q) => (q.gamma * centred(q)) / Math.sqrt(squares(q.values) / (q.values.length - 1)) + q.beta,
      feedback: {
        en: 'The variance was divided by {fewer}. Batch normalization divides by the batch size, {count}.',
        'zh-TW': '變異數除以了 {fewer}。批次正規化除以批次大小 {count}。',
        'zh-CN': '方差除以了 {fewer}。批归一化除以批次大小 {count}。',
      },
    },
    {
      id: 'no-shift',
      value: (q) => q.gamma * normalized(q),
      feedback: {
        en: 'The shift was left out: add β = {beta} at the end.',
        'zh-TW': '漏了平移：最後要加上 β = {beta}。',
        'zh-CN': '漏了平移：最后要加上 β = {beta}。',
      },
    },
    {
      id: 'no-scale',
      value: (q) => normalized(q) + q.beta,
      feedback: {
        en: 'The scale was left out: multiply the normalized value by γ = {gamma} before the shift.',
        'zh-TW': '漏了縮放：平移之前，正規化的值要先乘上 γ = {gamma}。',
        'zh-CN': '漏了缩放：平移之前，归一化的值要先乘以 γ = {gamma}。',
      },
    },
    {
      id: 'normalized-only',
      value: normalized,
      feedback: {
        en: 'That is the normalized value. It is then scaled by γ = {gamma} and shifted by β = {beta}.',
        'zh-TW': '這是正規化的值。之後還要乘上 γ = {gamma}，再加 β = {beta}。',
        'zh-CN': '这是归一化的值。之后还要乘以 γ = {gamma}，再加 β = {beta}。',
      },
    },
    {
      id: 'variance-not-rooted',
      value: (q) => (q.gamma * centred(q)) / variance(q.values) + q.beta,
      feedback: {
        en: 'That divides by the variance {variance}. Divide by its square root, the standard deviation.',
        'zh-TW': '這樣除以了變異數 {variance}。要除以它的平方根，也就是標準差。',
        'zh-CN': '这样除以了方差 {variance}。要除以它的平方根，也就是标准差。',
      },
    },
    {
      id: 'mean-not-subtracted',
      value: (q) => (q.gamma * asked(q)) / Math.sqrt(variance(q.values)) + q.beta,
      when: ({ values }) => mean(values) !== 0,
      feedback: {
        en: 'The mean {mean} was not subtracted. Centre the value first, then divide.',
        'zh-TW': '沒有減去平均值 {mean}。先減平均值，再相除。',
        'zh-CN': '没有减去均值 {mean}。先减均值，再相除。',
      },
    },
    {
      id: 'shift-before-scale',
      value: (q) => q.gamma * (normalized(q) + q.beta),
      feedback: {
        en: 'The shift was added before scaling. Scale first, then add β = {beta}.',
        'zh-TW': '縮放之前就加了平移。要先縮放，再加 β = {beta}。',
        'zh-CN': '缩放之前就加了平移。要先缩放，再加 β = {beta}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Centre the value with the mean of the batch, divide by the standard deviation of the batch, then scale and shift.',
      'zh-TW': '先減去批次的平均值，除以批次的標準差，再縮放和平移。',
      'zh-CN': '先减去批次的均值，除以批次的标准差，再缩放和平移。',
    },
    {
      en: 'y = γ · (x − μ) / √(σ² + ε) + β',
      'zh-TW': 'y = γ · (x − μ) / √(σ² + ε) + β',
      'zh-CN': 'y = γ · (x − μ) / √(σ² + ε) + β',
    },
    {
      en: 'The mean of {list} is μ = {mean}.',
      'zh-TW': '{list} 的平均值是 μ = {mean}。',
      'zh-CN': '{list} 的均值是 μ = {mean}。',
    },
  ],
  difficulty: ({ values, beta }) => 0.5 + 0.2 * Number(values.length > 4) + 0.2 * Number(beta < 0),
});

function steps(q: Batch): Step[] {
  const { values, gamma, beta } = q;
  const [count, centre] = [values.length, operand(Number(mean(values).toPrecision(12)))];
  const deviation = Math.sqrt(variance(values));
  return [
    {
      text: { en: 'The mean.', 'zh-TW': '平均值。', 'zh-CN': '均值。' },
      expression: `(${values.map(operand).join(' + ')})/${count}`,
      value: mean(values),
    },
    {
      text: {
        en: 'The variance: the mean of the squared distances from it.',
        'zh-TW': '變異數：與平均值之差的平方的平均。',
        'zh-CN': '方差：与均值之差的平方的平均。',
      },
      expression: `(${values.map((value) => `(${operand(value)} - ${centre})^2`).join(' + ')})/${count}`,
      value: variance(values),
    },
    {
      text: {
        en: 'Its square root, the standard deviation.',
        'zh-TW': '它的平方根，也就是標準差。',
        'zh-CN': '它的平方根，也就是标准差。',
      },
      value: deviation,
    },
    {
      text: { en: 'The normalized value.', 'zh-TW': '正規化的值。', 'zh-CN': '归一化的值。' },
      expression: `(${operand(asked(q))} - ${centre})/${operand(deviation)}`,
      value: normalized(q),
    },
    {
      text: { en: 'Scaled and shifted.', 'zh-TW': '縮放和平移。', 'zh-CN': '缩放和平移。' },
      expression: `${operand(gamma)}*${operand(normalized(q))} + ${operand(beta)}`,
      value: output(q),
    },
  ];
}
