import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface Latent extends Record<string, unknown> {
  mu: number;
  sigma: number;
}

/** KL(N(μ, σ²) ‖ N(0, 1)) in closed form: Kingma and Welling, Auto-Encoding Variational Bayes, appendix B. */
const divergence = ({ mu, sigma }: Latent): number => 0.5 * (mu ** 2 + sigma ** 2 - 1 - 2 * Math.log(sigma));

export const gaussianKl = numberTemplate<Latent>({
  id: 'generative.vae.kl',
  version: 1,
  topic: 'generative',
  bloom: 'apply',
  skills: ['vae-kl'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({ mu: draw.decimal(-2.5, 2.5, 2), sigma: draw.decimal(0.2, 2.5, 2) }),
  holds: (q) => Math.abs(q.mu) >= 0.3 && Math.abs(q.sigma - 1) >= 0.1 && divergence(q) >= 0.1,
  stem: {
    en: 'For one dimension of its code, the encoder of a variational autoencoder gives the normal distribution with mean μ = {mu} and standard deviation σ = {sigma}. What is the KL divergence KL(N(μ, σ²) ‖ N(0, 1)), with the natural logarithm?',
    'zh-TW':
      '變分自編碼器的編碼器，對編碼的其中一維給出平均數 μ = {mu}、標準差 σ = {sigma} 的常態分布。以自然對數計算，KL 散度 KL(N(μ, σ²) ‖ N(0, 1)) 是多少？',
    'zh-CN':
      '变分自编码器的编码器，对编码的其中一维给出均值 μ = {mu}、标准差 σ = {sigma} 的正态分布。以自然对数计算，KL 散度 KL(N(μ, σ²) ‖ N(0, 1)) 是多少？',
  },
  slots: ({ mu, sigma }) => ({ mu, sigma, meanSquare: mu ** 2, variance: sigma ** 2 }),
  key: divergence,
  mistakes: [
    {
      id: 'no-half',
      value: (q) => 2 * divergence(q),
      feedback: {
        en: 'The factor ½ is missing: halve the sum.',
        'zh-TW': '漏了係數 ½：整個和要減半。',
        'zh-CN': '漏了系数 ½：整个和要减半。',
      },
    },
    {
      id: 'not-squared',
      value: ({ mu, sigma }) => 0.5 * (mu ** 2 + sigma - 1 - Math.log(sigma)),
      feedback: {
        en: 'The formula uses the variance: put σ² = {variance}, not σ = {sigma}.',
        'zh-TW': '公式用的是變異數：代入 σ² = {variance}，不是 σ = {sigma}。',
        'zh-CN': '公式用的是方差：代入 σ² = {variance}，不是 σ = {sigma}。',
      },
    },
    {
      id: 'logarithm-added',
      value: ({ mu, sigma }) => 0.5 * (mu ** 2 + sigma ** 2 - 1 + 2 * Math.log(sigma)),
      feedback: {
        en: 'ln σ² is subtracted, not added.',
        'zh-TW': 'ln σ² 要減去，不是加上。',
        'zh-CN': 'ln σ² 要减去，不是加上。',
      },
    },
    {
      id: 'reversed',
      value: ({ mu, sigma }) => Math.log(sigma) + (1 + mu ** 2) / (2 * sigma ** 2) - 0.5,
      feedback: {
        en: 'That is KL(N(0, 1) ‖ N(μ, σ²)). The divergence is not symmetric: the distribution of the encoder comes first.',
        'zh-TW': '這是 KL(N(0, 1) ‖ N(μ, σ²))。散度不對稱：編碼器的分布在前。',
        'zh-CN': '这是 KL(N(0, 1) ‖ N(μ, σ²))。散度不对称：编码器的分布在前。',
      },
    },
    {
      id: 'no-mean',
      value: (q) => divergence({ ...q, mu: 0 }),
      feedback: {
        en: 'The mean was left out: μ² = {meanSquare} belongs to the sum.',
        'zh-TW': '漏了平均數：和裡要有 μ² = {meanSquare}。',
        'zh-CN': '漏了均值：和里要有 μ² = {meanSquare}。',
      },
    },
    {
      id: 'no-minus-one',
      value: (q) => divergence(q) + 0.5,
      feedback: {
        en: 'Subtract 1 within the sum: only then N(0, 1) itself has divergence 0.',
        'zh-TW': '和裡要減 1：這樣 N(0, 1) 自己的散度才是 0。',
        'zh-CN': '和里要减 1：这样 N(0, 1) 自己的散度才是 0。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'For two normal distributions the integral has a closed form: one part for the mean, one for the variance.',
      'zh-TW': '兩個常態分布之間的積分有封閉形式：一部分來自平均數，一部分來自變異數。',
      'zh-CN': '两个正态分布之间的积分有闭式解：一部分来自均值，一部分来自方差。',
    },
    {
      en: '½ (μ² + σ² − 1 − ln σ²)',
      'zh-TW': '½ (μ² + σ² − 1 − ln σ²)',
      'zh-CN': '½ (μ² + σ² − 1 − ln σ²)',
    },
    {
      en: 'μ² = {meanSquare} and σ² = {variance}.',
      'zh-TW': 'μ² = {meanSquare}，σ² = {variance}。',
      'zh-CN': 'μ² = {meanSquare}，σ² = {variance}。',
    },
  ],
  difficulty: ({ mu, sigma }) => 0.4 + 0.2 * Number(mu < 0) + 0.2 * Number(sigma < 1),
});

function stepsOf({ mu, sigma }: Latent): Step[] {
  const variance = Number((sigma ** 2).toFixed(4));
  const logarithm = Math.log(variance);
  const mean = operand(mu);
  return [
    {
      text: { en: 'The square of the mean:', 'zh-TW': '平均數的平方：', 'zh-CN': '均值的平方：' },
      expression: `${mean}^2`,
      value: mu ** 2,
    },
    {
      text: { en: 'The variance:', 'zh-TW': '變異數：', 'zh-CN': '方差：' },
      expression: `${sigma}^2`,
      value: variance,
    },
    {
      text: {
        en: 'Its natural logarithm, ln σ²',
        'zh-TW': '它的自然對數 ln σ²',
        'zh-CN': '它的自然对数 ln σ²',
      },
      value: logarithm,
    },
    {
      text: { en: 'Half of the sum:', 'zh-TW': '和的一半：', 'zh-CN': '和的一半：' },
      expression: `(${mean}^2 + ${variance} - 1 - ${operand(logarithm)})/2`,
      value: divergence({ mu, sigma }),
    },
  ];
}
