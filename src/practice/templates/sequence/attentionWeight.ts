import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

interface Attention extends Record<string, unknown> {
  query: readonly number[];
  keys: readonly (readonly number[])[];
  /** Whose weight is asked for, from 0. */
  asked: number;
  /** The token of the query, from 0. There is always one after it. */
  at: number;
}

const scores = ({ query, keys }: Attention): number[] =>
  keys.map((key) => key.reduce((sum, value, index) => sum + value * (query[index] ?? 0), 0));
const scaled = (q: Attention): number[] => scores(q).map((score) => score / Math.sqrt(q.query.length));
const share = (values: readonly number[], asked: number): number =>
  (values[asked] ?? 0) / values.reduce((sum, value) => sum + value, 0);
const softmax = (values: readonly number[], asked: number): number => share(values.map(Math.exp), asked);

/** Vaswani et al., Attention is all you need (2017): softmax(q·k / √d). */
const weight = (q: Attention): number => softmax(scaled(q), q.asked);

const vector = (values: readonly number[]): string =>
  `(${values.map((value) => shownNumber(value)).join(', ')})`;

export const attentionWeight = numberTemplate<Attention>({
  id: 'sequence.attention.weight',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['scaled-dot-product-attention'],
  answer: { of: 'real', decimals: 3 },
  params(draw) {
    const [d, count] = [draw.pick([2, 2, 4]), draw.pick([2, 3, 3])];
    const list = (): number[] => draw.list(d, () => draw.integer(-2, 2));
    const at = draw.integer(0, count - 2);
    return { query: list(), keys: draw.list(count, list), asked: draw.integer(0, count - 1), at };
  },
  holds(q) {
    const all = scores(q);
    return (
      new Set(all).size === all.length &&
      Math.max(...all) - Math.min(...all) <= 6 &&
      q.query.filter((value) => value !== 0).length > 1 &&
      weight(q) > 0.04 &&
      weight(q) < 0.96
    );
  },
  stem: {
    en: 'Scaled dot-product attention without a mask: the query of token {at} is {query}, and the keys of the {count} tokens are, in order, {keys}. What attention weight does token {asked} get?',
    'zh-TW':
      '無遮罩的縮放點積注意力：token {at} 的查詢向量是 {query}，{count} 個 token 的鍵向量依序為 {keys}。token {asked} 得到的注意力權重是多少？',
    'zh-CN':
      '无掩码的缩放点积注意力：token {at} 的查询向量是 {query}，{count} 个 token 的键向量依次为 {keys}。token {asked} 得到的注意力权重是多少？',
  },
  slots: (q) => ({
    at: q.at + 1,
    asked: q.asked + 1,
    count: q.keys.length,
    query: vector(q.query),
    keys: q.keys.map(vector).join(', '),
    d: q.query.length,
    scores: scores(q)
      .map((score) => shownNumber(score))
      .join(', '),
  }),
  key: weight,
  mistakes: [
    {
      id: 'no-scale',
      value: (q) => softmax(scores(q), q.asked),
      feedback: {
        en: 'The scores were not scaled. Divide them by √{d} before the softmax.',
        'zh-TW': '分數沒有縮放。softmax 之前要除以 √{d}。',
        'zh-CN': '分数没有缩放。softmax 之前要除以 √{d}。',
      },
    },
    {
      id: 'scaled-by-d',
      value: (q) =>
        softmax(
          scores(q).map((score) => score / q.query.length),
          q.asked,
        ),
      feedback: {
        en: 'The scores were divided by {d}. Divide by its square root, √{d}.',
        'zh-TW': '分數除以了 {d}。應除以它的平方根 √{d}。',
        'zh-CN': '分数除以了 {d}。应除以它的平方根 √{d}。',
      },
    },
    {
      id: 'multiplied',
      value: (q) =>
        softmax(
          scores(q).map((score) => score * Math.sqrt(q.query.length)),
          q.asked,
        ),
      feedback: {
        en: 'The scores were multiplied by √{d}. Scaling divides by it, to keep the softmax soft.',
        'zh-TW': '分數乘以了 √{d}。縮放是除以它，讓 softmax 不致太尖銳。',
        'zh-CN': '分数乘以了 √{d}。缩放是除以它，让 softmax 不致太尖锐。',
      },
    },
    {
      id: 'linear',
      value: (q) => share(scores(q), q.asked),
      when: (q) => scores(q).every((score) => score > 0),
      feedback: {
        en: 'That is the share of the score itself. The softmax takes the share of its exponential.',
        'zh-TW': '這是分數本身所佔的比例。softmax 取的是指數所佔的比例。',
        'zh-CN': '这是分数本身所占的比例。softmax 取的是指数所占的比例。',
      },
    },
    {
      id: 'causal',
      value: (q) => softmax(scaled(q).slice(0, q.at + 1), q.asked),
      when: ({ asked, at }) => asked <= at && at > 0,
      feedback: {
        en: 'That hides the tokens after token {at}, as a causal mask does. Here there is no mask: all {count} tokens share the weight.',
        'zh-TW':
          '這樣像因果遮罩一樣遮住了 token {at} 之後的 token。這裡沒有遮罩：{count} 個 token 共分權重。',
        'zh-CN':
          '这样像因果掩码一样遮住了 token {at} 之后的 token。这里没有掩码：{count} 个 token 共分权重。',
      },
    },
    {
      id: 'sigmoid',
      value: (q) => 1 / (1 + Math.exp(-(scaled(q)[q.asked] ?? 0))),
      feedback: {
        en: 'That is the sigmoid of one score. The weight also depends on the scores of the other keys.',
        'zh-TW': '這是單一分數的 sigmoid。權重也取決於其他鍵的分數。',
        'zh-CN': '这是单个分数的 sigmoid。权重也取决于其他键的分数。',
      },
    },
    {
      id: 'base-two',
      value: (q) =>
        share(
          scaled(q).map((score) => 2 ** score),
          q.asked,
        ),
      feedback: {
        en: 'Powers of 2 were taken. The softmax takes powers of e ≈ 2.718.',
        'zh-TW': '這樣取的是 2 的次方。softmax 取 e ≈ 2.718 的次方。',
        'zh-CN': '这样取的是 2 的次方。softmax 取 e ≈ 2.718 的次方。',
      },
    },
    {
      id: 'uniform',
      value: (q) => 1 / q.keys.length,
      feedback: {
        en: 'Equal weights come out only if all scores are equal. The scores are {scores}.',
        'zh-TW': '只有分數全部相等時，權重才相等。這裡的分數是 {scores}。',
        'zh-CN': '只有分数全部相等时，权重才相等。这里的分数是 {scores}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'How well does the query match each key? Turn the scaled scores into shares that add up to 1.',
      'zh-TW': '查詢與每個鍵有多相配？把縮放後的分數變成總和為 1 的比例。',
      'zh-CN': '查询与每个键有多相配？把缩放后的分数变成总和为 1 的比例。',
    },
    {
      en: 'e^(q·k / √d) divided by the sum of the same over all keys',
      'zh-TW': 'e^(q·k / √d) 除以所有鍵的同一項之和',
      'zh-CN': 'e^(q·k / √d) 除以所有键的同一项之和',
    },
    {
      en: 'The dot products of the query with the keys are {scores}. Divide each by √{d}.',
      'zh-TW': '查詢與各鍵的點積是 {scores}。各除以 √{d}。',
      'zh-CN': '查询与各键的点积是 {scores}。各除以 √{d}。',
    },
  ],
  difficulty: ({ keys, query }) => 0.4 + 0.2 * (keys.length - 2) + 0.1 * (query.length - 2),
});

function steps(q: Attention): Step[] {
  const { query, keys, asked } = q;
  const powers = scaled(q).map(Math.exp);
  const products = (keys[asked] ?? []).map(
    (value, index) => `${operand(query[index] ?? 0)}*${operand(value)}`,
  );
  return [
    {
      text: {
        en: 'The score of token {asked} is the dot product of the query with its key:',
        'zh-TW': 'token {asked} 的分數是查詢與它的鍵的點積：',
        'zh-CN': 'token {asked} 的分数是查询与它的键的点积：',
      },
      slots: { asked: asked + 1 },
      expression: products.join(' + '),
      value: scores(q)[asked] ?? 0,
    },
    {
      text: {
        en: 'All scores, divided by √{d}: {scaled}',
        'zh-TW': '所有分數除以 √{d}：{scaled}',
        'zh-CN': '所有分数除以 √{d}：{scaled}',
      },
      slots: { d: query.length, scaled: scaled(q).map(short).join(', ') },
    },
    {
      text: {
        en: 'Their exponentials: {powers}',
        'zh-TW': '取指數：{powers}',
        'zh-CN': '取指数：{powers}',
      },
      slots: { powers: powers.map(short).join(', ') },
    },
    {
      text: {
        en: 'The weight is the share of token {asked} in their sum:',
        'zh-TW': '權重是 token {asked} 在總和中所佔的比例：',
        'zh-CN': '权重是 token {asked} 在总和中所占的比例：',
      },
      slots: { asked: asked + 1 },
      expression: `${operand(powers[asked] ?? 0)}/(${powers.map(operand).join(' + ')})`,
      value: weight(q),
    },
  ];
}
