import { numberTemplate, type Step } from '../../template.ts';
import { at, total } from '../../lists.ts';
import { short, shortList } from '../../written.ts';
import { drawLogits, nameOf, namesUpTo, softmax, termsAdded } from './classes.ts';

interface Scores extends Record<string, unknown> {
  z: number[];
  i: number;
}

/** softmax(z)_i = exp(z_i) / Σ_j exp(z_j): Goodfellow, Bengio and Courville, Deep Learning, equation 4.1. */
const probability = ({ z, i }: Scores): number => at(softmax(z), i);

const othersThan = ({ z, i }: Scores): number[] => z.filter((_, index) => index !== i);

export const softmaxProbability = numberTemplate<Scores>({
  id: 'loss.softmax.probability',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['softmax'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const count = draw.pick([3, 3, 4]);
    return { z: drawLogits(draw, count), i: draw.integer(0, count - 1) };
  },
  holds: (q) => new Set(q.z).size === q.z.length && probability(q) > 0.03 && probability(q) < 0.9,
  stem: {
    en: 'A classifier gives the logits {logits} for the classes {names}, in this order. What probability does the softmax give to class {name}?',
    'zh-TW': '一個分類器對類別 {names} 依序給出 logits {logits}。softmax 給類別 {name} 的機率是多少？',
    'zh-CN': '一个分类器对类别 {names} 依次给出 logits {logits}。softmax 给类别 {name} 的概率是多少？',
  },
  slots: ({ z, i }) => ({
    logits: shortList(z),
    names: namesUpTo(z.length),
    name: nameOf(i),
    own: short(at(z, i)),
    power: short(Math.exp(at(z, i))),
  }),
  key: probability,
  mistakes: [
    {
      id: 'linear',
      value: ({ z, i }) => at(z, i) / total(z),
      when: ({ z, i }) => at(z, i) > 0 && total(z) > 0,
      feedback: {
        en: 'That is the share of the logit itself. Softmax divides the exponentials of the logits, which are all positive.',
        'zh-TW': '這是 logit 本身所佔的比例。softmax 要用 logits 的指數相除，它們全是正數。',
        'zh-CN': '这是 logit 本身所占的比例。softmax 要用 logits 的指数相除，它们全是正数。',
      },
    },
    {
      id: 'sigmoid',
      value: ({ z, i }) => 1 / (1 + Math.exp(-at(z, i))),
      feedback: {
        en: 'That is the sigmoid of {own}, which ignores the other classes. Divide by the sum over all classes.',
        'zh-TW': '這是 {own} 的 sigmoid，沒有看其他類別。要除以所有類別的總和。',
        'zh-CN': '这是 {own} 的 sigmoid，没有看其他类别。要除以所有类别的总和。',
      },
    },
    {
      id: 'base-two',
      value: ({ z, i }) => 2 ** at(z, i) / total(z.map((score) => 2 ** score)),
      feedback: {
        en: 'These are powers of 2. Softmax takes powers of e.',
        'zh-TW': '這裡用了 2 的次方。softmax 用的是 e 的次方。',
        'zh-CN': '这里用了 2 的幂。softmax 用的是 e 的幂。',
      },
    },
    {
      id: 'not-normalised',
      value: ({ z, i }) => Math.exp(at(z, i)),
      feedback: {
        en: '{power} is only the exponential of the logit. Divide it by the sum of all exponentials.',
        'zh-TW': '{power} 只是這個 logit 的指數。還要除以所有指數的總和。',
        'zh-CN': '{power} 只是这个 logit 的指数。还要除以所有指数的总和。',
      },
    },
    {
      id: 'shifted-only',
      value: ({ z, i }) => Math.exp(at(z, i) - Math.max(...z)),
      when: ({ z, i }) => at(z, i) < Math.max(...z),
      feedback: {
        en: 'Subtracting the largest logit keeps the numbers small but does not normalise. Divide by the sum of the shifted exponentials.',
        'zh-TW': '減去最大的 logit 只讓數字變小，並沒有正規化。還要除以平移後各指數的總和。',
        'zh-CN': '减去最大的 logit 只让数字变小，并没有归一化。还要除以平移后各指数的总和。',
      },
    },
    {
      id: 'pairwise',
      value: (q) => 1 / (1 + Math.exp(Math.max(...othersThan(q)) - at(q.z, q.i))),
      feedback: {
        en: 'That compares class {name} with its strongest rival only. The sum runs over all classes.',
        'zh-TW': '這只把類別 {name} 與最強的對手相比。總和要包含所有類別。',
        'zh-CN': '这只把类别 {name} 与最强的对手相比。总和要包含所有类别。',
      },
    },
    {
      id: 'odds',
      value: (q) => Math.exp(at(q.z, q.i)) / total(othersThan(q).map((score) => Math.exp(score))),
      feedback: {
        en: 'That is the ratio to the sum of the other classes. The denominator also contains class {name} itself.',
        'zh-TW': '這是與其他類別總和的比值。分母的總和也要包含類別 {name} 自己。',
        'zh-CN': '这是与其他类别总和的比值。分母的总和也要包含类别 {name} 自己。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Make every logit positive with the exponential, then take the share of class {name}.',
      'zh-TW': '先用指數讓每個 logit 變成正數，再看類別 {name} 佔多少。',
      'zh-CN': '先用指数让每个 logit 变成正数，再看类别 {name} 占多少。',
    },
    {
      en: 'pᵢ = e^zᵢ / Σⱼ e^zⱼ',
      'zh-TW': 'pᵢ = e^zᵢ / Σⱼ e^zⱼ',
      'zh-CN': 'pᵢ = e^zᵢ / Σⱼ e^zⱼ',
    },
    {
      en: 'The exponential of {own} is {power}.',
      'zh-TW': '{own} 的指數是 {power}。',
      'zh-CN': '{own} 的指数是 {power}。',
    },
  ],
  difficulty: ({ z }) => (z.length === 3 ? 0.2 : 0.4) + 0.2 * Number(z.some((score) => score < 0)),
});

function stepsOf(q: Scores): Step[] {
  const powers = q.z.map((score) => Math.exp(score));
  return [
    {
      text: {
        en: 'The exponentials of the logits are {powers}.',
        'zh-TW': '各 logits 的指數是 {powers}。',
        'zh-CN': '各 logits 的指数是 {powers}。',
      },
      slots: { powers: shortList(powers) },
    },
    {
      text: {
        en: 'Their sum:',
        'zh-TW': '它們的總和：',
        'zh-CN': '它们的总和：',
      },
      expression: termsAdded(powers),
      value: total(powers),
    },
    {
      text: {
        en: 'The share of class {name}:',
        'zh-TW': '類別 {name} 所佔的比例：',
        'zh-CN': '类别 {name} 所占的比例：',
      },
      slots: { name: nameOf(q.i) },
      expression: `${String(at(powers, q.i))} / ${String(total(powers))}`,
      value: probability(q),
    },
  ];
}
