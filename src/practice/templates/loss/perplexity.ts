import { numberTemplate, type Step } from '../../template.ts';
import { total } from '../../lists.ts';
import { operand, short, shortList } from '../../written.ts';
import { termsAdded } from './classes.ts';

interface Tokens extends Record<string, unknown> {
  /** What the model gave to each token that came. */
  p: number[];
}

const losses = ({ p }: Tokens): number[] => p.map((one) => -Math.log(one));

const meanLoss = (q: Tokens): number => total(losses(q)) / q.p.length;

/** exp of the mean negative log-likelihood per token: Jurafsky and Martin, Speech and Language Processing, chapter 3. */
const perplexityOf = (q: Tokens): number => Math.exp(meanLoss(q));

export const perplexity = numberTemplate<Tokens>({
  id: 'loss.perplexity.tokens',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['perplexity', 'cross-entropy'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({ p: draw.list(draw.integer(3, 5), () => draw.decimal(0.05, 0.9, 2)) }),
  holds: (q) => new Set(q.p).size === q.p.length && perplexityOf(q) > 1.3,
  stem: {
    en: 'A language model gave the tokens of a text the probabilities {list}, each given the tokens before it. What is the perplexity of the model on this text?',
    'zh-TW':
      '一個語言模型給一段文字各個 token 的機率依序為 {list}（每個都以前面的 token 為條件）。模型在這段文字上的困惑度是多少？',
    'zh-CN':
      '一个语言模型给一段文字各个 token 的概率依次为 {list}（每个都以前面的 token 为条件）。模型在这段文字上的困惑度是多少？',
  },
  slots: (q) => ({
    list: shortList(q.p),
    n: q.p.length,
    first: short(q.p[0] ?? NaN),
    loss: short(losses(q)[0] ?? NaN),
    mean: short(meanLoss(q)),
    sum: short(total(losses(q))),
  }),
  key: perplexityOf,
  mistakes: [
    {
      id: 'two-to-nats',
      value: (q) => 2 ** meanLoss(q),
      feedback: {
        en: 'The mean loss {mean} is in nats, so raise e to it. A power of 2 belongs to logarithms with base 2.',
        'zh-TW': '平均損失 {mean} 用的是自然對數，所以要取 e 的次方。2 的次方配的是以 2 為底的對數。',
        'zh-CN': '平均损失 {mean} 用的是自然对数，所以要取 e 的幂。2 的幂配的是以 2 为底的对数。',
      },
    },
    {
      id: 'arithmetic-mean',
      value: ({ p }) => p.length / total(p),
      feedback: {
        en: 'That is 1 divided by the arithmetic mean of the probabilities. Perplexity takes the geometric mean.',
        'zh-TW': '這是 1 除以機率的算術平均。困惑度用的是幾何平均。',
        'zh-CN': '这是 1 除以概率的算术平均。困惑度用的是几何平均。',
      },
    },
    {
      id: 'mean-of-inverses',
      value: ({ p }) => total(p.map((one) => 1 / one)) / p.length,
      feedback: {
        en: 'That averages the inverse probabilities themselves. Average the logarithms, then take the exponential.',
        'zh-TW': '這是直接平均機率的倒數。要先平均對數，再取指數。',
        'zh-CN': '这是直接平均概率的倒数。要先平均对数，再取指数。',
      },
    },
    {
      id: 'no-exponential',
      value: meanLoss,
      feedback: {
        en: '{mean} is the mean negative log-likelihood per token. Perplexity is its exponential.',
        'zh-TW': '{mean} 是每個 token 的平均負對數概似。困惑度是它的指數。',
        'zh-CN': '{mean} 是每个 token 的平均负对数似然。困惑度是它的指数。',
      },
    },
    {
      id: 'sum-not-mean',
      value: (q) => Math.exp(total(losses(q))),
      feedback: {
        en: 'That is the inverse probability of the whole text. Divide the sum {sum} by the {n} tokens before the exponential.',
        'zh-TW': '這是整段文字機率的倒數。取指數之前，要把總和 {sum} 除以 token 數 {n}。',
        'zh-CN': '这是整段文字概率的倒数。取指数之前，要把总和 {sum} 除以 token 数 {n}。',
      },
    },
    {
      id: 'sign',
      value: (q) => Math.exp(-meanLoss(q)),
      feedback: {
        en: 'That is the geometric mean of the probabilities. Perplexity is its inverse, so it is never below 1.',
        'zh-TW': '這是機率的幾何平均。困惑度是它的倒數，所以不會小於 1。',
        'zh-CN': '这是概率的几何平均。困惑度是它的倒数，所以不会小于 1。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Perplexity is the number of equally likely tokens among which the model would be just as unsure.',
      'zh-TW': '困惑度是指：模型的不確定程度，相當於在多少個等可能的 token 之中選擇。',
      'zh-CN': '困惑度是指：模型的不确定程度，相当于在多少个等可能的 token 之中选择。',
    },
    {
      en: 'exp(−(1/n) Σ ln pᵢ)',
      'zh-TW': 'exp(−(1/n) Σ ln pᵢ)',
      'zh-CN': 'exp(−(1/n) Σ ln pᵢ)',
    },
    {
      en: 'The first token has the loss −ln({first}) = {loss}.',
      'zh-TW': '第一個 token 的損失是 −ln({first}) = {loss}。',
      'zh-CN': '第一个 token 的损失是 −ln({first}) = {loss}。',
    },
  ],
  difficulty: ({ p }) => 0.2 * (p.length - 2),
});

function stepsOf(q: Tokens): Step[] {
  const n = q.p.length;
  return [
    {
      text: {
        en: 'The negative natural logarithms of the probabilities, added:',
        'zh-TW': '各機率的負自然對數相加：',
        'zh-CN': '各概率的负自然对数相加：',
      },
      expression: termsAdded(losses(q)),
      value: total(losses(q)),
    },
    {
      text: {
        en: 'Their mean over {n} tokens:',
        'zh-TW': '對 {n} 個 token 取平均：',
        'zh-CN': '对 {n} 个 token 取平均：',
      },
      slots: { n },
      expression: `${operand(total(losses(q)))} / ${n}`,
      value: meanLoss(q),
    },
    {
      text: {
        en: 'The perplexity is the exponential of {mean}:',
        'zh-TW': '困惑度是 {mean} 的指數：',
        'zh-CN': '困惑度是 {mean} 的指数：',
      },
      slots: { mean: short(meanLoss(q)) },
      value: perplexityOf(q),
    },
  ];
}
