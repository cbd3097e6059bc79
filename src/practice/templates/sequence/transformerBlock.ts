import { numberTemplate, type Step } from '../../template.ts';

interface Block extends Record<string, unknown> {
  heads: number;
  headSize: number;
  /** How many times wider than the block the hidden layer of the feed-forward network is. */
  factor: number;
}

const width = ({ heads, headSize }: Block): number => heads * headSize;
const projection = (q: Block): number => width(q) ** 2 + width(q);
const hidden = (q: Block): number => q.factor * width(q);
const feedForward = (q: Block): number => 2 * width(q) * hidden(q) + hidden(q) + width(q);
const norms = (q: Block): number => 4 * width(q);

/** The block of Vaswani et al., Attention is all you need (2017), all layers with biases: (4 + 2m)·d² + (9 + m)·d. */
const total = (q: Block): number => 4 * projection(q) + feedForward(q) + norms(q);

export const transformerBlock = numberTemplate<Block>({
  id: 'sequence.transformer.parameters',
  version: 1,
  topic: 'sequence',
  bloom: 'apply',
  skills: ['transformer-parameters'],
  answer: { of: 'integer' },
  params: (draw) => ({
    heads: draw.integer(2, 16),
    headSize: draw.integer(6, 64),
    factor: draw.pick([2, 3, 4, 4, 6, 8]),
  }),
  stem: {
    en: 'A transformer encoder block has width {d} and {heads} heads. Query, key, value and output each have one projection from {d} to {d} features. The feed-forward network has one hidden layer of {hidden} units. All these layers have biases. There are 2 layer norms, each with a scale and a shift per feature. How many parameters does the block have?',
    'zh-TW':
      '一個 Transformer 編碼器區塊寬 {d}，有 {heads} 個頭。查詢、鍵、值和輸出各有一個從 {d} 個特徵到 {d} 個特徵的投影。前饋網路有一個 {hidden} 個單元的隱藏層。這些層都有偏置。另有 2 個層正規化，對每個特徵各有一個縮放和一個平移參數。這個區塊有多少個參數？',
    'zh-CN':
      '一个 Transformer 编码器块宽 {d}，有 {heads} 个头。查询、键、值和输出各有一个从 {d} 个特征到 {d} 个特征的投影。前馈网络有一个 {hidden} 个单元的隐藏层。这些层都有偏置。另有 2 个层归一化，对每个特征各有一个缩放和一个平移参数。这个块有多少个参数？',
  },
  slots: (q) => ({
    d: width(q),
    heads: q.heads,
    headSize: q.headSize,
    hidden: hidden(q),
    projection: projection(q),
    feedForward: feedForward(q),
    norms: norms(q),
  }),
  key: total,
  mistakes: [
    {
      id: 'times-heads',
      value: (q) => total(q) + 3 * (q.heads - 1) * projection(q),
      feedback: {
        en: 'The projections were counted once per head. The {heads} heads share their {d} features, {headSize} each.',
        'zh-TW': '投影按頭數重複計算了。{heads} 個頭共分 {d} 個特徵，每個頭 {headSize} 個。',
        'zh-CN': '投影按头数重复计算了。{heads} 个头共分 {d} 个特征，每个头 {headSize} 个。',
      },
    },
    {
      id: 'no-output-projection',
      value: (q) => total(q) - projection(q),
      feedback: {
        en: 'The output projection after the heads was left out. It has {projection} parameters.',
        'zh-TW': '漏了各頭之後的輸出投影。它有 {projection} 個參數。',
        'zh-CN': '漏了各头之后的输出投影。它有 {projection} 个参数。',
      },
    },
    {
      id: 'no-biases',
      value: (q) => total(q) - 5 * width(q) - hidden(q),
      feedback: {
        en: 'The biases were left out. All 4 projections and both layers of the feed-forward network have them.',
        'zh-TW': '漏了偏置。4 個投影和前饋網路的兩層都有偏置。',
        'zh-CN': '漏了偏置。4 个投影和前馈网络的两层都有偏置。',
      },
    },
    {
      id: 'no-feed-forward',
      value: (q) => total(q) - feedForward(q),
      feedback: {
        en: 'The feed-forward network was left out. It has {feedForward} parameters, often most of the block.',
        'zh-TW': '漏了前饋網路。它有 {feedForward} 個參數，往往佔區塊的大部分。',
        'zh-CN': '漏了前馈网络。它有 {feedForward} 个参数，往往占块的大部分。',
      },
    },
    {
      id: 'no-norms',
      value: (q) => total(q) - norms(q),
      feedback: {
        en: 'The layer norms were left out. Their scales and shifts make {norms} parameters.',
        'zh-TW': '漏了層正規化。縮放和平移共有 {norms} 個參數。',
        'zh-CN': '漏了层归一化。缩放和平移共有 {norms} 个参数。',
      },
    },
    {
      id: 'one-matrix-feed-forward',
      value: (q) => total(q) - width(q) * hidden(q) - width(q),
      feedback: {
        en: 'The feed-forward network was counted one way only. It leads from {d} to {hidden} and back to {d}.',
        'zh-TW': '前饋網路只算了單程。它從 {d} 到 {hidden}，再回到 {d}。',
        'zh-CN': '前馈网络只算了单程。它从 {d} 到 {hidden}，再回到 {d}。',
      },
    },
    {
      id: 'decoder-block',
      value: (q) => total(q) + 4 * projection(q) + 2 * width(q),
      feedback: {
        en: 'That counts a second attention and a 3rd layer norm, as in a decoder with cross-attention. An encoder block has one attention and 2 norms.',
        'zh-TW':
          '這樣還算了另一個注意力和第 3 個層正規化，像帶交叉注意力的解碼器。編碼器區塊只有一個注意力和 2 個正規化。',
        'zh-CN':
          '这样还算了另一个注意力和第 3 个层归一化，像带交叉注意力的解码器。编码器块只有一个注意力和 2 个归一化。',
      },
    },
    {
      id: 'hidden-biases-twice',
      value: (q) => total(q) + hidden(q) - width(q),
      feedback: {
        en: 'Both layers of the feed-forward network got {hidden} biases. The second has {d} outputs, so {d} biases.',
        'zh-TW': '前饋網路的兩層都算了 {hidden} 個偏置。後一層有 {d} 個輸出，所以有 {d} 個偏置。',
        'zh-CN': '前馈网络的两层都算了 {hidden} 个偏置。后一层有 {d} 个输出，所以有 {d} 个偏置。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Add up three parts: the projections of the attention, the feed-forward network, the layer norms.',
      'zh-TW': '把三部分相加：注意力的投影、前饋網路、層正規化。',
      'zh-CN': '把三部分相加：注意力的投影、前馈网络、层归一化。',
    },
    {
      en: '4·(d² + d) + (2·d·f + f + d) + 2·2d, with width d and f hidden units',
      'zh-TW': '4·(d² + d) + (2·d·f + f + d) + 2·2d，其中 d 是寬度，f 是隱藏單元數',
      'zh-CN': '4·(d² + d) + (2·d·f + f + d) + 2·2d，其中 d 是宽度，f 是隐藏单元数',
    },
    {
      en: 'One projection has {d} × {d} + {d} = {projection} parameters, however many heads share it.',
      'zh-TW': '一個投影有 {d} × {d} + {d} = {projection} 個參數，與頭數無關。',
      'zh-CN': '一个投影有 {d} × {d} + {d} = {projection} 个参数，与头数无关。',
    },
  ],
  difficulty: ({ factor }) => (factor === 4 ? 0.7 : 0.8),
});

function steps(q: Block): Step[] {
  const [d, f] = [width(q), hidden(q)];
  return [
    {
      text: {
        en: 'Attention: 4 projections, each with weights and biases.',
        'zh-TW': '注意力：4 個投影，各有權重和偏置。',
        'zh-CN': '注意力：4 个投影，各有权重和偏置。',
      },
      expression: `4*(${d}^2 + ${d})`,
      value: 4 * projection(q),
    },
    {
      text: {
        en: 'Feed-forward network: from {d} to {f} and back, with biases.',
        'zh-TW': '前饋網路：從 {d} 到 {f} 再回來，含偏置。',
        'zh-CN': '前馈网络：从 {d} 到 {f} 再回来，含偏置。',
      },
      slots: { d, f },
      expression: `2*${d}*${f} + ${f} + ${d}`,
      value: feedForward(q),
    },
    {
      text: {
        en: 'Each of 2 layer norms has a scale and a shift per feature.',
        'zh-TW': '2 個層正規化對每個特徵各有縮放和平移。',
        'zh-CN': '2 个层归一化对每个特征各有缩放和平移。',
      },
      expression: `2*2*${d}`,
      value: norms(q),
    },
    {
      text: { en: 'Together:', 'zh-TW': '合計：', 'zh-CN': '合计：' },
      expression: `${4 * projection(q)} + ${feedForward(q)} + ${norms(q)}`,
      value: total(q),
    },
  ];
}
