import { numberTemplate, type Step } from '../../template.ts';

interface CausalHeads extends Record<string, unknown> {
  n: number;
  heads: number;
}

const perHead = ({ n }: CausalHeads): number => (n * (n + 1)) / 2;
const allowed = (q: CausalHeads): number => perHead(q) * q.heads;

/** The lower triangle with its diagonal: the mask of the decoder in Vaswani et al., Attention is all you need (2017). */
export const causalPairs = numberTemplate<CausalHeads>({
  id: 'sequence.attention.causal',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['causal-mask'],
  answer: { of: 'integer' },
  params: (draw) => ({
    n: draw.integer(8, 400),
    heads: draw.pick([2, 3, 4, 5, 6, 8, 10, 12, 16]),
  }),
  holds: ({ n, heads }) => n !== heads,
  stem: {
    en: 'Self-attention with {heads} heads runs over {n} tokens with a causal mask: each token attends to itself and to all tokens before it. How many attention weights are not masked, in all heads together?',
    'zh-TW':
      '有 {heads} 個頭的自注意力處理 {n} 個 token，並使用因果遮罩：每個 token 關注自己和之前的所有 token。所有頭合計有多少個注意力權重沒有被遮住？',
    'zh-CN':
      '有 {heads} 个头的自注意力处理 {n} 个 token，并使用因果掩码：每个 token 关注自己和之前的所有 token。所有头合计有多少个注意力权重没有被遮住？',
  },
  slots: (q) => ({ ...q, more: q.n + 1, perHead: perHead(q) }),
  key: allowed,
  mistakes: [
    {
      id: 'no-mask',
      value: ({ n, heads }) => heads * n * n,
      feedback: {
        en: 'That counts all pairs. The mask hides every token that comes later.',
        'zh-TW': '這樣數了所有的配對。遮罩會遮住之後的每個 token。',
        'zh-CN': '这样数了所有的配对。掩码会遮住之后的每个 token。',
      },
    },
    {
      id: 'without-itself',
      value: ({ n, heads }) => (heads * n * (n - 1)) / 2,
      feedback: {
        en: 'The diagonal was left out. A token may attend to itself: {n} weights more in each head.',
        'zh-TW': '漏了對角線。token 可以關注自己：每個頭再加 {n} 個權重。',
        'zh-CN': '漏了对角线。token 可以关注自己：每个头再加 {n} 个权重。',
      },
    },
    {
      id: 'half-of-all',
      value: ({ n, heads }) => (heads * n * n) / 2,
      feedback: {
        en: 'Half of the square cuts the diagonal in two. The diagonal is allowed in full, so each head has {n} × {more} / 2.',
        'zh-TW': '取方陣的一半會把對角線也切半。對角線全部允許，所以每個頭是 {n} × {more} / 2。',
        'zh-CN': '取方阵的一半会把对角线也切半。对角线全部允许，所以每个头是 {n} × {more} / 2。',
      },
    },
    {
      id: 'one-head',
      value: perHead,
      feedback: {
        en: 'That is one head. Each of the {heads} heads has weights of its own.',
        'zh-TW': '這是一個頭。{heads} 個頭各有自己的權重。',
        'zh-CN': '这是一个头。{heads} 个头各有自己的权重。',
      },
    },
    {
      id: 'not-halved',
      value: ({ n, heads }) => heads * n * (n + 1),
      feedback: {
        en: 'The half was forgotten: 1 + 2 + … + {n} is {n} × {more} / 2.',
        'zh-TW': '忘了取一半：1 + 2 + … + {n} 等於 {n} × {more} / 2。',
        'zh-CN': '忘了取一半：1 + 2 + … + {n} 等于 {n} × {more} / 2。',
      },
    },
    {
      id: 'last-row',
      value: ({ n, heads }) => heads * n,
      feedback: {
        en: 'That is the row of the last token only. The tokens before it have rows too, each shorter by one.',
        'zh-TW': '這只是最後一個 token 的那一列。之前的 token 也各有一列，每列依次少一個。',
        'zh-CN': '这只是最后一个 token 的那一行。之前的 token 也各有一行，每行依次少一个。',
      },
    },
    {
      id: 'next-token-too',
      value: ({ n, heads }) => heads * ((n * (n + 3)) / 2 - 1),
      feedback: {
        en: 'That lets each token see the one after it. The causal mask ends at the token itself.',
        'zh-TW': '這樣每個 token 還看到了下一個。因果遮罩到 token 自己為止。',
        'zh-CN': '这样每个 token 还看到了下一个。因果掩码到 token 自己为止。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Go token by token: how many tokens may the first one see, the second, the last?',
      'zh-TW': '一個一個 token 來看：第一個能看到幾個，第二個呢，最後一個呢？',
      'zh-CN': '一个一个 token 来看：第一个能看到几个，第二个呢，最后一个呢？',
    },
    {
      en: 'heads · (1 + 2 + … + n) = heads · n·(n + 1) / 2',
      'zh-TW': '頭數 · (1 + 2 + … + n) = 頭數 · n·(n + 1) / 2',
      'zh-CN': '头数 · (1 + 2 + … + n) = 头数 · n·(n + 1) / 2',
    },
    {
      en: 'One head has {n} × {more} / 2 = {perHead} allowed pairs.',
      'zh-TW': '一個頭有 {n} × {more} / 2 = {perHead} 個允許的配對。',
      'zh-CN': '一个头有 {n} × {more} / 2 = {perHead} 个允许的配对。',
    },
  ],
  difficulty: ({ n }) => (n > 100 ? 0.4 : 0.3),
});

function steps(q: CausalHeads): Step[] {
  const { n, heads } = q;
  return [
    {
      text: {
        en: 'The first token sees 1 token, the second 2, the last {n}. In one head these add up to',
        'zh-TW': '第一個 token 看到 1 個，第二個 2 個，最後一個 {n} 個。一個頭合計',
        'zh-CN': '第一个 token 看到 1 个，第二个 2 个，最后一个 {n} 个。一个头合计',
      },
      slots: { n },
      expression: `${n}*(${n} + 1)/2`,
      value: perHead(q),
    },
    {
      text: {
        en: 'Each of the {heads} heads has as many:',
        'zh-TW': '{heads} 個頭各有這麼多：',
        'zh-CN': '{heads} 个头各有这么多：',
      },
      slots: { heads },
      expression: `${heads}*${perHead(q)}`,
      value: allowed(q),
    },
  ];
}
