import { numberTemplate, type Step } from '../../template.ts';
import { at, total } from '../../lists.ts';
import { operand, short, shortList } from '../../written.ts';
import { drawLogits, nameOf, namesUpTo, softmax, termsAdded } from './classes.ts';

interface Labelled extends Record<string, unknown> {
  z: number[];
  y: number;
}

const sumOfPowers = (z: readonly number[]): number => total(z.map((score) => Math.exp(score)));

/** log Σ_j exp(z_j) − z_y: Goodfellow, Bengio and Courville, Deep Learning, equation 6.30 with the sign changed. */
const loss = ({ z, y }: Labelled): number => Math.log(sumOfPowers(z)) - at(z, y);

const right = ({ z, y }: Labelled): number => at(softmax(z), y);

export const crossEntropyFromLogits = numberTemplate<Labelled>({
  id: 'loss.crossentropy.logits',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['cross-entropy', 'softmax'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const count = draw.pick([3, 3, 4]);
    return { z: drawLogits(draw, count), y: draw.integer(0, count - 1) };
  },
  holds: (q) => new Set(q.z).size === q.z.length && loss(q) > 0.15 && loss(q) < 4,
  stem: {
    en: 'For one example the logits of the classes {names} are {logits}, in this order; the true class is {name}. What is the softmax cross-entropy loss, with the natural logarithm?',
    'zh-TW':
      '某個樣本的類別 {names} 的 logits 依序為 {logits}，真實類別是 {name}。softmax 交叉熵損失是多少（用自然對數）？',
    'zh-CN':
      '某个样本的类别 {names} 的 logits 依次为 {logits}，真实类别是 {name}。softmax 交叉熵损失是多少（用自然对数）？',
  },
  slots: (q) => ({
    logits: shortList(q.z),
    names: namesUpTo(q.z.length),
    name: nameOf(q.y),
    own: short(at(q.z, q.y)),
    sum: short(sumOfPowers(q.z)),
    p: short(right(q)),
  }),
  key: loss,
  mistakes: [
    {
      id: 'log-two',
      value: (q) => loss(q) / Math.LN2,
      feedback: {
        en: 'That is the loss in bits. The natural logarithm was asked for, which has base e and not 2.',
        'zh-TW': '這是以位元計的損失。題目要用自然對數，底是 e，不是 2。',
        'zh-CN': '这是以比特计的损失。题目要用自然对数，底是 e，不是 2。',
      },
    },
    {
      id: 'log-ten',
      value: (q) => loss(q) / Math.LN10,
      feedback: {
        en: 'That takes the logarithm with base 10. Use the natural logarithm.',
        'zh-TW': '這裡取了以 10 為底的對數。要用自然對數。',
        'zh-CN': '这里取了以 10 为底的对数。要用自然对数。',
      },
    },
    {
      id: 'sign',
      value: (q) => -loss(q),
      feedback: {
        en: 'That is the logarithm of the probability, which is negative. The loss has the opposite sign.',
        'zh-TW': '這是機率的對數，是負數。損失要取相反的符號。',
        'zh-CN': '这是概率的对数，是负数。损失要取相反的符号。',
      },
    },
    {
      id: 'all-classes',
      value: ({ z }) => total(softmax(z).map((p) => -Math.log(p))),
      feedback: {
        en: 'That adds the negative logarithms of all classes. With a one-hot target only the true class {name} counts.',
        'zh-TW': '這把所有類別的負對數都加起來了。目標是獨熱向量時，只算真實類別 {name}。',
        'zh-CN': '这把所有类别的负对数都加起来了。目标是独热向量时，只算真实类别 {name}。',
      },
    },
    {
      id: 'entropy',
      value: ({ z }) => total(softmax(z).map((p) => -p * Math.log(p))),
      feedback: {
        en: 'That is the entropy of the prediction, which does not look at the true class. Weight the logarithms by the target.',
        'zh-TW': '這是預測分布本身的熵，沒有看真實類別。對數要以目標加權。',
        'zh-CN': '这是预测分布本身的熵，没有看真实类别。对数要以目标加权。',
      },
    },
    {
      id: 'one-minus-p',
      value: (q) => 1 - right(q),
      feedback: {
        en: 'That is how much the probability {p} falls short. Cross-entropy is its negative logarithm.',
        'zh-TW': '這是機率 {p} 還差多少。交叉熵是它的負對數。',
        'zh-CN': '这是概率 {p} 还差多少。交叉熵是它的负对数。',
      },
    },
    {
      id: 'squared-error',
      value: ({ z, y }) => total(softmax(z).map((p, index) => (p - Number(index === y)) ** 2)),
      feedback: {
        en: 'That is the squared error between the probabilities and the one-hot target. Take the negative logarithm of {p}.',
        'zh-TW': '這是機率與獨熱目標之間的平方誤差。要取 {p} 的負對數。',
        'zh-CN': '这是概率与独热目标之间的平方误差。要取 {p} 的负对数。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'The loss is the negative logarithm of the probability that the softmax gives to the true class.',
      'zh-TW': '損失就是 softmax 給真實類別的機率的負對數。',
      'zh-CN': '损失就是 softmax 给真实类别的概率的负对数。',
    },
    {
      en: 'L = log Σⱼ e^zⱼ − z_y',
      'zh-TW': 'L = log Σⱼ e^zⱼ − z_y',
      'zh-CN': 'L = log Σⱼ e^zⱼ − z_y',
    },
    {
      en: 'The exponentials of the logits add up to {sum}.',
      'zh-TW': '各 logits 的指數加起來是 {sum}。',
      'zh-CN': '各 logits 的指数加起来是 {sum}。',
    },
  ],
  difficulty: ({ z }) => (z.length === 3 ? 0.35 : 0.5) + 0.2 * Number(z.some((score) => score < 0)),
});

function stepsOf(q: Labelled): Step[] {
  const powers = q.z.map((score) => Math.exp(score));
  const logarithm = Math.log(total(powers));
  return [
    {
      text: {
        en: 'The exponentials of the logits, added:',
        'zh-TW': '各 logits 的指數相加：',
        'zh-CN': '各 logits 的指数相加：',
      },
      expression: termsAdded(powers),
      value: total(powers),
    },
    {
      text: {
        en: 'The natural logarithm of {sum}:',
        'zh-TW': '{sum} 的自然對數：',
        'zh-CN': '{sum} 的自然对数：',
      },
      slots: { sum: short(total(powers)) },
      value: logarithm,
    },
    {
      text: {
        en: 'Minus the logit of the true class {name}:',
        'zh-TW': '減去真實類別 {name} 的 logit：',
        'zh-CN': '减去真实类别 {name} 的 logit：',
      },
      slots: { name: nameOf(q.y) },
      expression: `${operand(logarithm)} - ${operand(at(q.z, q.y))}`,
      value: loss(q),
    },
  ];
}
