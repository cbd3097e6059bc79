import type { LocalText } from '../../protocol/locale.ts';

/** Everything about drawing a curve before it is trained. */
export const predictionWords = {
  heading: { en: 'Your prediction', 'zh-TW': '你的預測', 'zh-CN': '你的预测' },
  legend: { en: 'your prediction', 'zh-TW': '你的預測', 'zh-CN': '你的预测' },
  drawThis: {
    en: 'Draw your prediction',
    'zh-TW': '畫出你的預測',
    'zh-CN': '画出你的预测',
  },
  drawNext: {
    en: 'Predict the next run',
    'zh-TW': '預測下一次執行',
    'zh-CN': '预测下一次运行',
  },
  introThis: {
    en: 'How will it go? Draw the curve before the first epoch is over; it is laid over the real one.',
    'zh-TW': '你覺得會怎麼走？在第一輪結束前畫下曲線，它會疊在真正的曲線上。',
    'zh-CN': '你觉得会怎么走？在第一轮结束前画下曲线，它会叠在真正的曲线上。',
  },
  introNext: {
    en: 'How will the next run go? Draw the curve, then run: it is laid over the real one.',
    'zh-TW': '你覺得下一次會怎麼走？先畫下曲線再執行，它會疊在真正的曲線上。',
    'zh-CN': '你觉得下一次会怎么走？先画下曲线再运行，它会叠在真正的曲线上。',
  },
  metric: { en: 'Metric', 'zh-TW': '項目', 'zh-CN': '项目' },
  undo: { en: 'Undo', 'zh-TW': '復原', 'zh-CN': '撤销' },
  clear: { en: 'Clear', 'zh-TW': '清除', 'zh-CN': '清除' },
  done: { en: 'Done', 'zh-TW': '完成', 'zh-CN': '完成' },
  role: { en: 'drawing area', 'zh-TW': '繪圖區', 'zh-CN': '绘图区' },
  area: {
    en: 'Your prediction of {metric} over {epochs} epochs. Left and right choose the epoch, up and down set the value, with Shift in larger steps. Delete takes a point away.',
    'zh-TW':
      '你對{metric}的預測，共 {epochs} 輪。左右鍵選擇輪次，上下鍵設定數值，按住 Shift 變化較大；Delete 刪除一點。',
    'zh-CN':
      '你对{metric}的预测，共 {epochs} 轮。左右键选择轮次，上下键设定数值，按住 Shift 变化较大；Delete 删除一点。',
  },
  spoken: {
    en: 'epoch {epoch}: {value}',
    'zh-TW': '第 {epoch} 輪：{value}',
    'zh-CN': '第 {epoch} 轮：{value}',
  },
  spokenNone: {
    en: 'epoch {epoch}: nothing drawn yet',
    'zh-TW': '第 {epoch} 輪：還沒有畫',
    'zh-CN': '第 {epoch} 轮：还没有画',
  },
  undone: { en: 'Undone.', 'zh-TW': '已復原。', 'zh-CN': '已撤销。' },
  cleared: { en: 'Cleared.', 'zh-TW': '已清除。', 'zh-CN': '已清除。' },
  tooLate: {
    en: 'The first epoch is over: what you have drawn stays as it is.',
    'zh-TW': '第一輪已經結束：你畫的曲線不會再改變。',
    'zh-CN': '第一轮已经结束：你画的曲线不会再改变。',
  },
  drawn: {
    en: 'From {first} at epoch {from} to {last} at epoch {to}.',
    'zh-TW': '從第 {from} 輪的 {first} 到第 {to} 輪的 {last}。',
    'zh-CN': '从第 {from} 轮的 {first} 到第 {to} 轮的 {last}。',
  },
  notDrawn: { en: 'Nothing drawn yet.', 'zh-TW': '還沒有畫。', 'zh-CN': '还没有画。' },
  comparedEnd: {
    en: '{metric}: you expected {expected} at the end; it is {actual}.',
    'zh-TW': '{metric}：你預期最後是 {expected}，實際是 {actual}。',
    'zh-CN': '{metric}：你预期最后是 {expected}，实际是 {actual}。',
  },
  comparedMean: {
    en: 'You were off by {difference} on average',
    'zh-TW': '平均相差 {difference}',
    'zh-CN': '平均相差 {difference}',
  },
  fellFaster: {
    en: '; the curve fell faster than you thought.',
    'zh-TW': '，曲線降得比你想的快。',
    'zh-CN': '，曲线降得比你想的快。',
  },
  fellSlower: {
    en: '; the curve fell more slowly than you thought.',
    'zh-TW': '，曲線降得比你想的慢。',
    'zh-CN': '，曲线降得比你想的慢。',
  },
  roseFaster: {
    en: '; the curve rose faster than you thought.',
    'zh-TW': '，曲線升得比你想的快。',
    'zh-CN': '，曲线升得比你想的快。',
  },
  roseSlower: {
    en: '; the curve rose more slowly than you thought.',
    'zh-TW': '，曲線升得比你想的慢。',
    'zh-CN': '，曲线升得比你想的慢。',
  },
  alike: {
    en: '; the shape is much as you thought.',
    'zh-TW': '，形狀和你想的差不多。',
    'zh-CN': '，形状和你想的差不多。',
  },
  otherWay: {
    en: '; the curve went the other way.',
    'zh-TW': '，曲線走了相反的方向。',
    'zh-CN': '，曲线走了相反的方向。',
  },
} as const satisfies Record<string, LocalText>;
