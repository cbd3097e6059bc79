import { numberTemplate, type Step } from '../../template.ts';
import { at, mean, total } from '../../lists.ts';
import { operand, short, shortList } from '../../written.ts';
import { termsAdded } from './classes.ts';

interface Observations extends Record<string, unknown> {
  xs: number[];
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (at(sorted, Math.floor(middle)) + at(sorted, Math.ceil(middle))) / 2;
};

const squaresAround = (values: readonly number[], centre: number): number[] =>
  values.map((value) => (value - centre) ** 2);

/** σ² = Σ (x − mean)² / n: Bishop, Pattern Recognition and Machine Learning, equation 1.56. */
const variance = ({ xs }: Observations): number => mean(squaresAround(xs, mean(xs)));

export const gaussianVariance = numberTemplate<Observations>({
  id: 'loss.likelihood.variance',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['maximum-likelihood'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({ xs: draw.list(draw.integer(4, 6), () => draw.integer(1, 15)) }),
  holds: (q) => variance(q) >= 1.5,
  stem: {
    en: 'The values {values} come from a normal distribution whose mean and variance are both unknown. What is the maximum likelihood estimate of the variance σ²?',
    'zh-TW': '數值 {values} 來自一個常態分布，其平均數與變異數都未知。變異數 σ² 的最大概似估計值是多少？',
    'zh-CN': '数值 {values} 来自一个正态分布，其均值与方差都未知。方差 σ² 的最大似然估计值是多少？',
  },
  slots: (q) => ({
    values: shortList(q.xs),
    n: q.xs.length,
    mean: short(mean(q.xs)),
    median: short(median(q.xs)),
    sum: short(total(squaresAround(q.xs, mean(q.xs)))),
  }),
  key: variance,
  mistakes: [
    {
      id: 'n-minus-one',
      value: (q) => (variance(q) * q.xs.length) / (q.xs.length - 1),
      feedback: {
        en: 'Dividing by n − 1 gives the unbiased estimate. The likelihood is largest when dividing by n = {n}.',
        'zh-TW': '除以 n − 1 得到的是不偏估計。使概似最大的是除以 n = {n}。',
        'zh-CN': '除以 n − 1 得到的是无偏估计。使似然最大的是除以 n = {n}。',
      },
    },
    {
      id: 'standard-deviation',
      value: (q) => Math.sqrt(variance(q)),
      feedback: {
        en: 'That is the standard deviation σ. The variance σ² is its square.',
        'zh-TW': '這是標準差 σ。變異數 σ² 是它的平方。',
        'zh-CN': '这是标准差 σ。方差 σ² 是它的平方。',
      },
    },
    {
      id: 'absolute-deviation',
      value: ({ xs }) => mean(xs.map((x) => Math.abs(x - mean(xs)))),
      feedback: {
        en: 'That averages the absolute deviations. Square each deviation from the mean {mean} before averaging.',
        'zh-TW': '這是離差絕對值的平均。要先把與平均數 {mean} 的離差平方，再取平均。',
        'zh-CN': '这是偏差绝对值的平均。要先把与均值 {mean} 的偏差平方，再取平均。',
      },
    },
    {
      id: 'around-median',
      value: ({ xs }) => mean(squaresAround(xs, median(xs))),
      when: ({ xs }) => median(xs) !== mean(xs),
      feedback: {
        en: 'The deviations were taken from the median {median}. The most likely centre is the mean {mean}.',
        'zh-TW': '這裡的離差是相對於中位數 {median}。概似最大的中心是平均數 {mean}。',
        'zh-CN': '这里的偏差是相对于中位数 {median}。似然最大的中心是均值 {mean}。',
      },
    },
    {
      id: 'not-divided',
      value: (q) => variance(q) * q.xs.length,
      feedback: {
        en: '{sum} is the sum of the squared deviations. Divide it by the {n} values.',
        'zh-TW': '{sum} 是離差平方和。還要除以數值個數 {n}。',
        'zh-CN': '{sum} 是偏差平方和。还要除以数值个数 {n}。',
      },
    },
    {
      id: 'not-centred',
      value: ({ xs }) => mean(squaresAround(xs, 0)),
      feedback: {
        en: 'That is the mean of the squared values. Subtract the mean {mean} from each value before squaring.',
        'zh-TW': '這是各數值平方的平均。平方之前要先減去平均數 {mean}。',
        'zh-CN': '这是各数值平方的平均。平方之前要先减去均值 {mean}。',
      },
    },
    {
      id: 'mean',
      value: ({ xs }) => mean(xs),
      feedback: {
        en: '{mean} is the estimate of the mean. The variance is the mean squared deviation from it.',
        'zh-TW': '{mean} 是平均數的估計值。變異數是與它的離差平方的平均。',
        'zh-CN': '{mean} 是均值的估计值。方差是与它的偏差平方的平均。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Write the log-likelihood and set its derivatives with respect to the mean and the variance to zero.',
      'zh-TW': '寫出對數概似，令它對平均數與變異數的導數為零。',
      'zh-CN': '写出对数似然，令它对均值与方差的导数为零。',
    },
    {
      en: 'σ² = (1/n) Σ (xᵢ − μ)², with μ = (1/n) Σ xᵢ',
      'zh-TW': 'σ² = (1/n) Σ (xᵢ − μ)²，其中 μ = (1/n) Σ xᵢ',
      'zh-CN': 'σ² = (1/n) Σ (xᵢ − μ)²，其中 μ = (1/n) Σ xᵢ',
    },
    {
      en: 'The mean of the {n} values is {mean}.',
      'zh-TW': '{n} 個數值的平均數是 {mean}。',
      'zh-CN': '{n} 个数值的均值是 {mean}。',
    },
  ],
  difficulty: ({ xs }) => 0.1 * (xs.length - 3) + (Number.isInteger(mean(xs)) ? 0 : 0.2),
});

function stepsOf(q: Observations): Step[] {
  const squares = squaresAround(q.xs, mean(q.xs));
  const n = q.xs.length;
  return [
    {
      text: {
        en: 'The most likely mean is the mean of the values:',
        'zh-TW': '概似最大的平均數就是這些數值的平均：',
        'zh-CN': '似然最大的均值就是这些数值的平均：',
      },
      expression: `(${termsAdded(q.xs)}) / ${n}`,
      value: mean(q.xs),
    },
    {
      text: {
        en: 'The squared deviations from it are {squares}. Their sum:',
        'zh-TW': '與它的離差平方是 {squares}。總和：',
        'zh-CN': '与它的偏差平方是 {squares}。总和：',
      },
      slots: { squares: shortList(squares) },
      value: total(squares),
    },
    {
      text: {
        en: 'Divided by the number of values, {n}:',
        'zh-TW': '除以數值個數 {n}：',
        'zh-CN': '除以数值个数 {n}：',
      },
      slots: { n },
      expression: `${operand(total(squares))} / ${n}`,
      value: variance(q),
    },
  ];
}
