import type { LocalText } from '../../protocol/locale.ts';

/** What the curves say beside their values: axes, limits, saving. */
export const curveWords = {
  xAxis: { en: 'X axis', 'zh-TW': '橫軸', 'zh-CN': '横轴' },
  byEpoch: { en: 'by epoch', 'zh-TW': '依輪數', 'zh-CN': '按轮数' },
  byBatch: { en: 'by batch', 'zh-TW': '依批次', 'zh-CN': '按批次' },
  byTime: { en: 'by time', 'zh-TW': '依時間', 'zh-CN': '按时间' },
  axisTime: { en: 'time', 'zh-TW': '時間', 'zh-CN': '时间' },
  timeAndPlace: { en: '{time}, {where}', 'zh-TW': '{time}，{where}', 'zh-CN': '{time}，{where}' },
  logX: { en: 'Log x axis', 'zh-TW': '橫軸用對數刻度', 'zh-CN': '横轴用对数刻度' },
  clip: { en: 'Cut off outliers', 'zh-TW': '截去離群值', 'zh-CN': '截去离群值' },
  clippedNote: {
    en: 'Outliers are cut off here: the values really reach from {min} to {max}.',
    'zh-TW': '這裡截去了離群值：實際的數值從 {min} 到 {max}。',
    'zh-CN': '这里截去了离群值：实际的数值从 {min} 到 {max}。',
  },
  logLeavesOut: {
    en: 'A log scale has no place for 0 or below, so some points are missing here (the lowest is {min}).',
    'zh-TW': '對數刻度放不下 0 和負數，所以有些點沒有畫出來（最低是 {min}）。',
    'zh-CN': '对数刻度放不下 0 和负数，所以有些点没有画出来（最低是 {min}）。',
  },
  logShowsNothing: {
    en: 'No value here is above 0, and a log scale can only show values that are.',
    'zh-TW': '這裡沒有大於 0 的數值，而對數刻度只能畫大於 0 的數值。',
    'zh-CN': '这里没有大于 0 的数值，而对数刻度只能画大于 0 的数值。',
  },
  thinnedNote: {
    en: 'A curve keeps its latest points in full. Before {where}, it keeps the lowest and the highest of every few.',
    'zh-TW': '曲線完整保留最近的點；在{where}之前，每幾個點只保留最低與最高的值。',
    'zh-CN': '曲线完整保留最近的点；在{where}之前，每几个点只保留最低和最高的值。',
  },
  seriesLeftOut: {
    en: 'This run records more curves than the {limit} a run can have; {count} are not shown.',
    'zh-TW': '這次執行記錄的曲線超過一次執行的上限 {limit} 條，有 {count} 條沒有顯示。',
    'zh-CN': '这次运行记录的曲线超过一次运行的上限 {limit} 条，有 {count} 条没有显示。',
  },
  chartHelp: {
    en: 'Arrow keys move along the curve, Home and End jump. Plus and minus zoom, Page Up and Page Down move the zoomed part, 0 shows everything.',
    'zh-TW':
      '方向鍵沿曲線移動，Home 與 End 跳到兩端；+ 與 − 縮放，Page Up 與 Page Down 移動放大的部分，0 顯示全部。',
    'zh-CN':
      '方向键沿曲线移动，Home 和 End 跳到两端；+ 和 − 缩放，Page Up 和 Page Down 移动放大的部分，0 显示全部。',
  },
  saveChart: { en: 'Save chart', 'zh-TW': '儲存圖表', 'zh-CN': '保存图表' },
  saveSvg: { en: 'Save as SVG', 'zh-TW': '存成 SVG', 'zh-CN': '保存为 SVG' },
  saveAll: { en: 'Save all curves', 'zh-TW': '儲存所有曲線', 'zh-CN': '保存所有曲线' },
  saveAllCsv: { en: 'All curves as CSV', 'zh-TW': '所有曲線存成 CSV', 'zh-CN': '所有曲线保存为 CSV' },
  saveAllPng: { en: 'All charts as PNG', 'zh-TW': '所有圖表存成 PNG', 'zh-CN': '所有图表保存为 PNG' },
  saveAllSvg: { en: 'All charts as SVG', 'zh-TW': '所有圖表存成 SVG', 'zh-CN': '所有图表保存为 SVG' },
  csvTooLarge: {
    en: 'As one CSV file, these curves would be larger than 64 MB. Save the charts one by one.',
    'zh-TW': '這些曲線存成一個 CSV 檔會超過 64 MB，請一張圖一張圖儲存。',
    'zh-CN': '这些曲线保存为一个 CSV 文件会超过 64 MB，请逐张图表保存。',
  },
  rowsOf: {
    en: 'Rows {from} to {to} of {total}',
    'zh-TW': '第 {from} 到 {to} 列，共 {total} 列',
    'zh-CN': '第 {from} 到 {to} 行，共 {total} 行',
  },
  firstPage: { en: 'First rows', 'zh-TW': '最前面的列', 'zh-CN': '最前面的行' },
  previousPage: { en: 'Earlier rows', 'zh-TW': '前面的列', 'zh-CN': '前面的行' },
  nextPage: { en: 'Later rows', 'zh-TW': '後面的列', 'zh-CN': '后面的行' },
  lastPage: { en: 'Last rows', 'zh-TW': '最後面的列', 'zh-CN': '最后面的行' },
} as const satisfies Record<string, LocalText>;

export type CurveWord = keyof typeof curveWords;
