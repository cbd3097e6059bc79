import { numberTemplate, type Step } from '../../template.ts';
import { total } from '../../lists.ts';
import { shownGrid } from './rowsOf.ts';

interface Pooling extends Record<string, unknown> {
  cells: readonly number[];
  /** From 0. */
  row: number;
  column: number;
}

/** The 2×2 window whose top left cell is given, read row by row. */
const windowAt = (cells: readonly number[], top: number, left: number): number[] =>
  [0, 1, 4, 5].map((shift) => cells[4 * top + left + shift] ?? NaN);
const windowOf = ({ cells, row, column }: Pooling): number[] => windowAt(cells, 2 * row, 2 * column);
const largest = (q: Pooling): number => Math.max(...windowOf(q));
const farthestFromZero = (values: readonly number[]): number =>
  values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best));

/** Goodfellow et al., Deep Learning, section 9.3. */
export const maxPooling = numberTemplate<Pooling>({
  id: 'cnn.pool.max',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['pooling'],
  lesson: { lesson: 'cnn-on-mnist', section: 'pooling' },
  answer: { of: 'integer' },
  params: (draw) => ({
    cells: draw.list(16, () => draw.integer(-9, 9)),
    row: draw.integer(0, 1),
    column: draw.integer(0, 1),
  }),
  stem: {
    en: 'Max pooling with a 2×2 window, stride 2 and no padding is applied to the feature map {grid} (row by row). Which number stands in row {row}, column {column} of the output? Rows and columns count from 1.',
    'zh-TW':
      '對特徵圖 {grid}（逐列寫出）做最大池化：窗口 2×2，步幅 2，不填補。輸出的第 {row} 列第 {column} 行是哪個數？列和行都從 1 數起。',
    'zh-CN':
      '对特征图 {grid}（逐行写出）做最大池化：窗口 2×2，步幅 2，不填充。输出的第 {row} 行第 {column} 列是哪个数？行和列都从 1 数起。',
  },
  slots: ({ cells, row, column }) => ({
    grid: shownGrid(cells, 4),
    row: row + 1,
    column: column + 1,
    top: 2 * row + 1,
    bottom: 2 * row + 2,
    left: 2 * column + 1,
    right: 2 * column + 2,
  }),
  key: largest,
  mistakes: [
    {
      id: 'average',
      value: (q) => total(windowOf(q)) / 4,
      feedback: {
        en: 'That is average pooling. Max pooling keeps the largest number of the window.',
        'zh-TW': '這是平均池化。最大池化留下窗口中最大的數。',
        'zh-CN': '这是平均池化。最大池化留下窗口中最大的数。',
      },
    },
    {
      id: 'minimum',
      value: (q) => Math.min(...windowOf(q)),
      feedback: {
        en: 'That is the smallest number of the window. Keep the largest.',
        'zh-TW': '這是窗口中最小的數。要留最大的。',
        'zh-CN': '这是窗口中最小的数。要留最大的。',
      },
    },
    {
      id: 'whole-map',
      value: ({ cells }) => Math.max(...cells),
      feedback: {
        en: 'That is the largest number of the whole map. Look only at rows {top} and {bottom}, columns {left} and {right}.',
        'zh-TW': '這是整張圖最大的數。只看第 {top}、{bottom} 列和第 {left}、{right} 行。',
        'zh-CN': '这是整张图最大的数。只看第 {top}、{bottom} 行和第 {left}、{right} 列。',
      },
    },
    {
      id: 'largest-magnitude',
      value: (q) => farthestFromZero(windowOf(q)),
      when: (q) => farthestFromZero(windowOf(q)) < 0,
      feedback: {
        en: 'That number is farthest from 0, but negative. Any number to the right of it on the number line is larger.',
        'zh-TW': '這個數離 0 最遠，但它是負的。數線上在它右邊的數都比它大。',
        'zh-CN': '这个数离 0 最远，但它是负的。数轴上在它右边的数都比它大。',
      },
    },
    {
      id: 'sign-lost',
      value: (q) => Math.max(...windowOf(q).map(Math.abs)),
      when: (q) => farthestFromZero(windowOf(q)) < 0,
      feedback: {
        en: 'The sign was dropped. Max pooling compares the numbers as they are and changes none of them.',
        'zh-TW': '負號被去掉了。最大池化直接比較這些數，不會改變任何一個。',
        'zh-CN': '负号被去掉了。最大池化直接比较这些数，不会改变任何一个。',
      },
    },
    {
      id: 'stride-one',
      value: ({ cells, row, column }) => Math.max(...windowAt(cells, row, column)),
      when: ({ row, column }) => row + column > 0,
      feedback: {
        en: 'That window was moved by a single cell. With stride 2 it covers rows {top} and {bottom}, columns {left} and {right}.',
        'zh-TW': '這個窗口只移動了一格。步幅 2 時它蓋住第 {top}、{bottom} 列和第 {left}、{right} 行。',
        'zh-CN': '这个窗口只移动了一格。步幅 2 时它盖住第 {top}、{bottom} 行和第 {left}、{right} 列。',
      },
    },
    {
      id: 'row-and-column-swapped',
      value: ({ cells, row, column }) => Math.max(...windowAt(cells, 2 * column, 2 * row)),
      when: ({ row, column }) => row !== column,
      feedback: {
        en: 'Row and column changed places. Row {row} of the output comes from rows {top} and {bottom} of the input.',
        'zh-TW': '列和行弄反了。輸出的第 {row} 列來自輸入的第 {top}、{bottom} 列。',
        'zh-CN': '行和列弄反了。输出的第 {row} 行来自输入的第 {top}、{bottom} 行。',
      },
    },
    {
      id: 'corner-only',
      value: (q) => windowOf(q)[0] ?? NaN,
      feedback: {
        en: 'That is only the top left number of the window. Compare all of the window.',
        'zh-TW': '這只是窗口左上角的數。要比較窗口裡的每個數。',
        'zh-CN': '这只是窗口左上角的数。要比较窗口里的每个数。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Find the window that belongs to this place of the output, and keep its largest number.',
      'zh-TW': '先找出輸出這一格對應的窗口，再留下其中最大的數。',
      'zh-CN': '先找出输出这一格对应的窗口，再留下其中最大的数。',
    },
    {
      en: 'y[r, c] = the largest of x[i, j] for i from 2r − 1 to 2r and j from 2c − 1 to 2c',
      'zh-TW': 'y[r, c] = x[i, j] 中最大的，i 從 2r − 1 到 2r，j 從 2c − 1 到 2c',
      'zh-CN': 'y[r, c] = x[i, j] 中最大的，i 从 2r − 1 到 2r，j 从 2c − 1 到 2c',
    },
    {
      en: 'The window covers rows {top} and {bottom}, columns {left} and {right}.',
      'zh-TW': '窗口蓋住第 {top}、{bottom} 列和第 {left}、{right} 行。',
      'zh-CN': '窗口盖住第 {top}、{bottom} 行和第 {left}、{right} 列。',
    },
  ],
  difficulty: (q) => 0.15 * (q.row + q.column) + 0.3 * Number(farthestFromZero(windowOf(q)) < 0),
});

function steps(q: Pooling): Step[] {
  const { row, column } = q;
  return [
    {
      text: {
        en: 'The window covers rows {top} and {bottom}, columns {left} and {right}.',
        'zh-TW': '窗口蓋住第 {top}、{bottom} 列和第 {left}、{right} 行。',
        'zh-CN': '窗口盖住第 {top}、{bottom} 行和第 {left}、{right} 列。',
      },
      slots: { top: 2 * row + 1, bottom: 2 * row + 2, left: 2 * column + 1, right: 2 * column + 2 },
    },
    {
      text: {
        en: 'The largest number of {window}.',
        'zh-TW': '{window} 中最大的數。',
        'zh-CN': '{window} 中最大的数。',
      },
      slots: { window: shownGrid(windowOf(q), 2) },
      value: largest(q),
    },
  ];
}
