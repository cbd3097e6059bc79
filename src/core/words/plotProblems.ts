import type { PlotProblem } from '../../protocol/plot.ts';
import type { LocalText } from '../../protocol/locale.ts';

/** Why a program's plot was not drawn, and what would be. */
export const plotProblems: Readonly<Record<PlotProblem, LocalText>> = {
  'not-points': {
    en: 'A series needs points such as { x: 1, y: 2 }, or plain numbers; here it got {given}.',
    'zh-TW': '數列需要像 { x: 1, y: 2 } 這樣的點，或是一般的數字；這裡收到的是 {given}。',
    'zh-CN': '数据系列需要像 { x: 1, y: 2 } 这样的点，或者普通的数字；这里收到的是 {given}。',
  },
  'series-names': {
    en: 'There are {series} series but {names} names for them: give one name for each.',
    'zh-TW': '有 {series} 組數列，名稱卻有 {names} 個：每組各給一個名稱。',
    'zh-CN': '有 {series} 个数据系列，名称却有 {names} 个：每个系列各给一个名称。',
  },
  'not-numbers': {
    en: 'This needs numbers; here it got {given}.',
    'zh-TW': '這裡需要數字，收到的卻是 {given}。',
    'zh-CN': '这里需要数字，收到的却是 {given}。',
  },
  'not-bars': {
    en: 'A bar chart needs a list such as [{ index: "cat", value: 3 }]; here it got {given}.',
    'zh-TW': '長條圖需要像 [{ index: "貓", value: 3 }] 這樣的清單；這裡收到的是 {given}。',
    'zh-CN': '柱状图需要像 [{ index: "猫", value: 3 }] 这样的列表；这里收到的是 {given}。',
  },
  'not-matrix': {
    en: 'This needs a matrix: a list of lists of numbers, or a tensor with two dimensions; here it got {given}.',
    'zh-TW': '這裡需要矩陣：數字清單的清單，或二維的張量；收到的卻是 {given}。',
    'zh-CN': '这里需要矩阵：数字列表的列表，或者二维张量；收到的却是 {given}。',
  },
  ragged: {
    en: 'The rows are not equally long: row {row} has {length} elements, the first has {first}.',
    'zh-TW': '各列長度不一：第 {row} 列有 {length} 個元素，第一列有 {first} 個。',
    'zh-CN': '各行长度不一：第 {row} 行有 {length} 个元素，第一行有 {first} 个。',
  },
  labels: {
    en: 'There are {labels} labels for {size} rows or columns: give one label for each.',
    'zh-TW': '{size} 個列或欄卻有 {labels} 個標籤：每個各給一個標籤。',
    'zh-CN': '{size} 个行或列却有 {labels} 个标签：每个各给一个标签。',
  },
  'not-table': {
    en: 'A table needs { headers: [...], values: [[...], ...] }; here “{missing}” is missing.',
    'zh-TW': '表格需要 { headers: [...], values: [[...], ...] }；這裡缺少「{missing}」。',
    'zh-CN': '表格需要 { headers: [...], values: [[...], ...] }；这里缺少“{missing}”。',
  },
  'metric-missing': {
    en: 'Training has not reported “{metric}”. What it reports is {known}.',
    'zh-TW': '訓練沒有回報「{metric}」，有回報的是 {known}。',
    'zh-CN': '训练没有报告“{metric}”，有报告的是 {known}。',
  },
  'not-history': {
    en: 'This needs what fit() returns, or a list of logs such as [{ loss: 0.5 }]; here it got {given}.',
    'zh-TW': '這裡需要 fit() 回傳的結果，或像 [{ loss: 0.5 }] 這樣的紀錄清單；收到的卻是 {given}。',
    'zh-CN': '这里需要 fit() 返回的结果，或者像 [{ loss: 0.5 }] 这样的日志列表；收到的却是 {given}。',
  },
  'not-model': {
    en: 'This needs a model with layers, such as tf.sequential() makes; here it got {given}.',
    'zh-TW': '這裡需要有層的模型，例如 tf.sequential() 建立的；收到的卻是 {given}。',
    'zh-CN': '这里需要带有层的模型，例如 tf.sequential() 创建的；收到的却是 {given}。',
  },
  'not-layer': {
    en: 'This needs a layer, such as model.getLayer(undefined, 0); here it got {given}.',
    'zh-TW': '這裡需要一個層，例如 model.getLayer(undefined, 0)；收到的卻是 {given}。',
    'zh-CN': '这里需要一个层，例如 model.getLayer(undefined, 0)；收到的却是 {given}。',
  },
  'not-tensor': {
    en: 'This needs a tensor; here it got {given}.',
    'zh-TW': '這裡需要張量，收到的卻是 {given}。',
    'zh-CN': '这里需要张量，收到的却是 {given}。',
  },
  disposed: {
    en: 'This tensor was disposed of before it could be drawn. Draw it first, then call dispose().',
    'zh-TW': '這個張量在畫出來之前就已經釋放。請先畫，再呼叫 dispose()。',
    'zh-CN': '这个张量在画出来之前就已经释放。请先画，再调用 dispose()。',
  },
  'not-class-accuracy': {
    en: 'This needs what metrics.perClassAccuracy() gives, [{ accuracy, count }, ...]; here it got {given}.',
    'zh-TW': '這裡需要 metrics.perClassAccuracy() 的結果 [{ accuracy, count }, ...]；收到的卻是 {given}。',
    'zh-CN': '这里需要 metrics.perClassAccuracy() 的结果 [{ accuracy, count }, ...]；收到的却是 {given}。',
  },
  'image-shape': {
    en: 'The shape [{shape}] is not one of pictures: use [height, width], [height, width, 1 or 3] or [count, height, width, 1 or 3].',
    'zh-TW': '形狀 [{shape}] 不是圖片的形狀：請用 [高, 寬]、[高, 寬, 1 或 3] 或 [張數, 高, 寬, 1 或 3]。',
    'zh-CN': '形状 [{shape}] 不是图片的形状：请用 [高, 宽]、[高, 宽, 1 或 3] 或 [张数, 高, 宽, 1 或 3]。',
  },
  nothing: {
    en: 'There is nothing here to draw: it got {given}.',
    'zh-TW': '沒有東西可以畫：收到的是 {given}。',
    'zh-CN': '没有可以画的内容：收到的是 {given}。',
  },
  'too-many-surfaces': {
    en: 'The program has drawn on {limit} surfaces already. Draw on one of those again, under its name.',
    'zh-TW': '這個程式已經在 {limit} 個畫面上畫過圖。請用原有的名稱在其中一個上面重畫。',
    'zh-CN': '这个程序已经在 {limit} 个画面上画过图。请用原有的名称在其中一个上面重画。',
  },
  'unknown-chart': {
    en: 'tfvis has no “{asked}”. It has {known}.',
    'zh-TW': 'tfvis 沒有「{asked}」，有的是 {known}。',
    'zh-CN': 'tfvis 没有“{asked}”，有的是 {known}。',
  },
  unexpected: {
    en: 'Drawing failed: {detail}',
    'zh-TW': '無法畫出來：{detail}',
    'zh-CN': '无法画出来：{detail}',
  },
};
