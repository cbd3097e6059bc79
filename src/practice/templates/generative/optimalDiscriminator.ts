import { numberTemplate } from '../../template.ts';

interface Densities extends Record<string, unknown> {
  p: number;
  q: number;
}

/** D*(x) = p(x) / (p(x) + q(x)): Goodfellow et al., Generative Adversarial Nets, proposition 1. */
const best = ({ p, q }: Densities): number => p / (p + q);

export const optimalDiscriminator = numberTemplate<Densities>({
  id: 'generative.gan.discriminator',
  version: 1,
  topic: 'generative',
  bloom: 'apply',
  skills: ['gan-objective'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({ p: draw.decimal(0.02, 0.98, 2), q: draw.decimal(0.02, 0.98, 2) }),
  holds: ({ p, q }) => Math.abs(p - q) >= 0.04,
  stem: {
    en: 'At one point x the real data have density p = {p}, and what the generator makes has density q = {q}. Real and generated samples come equally often. Which output D(x) for “real” maximises the objective of the GAN, p ln D + q ln(1 − D)?',
    'zh-TW':
      '在某一點 x，真實資料的密度是 p = {p}，生成器產生的樣本密度是 q = {q}。真實樣本與生成樣本出現得一樣多。判別器對「真實」的輸出 D(x) 是多少時，GAN 的目標 p ln D + q ln(1 − D) 最大？',
    'zh-CN':
      '在某一点 x，真实数据的密度是 p = {p}，生成器产生的样本密度是 q = {q}。真实样本与生成样本出现得一样多。判别器对“真实”的输出 D(x) 是多少时，GAN 的目标 p ln D + q ln(1 − D) 最大？',
  },
  slots: ({ p, q }) => ({ p, q }),
  key: best,
  mistakes: [
    {
      id: 'swapped',
      value: ({ p, q }) => best({ p: q, q: p }),
      feedback: {
        en: 'That is the probability of “generated”. D gives the one of “real”: the density of the data, {p}, stands on top.',
        'zh-TW': '這是「生成」的機率。D 給的是「真實」的機率：分子是資料的密度 {p}。',
        'zh-CN': '这是“生成”的概率。D 给的是“真实”的概率：分子是数据的密度 {p}。',
      },
    },
    {
      id: 'ratio',
      value: ({ p, q }) => p / q,
      feedback: {
        en: 'p / q are the odds, not a probability. Divide by the sum of both densities.',
        'zh-TW': 'p / q 是勝算，不是機率。要除以兩個密度的和。',
        'zh-CN': 'p / q 是几率比，不是概率。要除以两个密度的和。',
      },
    },
    {
      id: 'half',
      value: () => 0.5,
      feedback: {
        en: 'One half is the best output only where both densities are equal. Here they are {p} and {q}.',
        'zh-TW': '只有兩個密度相等時，一半才是最佳輸出。這裡是 {p} 和 {q}。',
        'zh-CN': '只有两个密度相等时，一半才是最佳输出。这里是 {p} 和 {q}。',
      },
    },
    {
      id: 'density-itself',
      value: ({ p }) => p,
      feedback: {
        en: 'A density is no probability of being real: compare it with the density of the generator, {q}.',
        'zh-TW': '密度不是「真實」的機率：要與生成器的密度 {q} 相比。',
        'zh-CN': '密度不是“真实”的概率：要与生成器的密度 {q} 相比。',
      },
    },
    {
      id: 'softmax',
      value: ({ p, q }) => 1 / (1 + Math.exp(q - p)),
      feedback: {
        en: 'That is the softmax of the densities. They are no logits: divide without the exponential function.',
        'zh-TW': '這是對密度做 softmax。密度不是 logit：不取指數，直接相除。',
        'zh-CN': '这是对密度做 softmax。密度不是 logit：不取指数，直接相除。',
      },
    },
    {
      id: 'difference',
      value: ({ p, q }) => Math.abs(p - q) / (p + q),
      feedback: {
        en: 'The difference of the densities is not on top: it is the density of the data, {p}.',
        'zh-TW': '分子不是兩個密度的差，而是資料的密度 {p}。',
        'zh-CN': '分子不是两个密度的差，而是数据的密度 {p}。',
      },
    },
  ],
  steps: ({ p, q }) => [
    {
      text: {
        en: 'The slope of the objective, {p}/D − {q}/(1 − D), is zero at D = {p}/({p} + {q}). The sum below the line:',
        'zh-TW': '目標的斜率 {p}/D − {q}/(1 − D) 在 D = {p}/({p} + {q}) 時為零。分母的和：',
        'zh-CN': '目标的斜率 {p}/D − {q}/(1 − D) 在 D = {p}/({p} + {q}) 时为零。分母的和：',
      },
      slots: { p, q },
      expression: `${p} + ${q}`,
      value: p + q,
    },
    {
      text: { en: 'The best output:', 'zh-TW': '最佳輸出：', 'zh-CN': '最佳输出：' },
      expression: `${p}/(${p} + ${q})`,
      value: best({ p, q }),
    },
  ],
  hints: [
    {
      en: 'At the maximum the slope with respect to D is zero: D is the probability that a sample at x is real.',
      'zh-TW': '最大值處對 D 的斜率為零：D 就是 x 處的樣本為真實的機率。',
      'zh-CN': '最大值处对 D 的斜率为零：D 就是 x 处的样本为真实的概率。',
    },
    { en: 'D = p / (p + q)', 'zh-TW': 'D = p / (p + q)', 'zh-CN': 'D = p / (p + q)' },
    {
      en: 'Divide {p} by the sum of {p} and {q}.',
      'zh-TW': '把 {p} 除以 {p} 與 {q} 的和。',
      'zh-CN': '把 {p} 除以 {p} 与 {q} 的和。',
    },
  ],
  difficulty: ({ p, q }) => (p > q ? 0.3 : 0.4),
});
