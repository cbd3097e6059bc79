import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface Signal extends Record<string, unknown> {
  x: readonly [number, number, number, number];
  k: number;
}

/** A power of −i, which is all that e^(−2πi kn/4) can be. */
const twiddles: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, -1],
  [-1, 0],
  [0, 1],
];

/** Real and imaginary part of Σ x[n] e^(−2πi kn/N): Oppenheim and Schafer, Discrete-Time Signal Processing, chapter 8. */
const bin = ({ x, k }: Signal): readonly [number, number] => {
  const part = (index: 0 | 1): number =>
    x.reduce((sum, sample, n) => sum + sample * (twiddles[(k * n) % 4]?.[index] ?? 0), 0);
  return [part(0), part(1)];
};

const magnitude = (q: Signal): number => Math.hypot(...bin(q));

export const dftMagnitude = numberTemplate<Signal>({
  id: 'signal.dft.magnitude',
  version: 1,
  topic: 'signal',
  bloom: 'apply',
  skills: ['dft'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => {
    const sample = (): number => draw.integer(-9, 9);
    return { x: [sample(), sample(), sample(), sample()], k: draw.pick([1, 1, 2, 3, 3]) };
  },
  holds: (q) => {
    const [real, imaginary] = bin(q);
    return magnitude(q) >= 2 && (q.k === 2 || (real !== 0 && imaginary !== 0));
  },
  stem: {
    en: 'A signal has 4 samples, x[0] to x[3]: {x}. Its discrete Fourier transform is X[k] = Σ x[n] e^(−2πi kn/4), without a factor in front. What is the magnitude |X[{k}]|?',
    'zh-TW':
      '一個訊號有 4 個取樣，x[0] 到 x[3]：{x}。它的離散傅立葉轉換是 X[k] = Σ x[n] e^(−2πi kn/4)，前面沒有係數。振幅 |X[{k}]| 是多少？',
    'zh-CN':
      '一个信号有 4 个采样，x[0] 到 x[3]：{x}。它的离散傅里叶变换是 X[k] = Σ x[n] e^(−2πi kn/4)，前面没有系数。幅值 |X[{k}]| 是多少？',
  },
  slots: (q) => ({
    x: q.x.map((sample) => shownNumber(sample)).join(', '),
    k: q.k,
    before: q.k - 1,
    real: bin(q)[0],
    factors: factorsOf(q.k),
  }),
  key: magnitude,
  mistakes: [
    {
      id: 'power',
      value: (q) => magnitude(q) ** 2,
      feedback: {
        en: 'That is the power |X|². The magnitude is its square root.',
        'zh-TW': '這是功率 |X|²。振幅是它的平方根。',
        'zh-CN': '这是功率 |X|²。幅值是它的平方根。',
      },
    },
    {
      id: 'divided',
      value: (q) => magnitude(q) / 4,
      feedback: {
        en: 'The transform defined here has no factor in front: do not divide by the number of samples, 4.',
        'zh-TW': '這裡定義的轉換前面沒有係數：不要除以取樣數 4。',
        'zh-CN': '这里定义的变换前面没有系数：不要除以采样数 4。',
      },
    },
    {
      id: 'real-part',
      value: (q) => Math.abs(bin(q)[0]),
      when: ({ k }) => k !== 2,
      feedback: {
        en: 'That is only the real part, {real}, without its sign. The imaginary part belongs to the magnitude too.',
        'zh-TW': '這只是實部 {real} 去掉正負號。振幅還要算上虛部。',
        'zh-CN': '这只是实部 {real} 去掉正负号。幅值还要算上虚部。',
      },
    },
    {
      id: 'counted-from-one',
      value: (q) => magnitude({ ...q, k: q.k - 1 }),
      feedback: {
        en: 'That is |X[{before}]|. The bins are counted from 0.',
        'zh-TW': '這是 |X[{before}]|。頻率編號從 0 開始。',
        'zh-CN': '这是 |X[{before}]|。频率编号从 0 开始。',
      },
    },
    {
      id: 'sum-of-parts',
      value: (q) => Math.abs(bin(q)[0]) + Math.abs(bin(q)[1]),
      when: ({ k }) => k !== 2,
      feedback: {
        en: 'Real and imaginary part are at right angles: add their squares and take the root.',
        'zh-TW': '實部與虛部互相垂直：要平方相加再開根號。',
        'zh-CN': '实部与虚部互相垂直：要平方相加再开根号。',
      },
    },
    {
      id: 'signed',
      value: (q) => bin(q)[0],
      when: (q) => q.k === 2 && bin(q)[0] < 0,
      feedback: {
        en: 'That is X[{k}] itself. A magnitude is never negative.',
        'zh-TW': '這是 X[{k}] 本身。振幅不會是負的。',
        'zh-CN': '这是 X[{k}] 本身。幅值不会是负的。',
      },
    },
    {
      id: 'no-rotation',
      value: ({ x }) => Math.abs(x.reduce((sum, sample) => sum + sample, 0)),
      feedback: {
        en: 'That is |X[0]|, the plain sum. For k = {k} the samples are multiplied by {factors} first.',
        'zh-TW': '這是 |X[0]|，單純的和。k = {k} 時，各取樣要先乘以 {factors}。',
        'zh-CN': '这是 |X[0]|，单纯的和。k = {k} 时，各采样要先乘以 {factors}。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'With 4 samples every factor e^(−2πi kn/4) is 1, −i, −1 or i: add up the real and the imaginary part separately.',
      'zh-TW': '取樣有 4 個時，每個因子 e^(−2πi kn/4) 只會是 1、−i、−1 或 i：實部和虛部分開相加。',
      'zh-CN': '采样有 4 个时，每个因子 e^(−2πi kn/4) 只会是 1、−i、−1 或 i：实部和虚部分开相加。',
    },
    {
      en: '|X| = √(Re² + Im²)',
      'zh-TW': '|X| = √(Re² + Im²)',
      'zh-CN': '|X| = √(Re² + Im²)',
    },
    {
      en: 'For k = {k} the factors of x[0] to x[3] are {factors}.',
      'zh-TW': 'k = {k} 時，x[0] 到 x[3] 的因子是 {factors}。',
      'zh-CN': 'k = {k} 时，x[0] 到 x[3] 的因子是 {factors}。',
    },
  ],
  difficulty: ({ k }) => ({ 1: 0.5, 2: 0.4 })[k] ?? 0.6,
});

const factorsOf = (k: number): string =>
  [0, 1, 2, 3].map((n) => ['1', '−i', '−1', 'i'][(k * n) % 4]).join(', ');

/** The samples that a part is made of, with their signs. */
function partOf({ x, k }: Signal, index: 0 | 1): string {
  const terms = x.flatMap((sample, n) => {
    const factor = twiddles[(k * n) % 4]?.[index] ?? 0;
    return factor === 0 ? [] : [`${factor < 0 ? '-' : '+'} ${operand(sample)}`];
  });
  return terms.length === 0 ? '0' : terms.join(' ').replace(/^\+ /u, '').replace(/^- /u, '-');
}

/** Where no factor is imaginary, the magnitude needs no root. */
function realStepsOf(q: Signal): Step[] {
  return [
    {
      text: {
        en: 'The samples are multiplied by {factors}, so there is only a real part:',
        'zh-TW': '各取樣乘以 {factors}，所以只有實部：',
        'zh-CN': '各采样乘以 {factors}，所以只有实部：',
      },
      slots: { factors: factorsOf(q.k) },
      expression: partOf(q, 0),
      value: bin(q)[0],
    },
    {
      text: { en: 'Without its sign, that is', 'zh-TW': '去掉正負號', 'zh-CN': '去掉正负号' },
      value: magnitude(q),
    },
  ];
}

function stepsOf(q: Signal): Step[] {
  const [real, imaginary] = bin(q);
  if (q.k === 2) return realStepsOf(q);
  return [
    {
      text: {
        en: 'The samples are multiplied by {factors}. The real part:',
        'zh-TW': '各取樣乘以 {factors}。實部：',
        'zh-CN': '各采样乘以 {factors}。实部：',
      },
      slots: { factors: factorsOf(q.k) },
      expression: partOf(q, 0),
      value: real,
    },
    {
      text: { en: 'The imaginary part:', 'zh-TW': '虛部：', 'zh-CN': '虚部：' },
      expression: partOf(q, 1),
      value: imaginary,
    },
    {
      text: { en: 'The sum of their squares:', 'zh-TW': '平方和：', 'zh-CN': '平方和：' },
      expression: `${operand(real)}^2 + ${operand(imaginary)}^2`,
      value: real ** 2 + imaginary ** 2,
    },
    {
      text: { en: 'Its square root', 'zh-TW': '它的平方根', 'zh-CN': '它的平方根' },
      value: magnitude(q),
    },
  ];
}
