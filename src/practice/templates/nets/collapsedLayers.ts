import { numberTemplate, type Step } from '../../template.ts';
import { operand, shortMatrix } from '../../written.ts';

interface TwoLayers extends Record<string, unknown> {
  first: number[][];
  second: number[][];
  /** From 0. */
  row: number;
  column: number;
}

type Matrix = readonly (readonly number[])[];

const at = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;
const productAt = (left: Matrix, right: Matrix, row: number, column: number): number =>
  at(left, row, 0) * at(right, 0, column) + at(left, row, 1) * at(right, 1, column);

/** W₂(W₁x) = (W₂W₁)x: Goodfellow et al., Deep Learning, section 6.1. */
const entry = ({ first, second, row, column }: TwoLayers): number => productAt(second, first, row, column);

export const collapsedLayers = numberTemplate<TwoLayers>({
  id: 'nets.linear.collapse',
  version: 1,
  topic: 'nets',
  bloom: 'understand',
  skills: ['linear-layers'],
  answer: { of: 'integer' },
  params: (draw) => ({
    first: draw.list(2, () => draw.list(2, () => draw.integer(1, 6) * draw.pick([-1, 1, 1]))),
    second: draw.list(2, () => draw.list(2, () => draw.integer(1, 6) * draw.pick([-1, 1, 1]))),
    row: draw.integer(0, 1),
    column: draw.integer(0, 1),
  }),
  stem: {
    en: 'Two linear layers without activation and without bias: h = W1·x, then y = W2·h, with column vectors x, h and y. Written row by row, W1 = {first} and W2 = {second}. They do the same as a single layer y = W·x. What is the entry of W in row {row}, column {column}?',
    'zh-TW':
      '有兩個線性層，沒有激活函數也沒有偏差：h = W1·x，然後 y = W2·h，其中 x、h、y 都是行向量（直的）。把矩陣由上到下逐列（橫的）寫出：W1 = {first}，W2 = {second}。它們等同於單一的層 y = W·x。W 的第 {row} 列（橫的）第 {column} 行（直的）的元素是多少？',
    'zh-CN':
      '有两个线性层，没有激活函数也没有偏置：h = W1·x，然后 y = W2·h，其中 x、h、y 都是列向量。逐行写出：W1 = {first}，W2 = {second}。它们等同于单独的一层 y = W·x。W 的第 {row} 行第 {column} 列的元素是多少？',
  },
  slots: ({ first, second, row, column }) => ({
    first: shortMatrix(first),
    second: shortMatrix(second),
    row: row + 1,
    column: column + 1,
    a: at(second, row, 0),
    b: at(second, row, 1),
    c: at(first, 0, column),
    d: at(first, 1, column),
  }),
  key: entry,
  mistakes: [
    {
      id: 'other-order',
      value: ({ first, second, row, column }) => productAt(first, second, row, column),
      feedback: {
        en: 'That is an entry of W1·W2. W1 meets x first, so it stands on the right: W = W2·W1.',
        'zh-TW': '這是 W1·W2 的元素。W1 先作用在 x 上，所以寫在右邊：W = W2·W1。',
        'zh-CN': '这是 W1·W2 的元素。W1 先作用在 x 上，所以写在右边：W = W2·W1。',
      },
    },
    {
      id: 'elementwise',
      value: ({ first, second, row, column }) => at(first, row, column) * at(second, row, column),
      feedback: {
        en: 'That multiplies entry by entry. Layers in a row take the matrix product: a row of W2 times a column of W1.',
        'zh-TW': '這是逐元素相乘。層與層相接要用矩陣乘法：W2 的一列（橫的）乘以 W1 的一行（直的）。',
        'zh-CN': '这是逐元素相乘。层与层相接要用矩阵乘法：W2 的一行乘以 W1 的一列。',
      },
    },
    {
      id: 'sum',
      value: ({ first, second, row, column }) => at(first, row, column) + at(second, row, column),
      feedback: {
        en: 'Adding the matrices would fit two layers side by side. One after the other, they are multiplied.',
        'zh-TW': '矩陣相加適用於並排的層。一層接一層時要相乘。',
        'zh-CN': '矩阵相加适用于并排的层。一层接一层时要相乘。',
      },
    },
    {
      id: 'transposed',
      value: ({ first, second, row, column }) => productAt(second, first, column, row),
      when: ({ row, column }) => row !== column,
      feedback: {
        en: 'Row and column were swapped. Row {row} comes from W2, column {column} from W1.',
        'zh-TW': '列與行弄反了。第 {row} 列（橫的）取自 W2，第 {column} 行（直的）取自 W1。',
        'zh-CN': '行与列弄反了。第 {row} 行取自 W2，第 {column} 列取自 W1。',
      },
    },
    {
      id: 'row-by-row',
      value: ({ first, second, row, column }) =>
        at(second, row, 0) * at(first, column, 0) + at(second, row, 1) * at(first, column, 1),
      feedback: {
        en: 'That takes a row of W1. The row of W2 meets a column of W1, here {c} and {d}.',
        'zh-TW': '這取了 W1 橫的一排。W2 橫的一排要乘以 W1 直的一排，這裡是 {c} 與 {d}。',
        'zh-CN': '这取了 W1 的一行。W2 的一行要乘以 W1 的一列，这里是 {c} 与 {d}。',
      },
    },
    {
      id: 'one-product',
      value: ({ first, second, row, column }) => at(second, row, 0) * at(first, 0, column),
      feedback: {
        en: 'That is the way through the first hidden unit only. Add the way through the other one.',
        'zh-TW': '這只是經過第一個隱藏單元的路徑。要再加上另一條。',
        'zh-CN': '这只是经过第一个隐藏单元的路径。要再加上另一条。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Put the first layer into the second: y = W2·(W1·x).',
      'zh-TW': '把第一層代入第二層：y = W2·(W1·x)。',
      'zh-CN': '把第一层代入第二层：y = W2·(W1·x)。',
    },
    {
      en: 'W = W2·W1. An entry is a row of W2 times a column of W1, summed.',
      'zh-TW': 'W = W2·W1。每個元素是 W2 橫的一排與 W1 直的一排逐項相乘再相加。',
      'zh-CN': 'W = W2·W1。每个元素是 W2 的一行与 W1 的一列逐项相乘再相加。',
    },
    {
      en: 'Row {row} of W2 is {a}, {b}; column {column} of W1 is {c}, {d}.',
      'zh-TW': 'W2 的第 {row} 列（橫的）是 {a}, {b}；W1 的第 {column} 行（直的）是 {c}, {d}。',
      'zh-CN': 'W2 的第 {row} 行是 {a}, {b}；W1 的第 {column} 列是 {c}, {d}。',
    },
  ],
  difficulty: ({ first, second, row, column }) =>
    0.3 +
    0.2 * Number(row !== column) +
    0.25 * Number([...first, ...second].flat().some((value) => value < 0)),
});

function steps({ first, second, row, column }: TwoLayers): readonly Step[] {
  const [a, b] = [at(second, row, 0), at(second, row, 1)];
  const [c, d] = [at(first, 0, column), at(first, 1, column)];
  return [
    {
      text: {
        en: 'From input {column} through hidden unit 1 to output {row}:',
        'zh-TW': '從輸入 {column} 經過隱藏單元 1 到輸出 {row}：',
        'zh-CN': '从输入 {column} 经过隐藏单元 1 到输出 {row}：',
      },
      slots: { row: row + 1, column: column + 1 },
      expression: `${operand(a)}*${operand(c)}`,
      value: a * c,
    },
    {
      text: {
        en: 'Through hidden unit 2:',
        'zh-TW': '經過隱藏單元 2：',
        'zh-CN': '经过隐藏单元 2：',
      },
      expression: `${operand(b)}*${operand(d)}`,
      value: b * d,
    },
    {
      text: {
        en: 'Both together are the entry of W:',
        'zh-TW': '兩者相加就是 W 的元素：',
        'zh-CN': '两者相加就是 W 的元素：',
      },
      expression: `${operand(a * c)} + ${operand(b * d)}`,
      value: a * c + b * d,
    },
  ];
}
