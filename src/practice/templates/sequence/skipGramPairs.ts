import { numberTemplate, type Step } from '../../template.ts';

interface SkipGram extends Record<string, unknown> {
  n: number;
  w: number;
}

/** Both ends of the sentence lack 1 + 2 + … + w contexts. Pairs as in Mikolov et al. (2013), with a fixed window. */
const pairs = ({ n, w }: SkipGram): number => 2 * w * n - w * (w + 1);

export const skipGramPairs = numberTemplate<SkipGram>({
  id: 'sequence.embedding.skipgrams',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['skip-gram'],
  answer: { of: 'integer' },
  params: (draw) => ({ n: draw.integer(8, 600), w: draw.integer(2, 10) }),
  holds: ({ n, w }) => n >= 2 * w + 2,
  stem: {
    en: 'Skip-gram makes a training pair (center, context) of each token with every other token at most {w} positions away, before or after it, within the sentence. How many pairs come from one sentence of {n} tokens?',
    'zh-TW':
      'skip-gram 把每個 token 與同一句中前後距離不超過 {w} 個位置的其他每個 token 組成一個訓練對（中心詞，上下文詞）。一個有 {n} 個 token 的句子產生多少對？',
    'zh-CN':
      'skip-gram 把每个 token 与同一句中前后距离不超过 {w} 个位置的其他每个 token 组成一个训练对（中心词，上下文词）。一个有 {n} 个 token 的句子产生多少对？',
  },
  slots: ({ n, w }) => ({
    n,
    w,
    both: 2 * w,
    inner: n - 2 * w,
    missing: w * (w + 1),
    oneEnd: (w * (w + 1)) / 2,
  }),
  key: pairs,
  mistakes: [
    {
      id: 'no-edges',
      value: ({ n, w }) => 2 * w * n,
      feedback: {
        en: 'Tokens near the ends have fewer neighbours. Together the two ends lack {missing} pairs.',
        'zh-TW': '靠近句首和句尾的 token 鄰居較少。兩端合計少 {missing} 對。',
        'zh-CN': '靠近句首和句尾的 token 邻居较少。两端合计少 {missing} 对。',
      },
    },
    {
      id: 'one-side',
      value: ({ n, w }) => w * n,
      feedback: {
        en: 'That counts one side only, and no ends. The window reaches {w} positions to both sides.',
        'zh-TW': '這樣只算了一側，也沒扣掉兩端。窗口向兩側各伸 {w} 個位置。',
        'zh-CN': '这样只算了一侧，也没扣掉两端。窗口向两侧各伸 {w} 个位置。',
      },
    },
    {
      id: 'includes-itself',
      value: (q) => pairs(q) + q.n,
      feedback: {
        en: 'The center was paired with itself. It is no context of its own: {n} pairs too many.',
        'zh-TW': '把中心詞與自己也配成一對了。它不是自己的上下文：多了 {n} 對。',
        'zh-CN': '把中心词与自己也配成一对了。它不是自己的上下文：多了 {n} 对。',
      },
    },
    {
      id: 'unordered',
      value: (q) => pairs(q) / 2,
      feedback: {
        en: 'Each two neighbours were counted once. They make two pairs, as either can be the center.',
        'zh-TW': '每兩個鄰居只算了一次。任一個都可以當中心詞，所以是兩對。',
        'zh-CN': '每两个邻居只算了一次。任一个都可以当中心词，所以是两对。',
      },
    },
    {
      id: 'whole-windows-only',
      value: ({ n, w }) => 2 * w * (n - 2 * w),
      feedback: {
        en: 'Only the {inner} tokens with a whole window were counted. Tokens near the ends make pairs with those there are.',
        'zh-TW': '只算了有完整窗口的 {inner} 個 token。靠近兩端的 token 也與現有的鄰居配對。',
        'zh-CN': '只算了有完整窗口的 {inner} 个 token。靠近两端的 token 也与现有的邻居配对。',
      },
    },
    {
      id: 'one-end',
      value: ({ n, w }) => 2 * w * n - (w * (w + 1)) / 2,
      feedback: {
        en: 'Only one end was corrected. Each end lacks {oneEnd} pairs.',
        'zh-TW': '只修正了一端。每一端各少 {oneEnd} 對。',
        'zh-CN': '只修正了一端。每一端各少 {oneEnd} 对。',
      },
    },
    {
      id: 'ends-squared',
      value: ({ n, w }) => 2 * w * n - 2 * w * w,
      feedback: {
        en: 'That takes {w} pairs from every token near an end. The token next to the end lacks {w}, the one after it one fewer, and so on.',
        'zh-TW': '這樣靠近兩端的每個 token 都扣了 {w} 對。最外面的 token 少 {w} 對，往內每個依次少扣一對。',
        'zh-CN': '这样靠近两端的每个 token 都扣了 {w} 对。最外面的 token 少 {w} 对，往内每个依次少扣一对。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Count as if every token had a whole window, then take away what is missing at both ends.',
      'zh-TW': '先當作每個 token 都有完整窗口來數，再減去兩端缺少的部分。',
      'zh-CN': '先当作每个 token 都有完整窗口来数，再减去两端缺少的部分。',
    },
    {
      en: '2·w·n − 2·(1 + 2 + … + w) = 2·w·n − w·(w + 1)',
      'zh-TW': '2·w·n − 2·(1 + 2 + … + w) = 2·w·n − w·(w + 1)',
      'zh-CN': '2·w·n − 2·(1 + 2 + … + w) = 2·w·n − w·(w + 1)',
    },
    {
      en: 'A whole window has {both} contexts, so without ends there would be {both} × {n} pairs.',
      'zh-TW': '完整窗口有 {both} 個上下文詞，所以若不管兩端就是 {both} × {n} 對。',
      'zh-CN': '完整窗口有 {both} 个上下文词，所以若不管两端就是 {both} × {n} 对。',
    },
  ],
  difficulty: ({ w }) => 0.3 + 0.04 * w,
});

function steps(q: SkipGram): Step[] {
  const { n, w } = q;
  return [
    {
      text: {
        en: 'With a whole window for all {n} tokens there would be',
        'zh-TW': '如果 {n} 個 token 都有完整窗口，會有',
        'zh-CN': '如果 {n} 个 token 都有完整窗口，会有',
      },
      slots: { n },
      expression: `2*${w}*${n}`,
      value: 2 * w * n,
    },
    {
      text: {
        en: 'The first token lacks {w} contexts, the next one fewer, and so on; the same at the other end.',
        'zh-TW': '第一個 token 少 {w} 個上下文詞，往後依次少缺一個；另一端也一樣。',
        'zh-CN': '第一个 token 少 {w} 个上下文词，往后依次少缺一个；另一端也一样。',
      },
      slots: { w },
      expression: `${w}*(${w} + 1)`,
      value: w * (w + 1),
    },
    {
      text: {
        en: 'The pairs that are left:',
        'zh-TW': '剩下的對數：',
        'zh-CN': '剩下的对数：',
      },
      expression: `${2 * w * n} - ${w * (w + 1)}`,
      value: pairs(q),
    },
  ];
}
