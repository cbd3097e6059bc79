import { numberTemplate, type Step } from '../../template.ts';
import { operand, shortList, shortMatrix } from '../../written.ts';

interface SmallNet extends Record<string, unknown> {
  x: number[];
  /** One row per hidden unit. */
  weights: number[][];
  biases: number[];
  /** From the hidden units to the output. */
  out: number[];
  outBias: number;
}

type Activation = (z: number) => number;
const relu: Activation = (z) => Math.max(0, z);

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
const sums = ({ x, weights, biases }: SmallNet): number[] =>
  weights.map((row, unit) => dot(row, x) + (biases[unit] ?? 0));
const hidden = (q: SmallNet, activation = relu): number[] => sums(q).map(activation);

/** y = v·ReLU(Wx + b) + c: Goodfellow et al., Deep Learning, section 6.1. */
const output = (q: SmallNet, activation = relu): number => dot(q.out, hidden(q, activation)) + q.outBias;

const transposed = ([[a = 0, b = 0] = [], [c = 0, d = 0] = []]: readonly number[][]): number[][] => [
  [a, c],
  [b, d],
];

export const forwardPass = numberTemplate<SmallNet>({
  id: 'nets.mlp.forward',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['forward-pass'],
  answer: { of: 'integer' },
  params(draw) {
    const small = (most: number): number => draw.integer(1, most) * draw.pick([-1, 1]);
    return {
      x: draw.list(2, () => small(4)),
      weights: draw.list(2, () => draw.list(2, () => small(3))),
      biases: draw.list(2, () => small(3)),
      out: draw.list(2, () => small(3)),
      outBias: small(5),
    };
  },
  // One unit is on and one is off, so that the activation matters.
  holds: (q) => sums(q).some((z) => z > 0) && sums(q).some((z) => z < 0),
  stem: {
    en: 'A network has 2 inputs, 2 hidden units with ReLU and 1 output without activation. Hidden layer: W = {weights}, one row per hidden unit, with biases ({biases}). Output: weights ({out}), bias {outBias}. What is the output for x = ({x})?',
    'zh-TW':
      '一個網路有 2 個輸入、2 個使用 ReLU 的隱藏單元，以及 1 個沒有激活函數的輸出。隱藏層：W = {weights}，每組內層括號對應一個隱藏單元，偏差為 ({biases})。輸出層：權重為 ({out})，偏差為 {outBias}。x = ({x}) 時輸出是多少？',
    'zh-CN':
      '一个网络有 2 个输入、2 个使用 ReLU 的隐藏单元，以及 1 个没有激活函数的输出。隐藏层：W = {weights}，每行对应一个隐藏单元，偏置为 ({biases})。输出层：权重为 ({out})，偏置为 {outBias}。x = ({x}) 时输出是多少？',
  },
  slots: (q) => ({
    x: shortList(q.x),
    weights: shortMatrix(q.weights),
    biases: shortList(q.biases),
    out: shortList(q.out),
    outBias: q.outBias,
    sums: shortList(sums(q)),
    first: sums(q)[0] ?? 0,
    hidden: shortList(hidden(q)),
  }),
  key: (q) => output(q),
  mistakes: [
    {
      id: 'no-activation',
      value: (q) => output(q, (z) => z),
      feedback: {
        en: 'ReLU was left out. Of the sums {sums} the negative one becomes 0.',
        'zh-TW': '漏了 ReLU。加權和 {sums} 中的負數要變成 0。',
        'zh-CN': '漏了 ReLU。加权和 {sums} 中的负数要变成 0。',
      },
    },
    {
      id: 'absolute-value',
      value: (q) => output(q, Math.abs),
      feedback: {
        en: 'ReLU does not turn the sign around: it makes a negative sum 0.',
        'zh-TW': 'ReLU 不是取絕對值：它把負的加權和變成 0。',
        'zh-CN': 'ReLU 不是取绝对值：它把负的加权和变成 0。',
      },
    },
    {
      id: 'output-activated',
      value: (q) => relu(output(q)),
      when: (q) => output(q) < 0,
      feedback: {
        en: 'ReLU was applied to the output as well. Here the output has no activation and may be negative.',
        'zh-TW': '輸出也套用了 ReLU。這裡的輸出沒有激活函數，可以是負數。',
        'zh-CN': '输出也用了 ReLU。这里的输出没有激活函数，可以是负数。',
      },
    },
    {
      id: 'no-biases',
      value: (q) => output({ ...q, biases: [0, 0], outBias: 0 }),
      feedback: {
        en: 'All biases were left out. Add the bias to each sum, before ReLU, and to the output.',
        'zh-TW': '漏了所有偏差。每個加權和在 ReLU 之前要加上偏差，輸出也要加。',
        'zh-CN': '漏了所有偏置。每个加权和在 ReLU 之前要加上偏置，输出也要加。',
      },
    },
    {
      id: 'no-hidden-biases',
      value: (q) => output({ ...q, biases: [0, 0] }),
      feedback: {
        en: 'The biases of the hidden units were left out: ({biases}) are added before ReLU.',
        'zh-TW': '漏了隱藏單元的偏差：({biases}) 要在 ReLU 之前加上。',
        'zh-CN': '漏了隐藏单元的偏置：({biases}) 要在 ReLU 之前加上。',
      },
    },
    {
      id: 'no-output-bias',
      value: (q) => output({ ...q, outBias: 0 }),
      feedback: {
        en: 'The bias of the output was left out: add {outBias} at the end.',
        'zh-TW': '漏了輸出的偏差：最後要加上 {outBias}。',
        'zh-CN': '漏了输出的偏置：最后要加上 {outBias}。',
      },
    },
    {
      id: 'bias-after-activation',
      value: (q) => output({ ...q, biases: [0, 0] }) + dot(q.out, q.biases),
      feedback: {
        en: 'The hidden biases were added after ReLU. They belong in the sums, before it.',
        'zh-TW': '隱藏單元的偏差加在 ReLU 之後了。應該在 ReLU 之前加進加權和。',
        'zh-CN': '隐藏单元的偏置加在 ReLU 之后了。应该在 ReLU 之前加进加权和。',
      },
    },
    {
      id: 'by-columns',
      value: (q) => output({ ...q, weights: transposed(q.weights) }),
      when: ({ weights }) => weights[0]?.[1] !== weights[1]?.[0],
      feedback: {
        en: 'The columns of W were used. Each row holds the weights of a hidden unit; the sums are {sums}.',
        'zh-TW': '這用了 W 直的排。每個隱藏單元的權重是橫的一排；加權和是 {sums}。',
        'zh-CN': '这用了 W 的列。每个隐藏单元的权重是一行；加权和是 {sums}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Go layer by layer: first both hidden units, then the output.',
      'zh-TW': '逐層計算：先算兩個隱藏單元，再算輸出。',
      'zh-CN': '逐层计算：先算两个隐藏单元，再算输出。',
    },
    {
      en: 'h = max(0, W·x + b), y = v·h + c',
      'zh-TW': 'h = max(0, W·x + b)，y = v·h + c',
      'zh-CN': 'h = max(0, W·x + b)，y = v·h + c',
    },
    {
      en: 'The sum of the first hidden unit, before ReLU, is {first}.',
      'zh-TW': '第一個隱藏單元在 ReLU 之前的加權和是 {first}。',
      'zh-CN': '第一个隐藏单元在 ReLU 之前的加权和是 {first}。',
    },
  ],
  difficulty: (q) =>
    0.4 + 0.2 * Number(output(q) < 0) + 0.05 * [...q.x, ...q.out].filter((value) => value < 0).length,
});

function steps(q: SmallNet): readonly Step[] {
  const { x, weights, biases, out, outBias } = q;
  const [first = 0, second = 0] = hidden(q);
  return [
    ...sums(q).map((sum, unit): Step => {
      const [left = 0, right = 0] = weights[unit] ?? [];
      return {
        text: {
          en: 'Hidden unit {unit}, before ReLU:',
          'zh-TW': '隱藏單元 {unit}，ReLU 之前：',
          'zh-CN': '隐藏单元 {unit}，ReLU 之前：',
        },
        slots: { unit: unit + 1 },
        expression: `${operand(left)}*${operand(x[0] ?? 0)} + ${operand(right)}*${operand(x[1] ?? 0)} + ${operand(biases[unit] ?? 0)}`,
        value: sum,
      };
    }),
    {
      text: {
        en: 'ReLU leaves the positive sum and makes the other 0: h = ({hidden}).',
        'zh-TW': 'ReLU 保留正的加權和，另一個變成 0：h = ({hidden})。',
        'zh-CN': 'ReLU 保留正的加权和，另一个变成 0：h = ({hidden})。',
      },
      slots: { hidden: shortList(hidden(q)) },
    },
    {
      text: { en: 'The output:', 'zh-TW': '輸出：', 'zh-CN': '输出：' },
      expression: `${operand(out[0] ?? 0)}*${operand(first)} + ${operand(out[1] ?? 0)}*${operand(second)} + ${operand(outBias)}`,
      value: output(q),
    },
  ];
}
