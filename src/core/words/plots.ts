import type { HistogramStat } from '../../protocol/plot.ts';
import type { LocalText } from '../../protocol/locale.ts';

/** What the panel says about plots that a program draws. */
export const plotWords = {
  tab: { en: 'Plots', 'zh-TW': '繪圖', 'zh-CN': '绘图' },
  groups: { en: 'Tabs of the program', 'zh-TW': '程式的分頁', 'zh-CN': '程序的标签页' },
  emptyTitle: {
    en: 'This program has drawn nothing of its own yet. Two lines are enough:',
    'zh-TW': '這個程式還沒有自己畫圖。兩行就夠了：',
    'zh-CN': '这个程序还没有自己画图。两行就够了：',
  },
  emptyMore: {
    en: 'Everything that @tensorflow/tfjs-vis draws appears here too.',
    'zh-TW': '用 @tensorflow/tfjs-vis 畫的圖，也都會出現在這裡。',
    'zh-CN': '用 @tensorflow/tfjs-vis 画的图，也都会出现在这里。',
  },
  role: { en: 'plot', 'zh-TW': '圖', 'zh-CN': '图' },
  help: {
    en: 'Arrow keys move from value to value, Home and End jump.',
    'zh-TW': '方向鍵逐一移動，Home 和 End 跳到兩端。',
    'zh-CN': '方向键逐个移动，Home 和 End 跳到两端。',
  },
  showTable: { en: 'Show as table', 'zh-TW': '以表格顯示', 'zh-CN': '以表格显示' },
  saveCsv: { en: 'Save as CSV', 'zh-TW': '存成 CSV', 'zh-CN': '保存为 CSV' },
  savePng: { en: 'Save as PNG', 'zh-TW': '存成 PNG', 'zh-CN': '保存为 PNG' },
  saveSvg: { en: 'Save as SVG', 'zh-TW': '存成 SVG', 'zh-CN': '保存为 SVG' },
  series: { en: 'series', 'zh-TW': '數列', 'zh-CN': '系列' },
  bin: { en: 'from', 'zh-TW': '從', 'zh-CN': '从' },
  binEnd: { en: 'to', 'zh-TW': '到', 'zh-CN': '到' },
  count: { en: 'count', 'zh-TW': '數量', 'zh-CN': '数量' },
  label: { en: 'label', 'zh-TW': '標籤', 'zh-CN': '标签' },
  value: { en: 'value', 'zh-TW': '數值', 'zh-CN': '数值' },
  picture: { en: 'picture', 'zh-TW': '圖片', 'zh-CN': '图片' },
  meanShade: { en: 'mean shade', 'zh-TW': '平均亮度', 'zh-CN': '平均亮度' },
  rowsShown: {
    en: 'The first {shown} of {total} rows; the CSV has them all.',
    'zh-TW': '{total} 列中的前 {shown} 列；CSV 裡有全部。',
    'zh-CN': '{total} 行中的前 {shown} 行；CSV 里有全部。',
  },
  columnsShown: {
    en: 'The first {shown} of {total} columns; the CSV has them all.',
    'zh-TW': '{total} 欄中的前 {shown} 欄；CSV 裡有全部。',
    'zh-CN': '{total} 列中的前 {shown} 列；CSV 里有全部。',
  },
  noPoints: {
    en: '{name} has no points.',
    'zh-TW': '{name} 沒有任何點。',
    'zh-CN': '{name} 没有任何点。',
  },
  onePoint: {
    en: '{name} has one point: {y} at {x}.',
    'zh-TW': '{name} 只有一個點：在 {x} 是 {y}。',
    'zh-CN': '{name} 只有一个点：在 {x} 处是 {y}。',
  },
  allBad: {
    en: '{name} has {count} points, and none of them is a number.',
    'zh-TW': '{name} 有 {count} 個點，沒有一個是數字。',
    'zh-CN': '{name} 有 {count} 个点，没有一个是数字。',
  },
  lineSeries: {
    en: '{name} goes from {first} to {last}, with its lowest at {min} and its highest at {max}.',
    'zh-TW': '{name} 從 {first} 到 {last}，最低 {min}，最高 {max}。',
    'zh-CN': '{name} 从 {first} 到 {last}，最低 {min}，最高 {max}。',
  },
  scatterSeries: {
    en: '{name}: {count} points, {xName} from {left} to {right}, {yName} from {min} to {max}.',
    'zh-TW': '{name}：{count} 個點，{xName} 從 {left} 到 {right}，{yName} 從 {min} 到 {max}。',
    'zh-CN': '{name}：{count} 个点，{xName} 从 {left} 到 {right}，{yName} 从 {min} 到 {max}。',
  },
  badPoints: {
    en: '{count} points are no numbers; triangles at the edge mark them.',
    'zh-TW': '有 {count} 個點不是數字，以邊緣的三角形標示。',
    'zh-CN': '有 {count} 个点不是数字，以边缘的三角形标出。',
  },
  badPointOne: {
    en: 'One point is no number; a triangle at the edge marks it.',
    'zh-TW': '有 1 個點不是數字，以邊緣的三角形標示。',
    'zh-CN': '有 1 个点不是数字，以边缘的三角形标出。',
  },
  moreSeries: {
    en: 'And {count} more series.',
    'zh-TW': '另外還有 {count} 組數列。',
    'zh-CN': '另外还有 {count} 个系列。',
  },
  noSeries: {
    en: 'There is nothing in it yet.',
    'zh-TW': '裡面還沒有東西。',
    'zh-CN': '里面还没有内容。',
  },
  oneBar: {
    en: 'One bar: {label} with {value}.',
    'zh-TW': '只有一根長條：{label}，{value}。',
    'zh-CN': '只有一根柱子：{label}，{value}。',
  },
  bars: {
    en: '{count} bars: the highest is {most} with {max}, the lowest {least} with {min}.',
    'zh-TW': '{count} 根長條：最高的是 {most}，{max}；最低的是 {least}，{min}。',
    'zh-CN': '{count} 根柱子：最高的是 {most}，{max}；最低的是 {least}，{min}。',
  },
  histogram: {
    en: '{count} values from {min} to {max}; the fullest bar has {most} of them, between {from} and {to}.',
    'zh-TW': '{count} 個數值，從 {min} 到 {max}；最多的 {most} 個落在 {from} 與 {to} 之間。',
    'zh-CN': '{count} 个数值，从 {min} 到 {max}；最多的 {most} 个落在 {from} 与 {to} 之间。',
  },
  notCounted: {
    en: '{count} values are no numbers and are in no bar.',
    'zh-TW': '有 {count} 個值不是數字，沒有算進任何長條。',
    'zh-CN': '有 {count} 个值不是数字，没有算进任何柱子。',
  },
  heatmap: {
    en: '{rows} rows and {columns} columns, from {min} to {max}; the largest is in row {row}, column {column}.',
    'zh-TW': '{rows} 列 {columns} 欄，從 {min} 到 {max}；最大的在 {row} 列、{column} 欄。',
    'zh-CN': '{rows} 行 {columns} 列，从 {min} 到 {max}；最大的在 {row} 行、{column} 列。',
  },
  confusion: {
    en: '{right} of {total} are right ({share} %).',
    'zh-TW': '{total} 個裡有 {right} 個正確（{share} %）。',
    'zh-CN': '{total} 个里有 {right} 个正确（{share} %）。',
  },
  confused: {
    en: 'The most frequent mistake: {truth} taken for {predicted}, {count} times.',
    'zh-TW': '最常見的錯誤：把 {truth} 認成 {predicted}，{count} 次。',
    'zh-CN': '最常见的错误：把 {truth} 认成 {predicted}，{count} 次。',
  },
  badCellOne: {
    en: 'One cell is no number; it is crossed out.',
    'zh-TW': '有 1 格不是數字，以叉號標示。',
    'zh-CN': '有 1 格不是数字，以叉号标出。',
  },
  badCells: {
    en: '{count} cells are no numbers; they are crossed out.',
    'zh-TW': '有 {count} 格不是數字，以叉號標示。',
    'zh-CN': '有 {count} 格不是数字，以叉号标出。',
  },
  table: {
    en: 'A table with {rows} rows and {columns} columns.',
    'zh-TW': '表格，{rows} 列、{columns} 欄。',
    'zh-CN': '表格，{rows} 行、{columns} 列。',
  },
  images: {
    en: '{count} pictures of {width} × {height} pixels.',
    'zh-TW': '{count} 張 {width} × {height} 像素的圖片。',
    'zh-CN': '{count} 张 {width} × {height} 像素的图片。',
  },
  imageOne: {
    en: 'A picture of {width} × {height} pixels.',
    'zh-TW': '一張 {width} × {height} 像素的圖片。',
    'zh-CN': '一张 {width} × {height} 像素的图片。',
  },
  thinned: {
    en: 'Of {total} values, {shown} are drawn.',
    'zh-TW': '{total} 個值中畫出 {shown} 個。',
    'zh-CN': '{total} 个值中画出 {shown} 个。',
  },
  thinnedCells: {
    en: 'It has {total} cells; each one drawn is the mean of a block.',
    'zh-TW': '共有 {total} 格；畫出的每一格是一個區塊的平均。',
    'zh-CN': '共有 {total} 格；画出的每一格是一个区块的平均。',
  },
  thinnedPictures: {
    en: 'The first {shown} of {total} pictures.',
    'zh-TW': '{total} 張圖片中的前 {shown} 張。',
    'zh-CN': '{total} 张图片中的前 {shown} 张。',
  },
  refused: {
    en: '{wanted} could not be drawn.',
    'zh-TW': '{wanted} 畫不出來。',
    'zh-CN': '{wanted} 画不出来。',
  },
  openLine: { en: 'Open line {line}', 'zh-TW': '開啟第 {line} 行', 'zh-CN': '打开第 {line} 行' },
  atCell: {
    en: 'row {row}, column {column}: {value}',
    'zh-TW': '{row} 列、{column} 欄：{value}',
    'zh-CN': '{row} 行、{column} 列：{value}',
  },
  atConfusion: {
    en: '{truth} taken for {predicted}: {value}',
    'zh-TW': '{truth} 認成 {predicted}：{value}',
    'zh-CN': '{truth} 认成 {predicted}：{value}',
  },
  atBin: {
    en: '{from} to {to}: {count}',
    'zh-TW': '{from} 到 {to}：{count}',
    'zh-CN': '{from} 到 {to}：{count}',
  },
  notFinite: { en: 'no number', 'zh-TW': '不是數字', 'zh-CN': '不是数字' },
} as const satisfies Record<string, LocalText>;

export type PlotWord = keyof typeof plotWords;

/** The figures beside a histogram. */
export const statWords: Readonly<Record<HistogramStat, LocalText>> = {
  numVals: { en: 'values', 'zh-TW': '數值個數', 'zh-CN': '数值个数' },
  min: { en: 'smallest', 'zh-TW': '最小', 'zh-CN': '最小' },
  max: { en: 'largest', 'zh-TW': '最大', 'zh-CN': '最大' },
  numZeros: { en: 'zeros', 'zh-TW': '零', 'zh-CN': '零' },
  numNans: { en: 'NaN', 'zh-TW': 'NaN', 'zh-CN': 'NaN' },
  numInfs: { en: 'infinite', 'zh-TW': '無限大', 'zh-CN': '无穷大' },
};
