import type { LocalText } from '../../protocol/locale.ts';

/** Everything the panel that compares runs says. */
export const compareWords = {
  title: { en: 'Compare runs', 'zh-TW': '比較執行', 'zh-CN': '比较运行' },
  loading: { en: 'Opening the comparison', 'zh-TW': '正在打開比較', 'zh-CN': '正在打开比较' },
  failedTitle: {
    en: 'The runs could not be compared',
    'zh-TW': '無法比較這些執行',
    'zh-CN': '无法比较这些运行',
  },
  tryAgain: { en: 'Try again', 'zh-TW': '再試一次', 'zh-CN': '再试一次' },
  noRuns: {
    en: 'Nothing has been run yet. Run a program twice, and its runs can be compared here.',
    'zh-TW': '還沒有執行過程式。把同一個程式執行兩次，就能在這裡比較。',
    'zh-CN': '还没有运行过程序。把同一个程序运行两次，就能在这里比较。',
  },
  tableName: { en: 'Runs', 'zh-TW': '執行', 'zh-CN': '运行' },
  fileLabel: { en: 'Program', 'zh-TW': '程式', 'zh-CN': '程序' },
  allFiles: {
    en: 'All programs ({count} runs)',
    'zh-TW': '所有程式（{count} 次）',
    'zh-CN': '所有程序（{count} 次）',
  },
  oneFile: { en: '{title} ({count})', 'zh-TW': '{title}（{count}）', 'zh-CN': '{title}（{count}）' },
  drawnCount: {
    en: '{drawn} of {count} drawn',
    'zh-TW': '共 {count} 次，畫出 {drawn} 次',
    'zh-CN': '共 {count} 次，画出 {drawn} 次',
  },
  drawnAtMost: {
    en: 'At most {count} runs can be drawn at once. Take one away first.',
    'zh-TW': '最多同時畫出 {count} 次執行，請先取消一個。',
    'zh-CN': '最多同时画出 {count} 次运行，请先取消一个。',
  },
  latest: { en: 'Draw the latest 8', 'zh-TW': '畫最近 8 次', 'zh-CN': '画最近 8 次' },
  none: { en: 'Draw none', 'zh-TW': '全部不畫', 'zh-CN': '全部不画' },
  run: { en: 'Run #{number}', 'zh-TW': '第 {number} 次執行', 'zh-CN': '第 {number} 次运行' },
  runOfFile: {
    en: '{title} #{number}',
    'zh-TW': '{title} 第 {number} 次',
    'zh-CN': '{title} 第 {number} 次',
  },
  columnDraw: { en: 'Draw', 'zh-TW': '畫出', 'zh-CN': '画出' },
  columnRun: { en: 'Run', 'zh-TW': '執行', 'zh-CN': '运行' },
  columnStarted: { en: 'Started', 'zh-TW': '開始時間', 'zh-CN': '开始时间' },
  columnEngine: { en: 'Engine', 'zh-TW': '引擎', 'zh-CN': '引擎' },
  columnDuration: { en: 'Duration', 'zh-TW': '時間', 'zh-CN': '用时' },
  columnHeadline: { en: 'Result', 'zh-TW': '結果', 'zh-CN': '结果' },
  columnLast: { en: 'Last {name}', 'zh-TW': '最後{name}', 'zh-CN': '最后{name}' },
  columnBest: { en: 'Best {name}', 'zh-TW': '最佳{name}', 'zh-CN': '最佳{name}' },
  columnSeed: { en: 'Seed', 'zh-TW': '亂數種子', 'zh-CN': '随机种子' },
  columnNote: { en: 'Note', 'zh-TW': '備註', 'zh-CN': '备注' },
  columnActions: { en: 'Actions', 'zh-TW': '動作', 'zh-CN': '操作' },
  sortBy: { en: 'Sort by this column', 'zh-TW': '依這一欄排序', 'zh-CN': '按这一列排序' },
  sameInAll: {
    en: 'The same in all: {settings}.',
    'zh-TW': '全部相同：{settings}。',
    'zh-CN': '全部相同：{settings}。',
  },
  unusual: { en: 'unlike most', 'zh-TW': '與多數不同', 'zh-CN': '与多数不同' },
  draw: { en: 'Draw {run}', 'zh-TW': '畫出{run}', 'zh-CN': '画出{run}' },
  noteOf: { en: 'Note on {run}', 'zh-TW': '{run}的備註', 'zh-CN': '{run}的备注' },
  addNote: { en: 'Add a note', 'zh-TW': '寫備註', 'zh-CN': '写备注' },
  noteKept: { en: 'The note is kept.', 'zh-TW': '備註已儲存。', 'zh-CN': '备注已保存。' },
  pin: {
    en: 'Pin {run}, so that it is never cleared away',
    'zh-TW': '釘選{run}，不會被清除',
    'zh-CN': '固定{run}，不会被清除',
  },
  unpin: { en: 'Unpin {run}', 'zh-TW': '取消釘選{run}', 'zh-CN': '取消固定{run}' },
  open: { en: 'Open {run}', 'zh-TW': '開啟{run}', 'zh-CN': '打开{run}' },
  remove: { en: 'Delete {run}', 'zh-TW': '刪除{run}', 'zh-CN': '删除{run}' },
  removed: { en: '{run} was deleted.', 'zh-TW': '已刪除{run}。', 'zh-CN': '已删除{run}。' },
  undo: { en: 'Undo', 'zh-TW': '復原', 'zh-CN': '撤销' },
  broughtBack: { en: '{run} is back.', 'zh-TW': '{run}回來了。', 'zh-CN': '{run}回来了。' },
  close: { en: 'Close', 'zh-TW': '關閉', 'zh-CN': '关闭' },
  actionFailed: {
    en: 'That did not work: {reason}',
    'zh-TW': '沒有成功：{reason}',
    'zh-CN': '没有成功：{reason}',
  },
  goingOn: { en: 'still running', 'zh-TW': '執行中', 'zh-CN': '运行中' },
  pinned: { en: 'pinned', 'zh-TW': '已釘選', 'zh-CN': '已固定' },
  seedOfGroup: { en: 'one of {count} seeds', 'zh-TW': '{count} 個種子之一', 'zh-CN': '{count} 个种子之一' },
  runSeeds: { en: 'Run with several seeds…', 'zh-TW': '用多個亂數種子執行…', 'zh-CN': '用多个随机种子运行…' },
  compareRuns: { en: 'Compare with other runs', 'zh-TW': '和其他執行比較', 'zh-CN': '和其他运行比较' },
  showBand: { en: 'Compare the seeds', 'zh-TW': '比較這些種子', 'zh-CN': '比较这些种子' },
  curves: { en: 'Curves', 'zh-TW': '曲線', 'zh-CN': '曲线' },
  whichCurves: { en: 'Values', 'zh-TW': '數值', 'zh-CN': '数值' },
  perEpoch: { en: '{split}, per epoch', 'zh-TW': '{split}，每輪', 'zh-CN': '{split}，每轮' },
  perBatch: { en: '{split}, per batch', 'zh-TW': '{split}，每批次', 'zh-CN': '{split}，每批次' },
  showsSeeds: { en: 'Each seed', 'zh-TW': '顯示每個種子', 'zh-CN': '显示每个种子' },
  bandLabel: {
    en: '{run}, median of {count} seeds',
    'zh-TW': '{run}，{count} 個種子的中位數',
    'zh-CN': '{run}，{count} 个种子的中位数',
  },
  bandSentence: {
    en: 'Over {count} seeds, {name} has a median of {median} at {where}, from {low} to {high}.',
    'zh-TW': '{count} 個種子在{where}的{name}，中位數是 {median}，範圍 {low} 到 {high}。',
    'zh-CN': '{count} 个种子在{where}的{name}，中位数是 {median}，范围 {low} 到 {high}。',
  },
  chartTitle: { en: '{metric}, {split}', 'zh-TW': '{split}{metric}', 'zh-CN': '{split}{metric}' },
  hasLowest: {
    en: '{run} has the lowest {name}, {value} at {where}.',
    'zh-TW': '{run}的{name}最低，在{where}是 {value}。',
    'zh-CN': '{run}的{name}最低，在{where}是 {value}。',
  },
  hasHighest: {
    en: '{run} has the highest {name}, {value} at {where}.',
    'zh-TW': '{run}的{name}最高，在{where}是 {value}。',
    'zh-CN': '{run}的{name}最高，在{where}是 {value}。',
  },
  onlyLowest: {
    en: '{run} has its lowest {name}, {value}, at {where}. Choose another run to compare it with.',
    'zh-TW': '{run}的{name}在{where}最低，是 {value}。再選一次執行就能比較。',
    'zh-CN': '{run}的{name}在{where}最低，是 {value}。再选一次运行就能比较。',
  },
  onlyHighest: {
    en: '{run} has its highest {name}, {value}, at {where}. Choose another run to compare it with.',
    'zh-TW': '{run}的{name}在{where}最高，是 {value}。再選一次執行就能比較。',
    'zh-CN': '{run}的{name}在{where}最高，是 {value}。再选一次运行就能比较。',
  },
  shareLowest: {
    en: '{count} runs share the lowest {name}, {value}.',
    'zh-TW': '有 {count} 次執行的{name}同樣最低，都是 {value}。',
    'zh-CN': '有 {count} 次运行的{name}同样最低，都是 {value}。',
  },
  shareHighest: {
    en: '{count} runs share the highest {name}, {value}.',
    'zh-TW': '有 {count} 次執行的{name}同樣最高，都是 {value}。',
    'zh-CN': '有 {count} 次运行的{name}同样最高，都是 {value}。',
  },
  noneIsNumber: {
    en: 'No value of {name} is a number.',
    'zh-TW': '{name}沒有一個是數字。',
    'zh-CN': '{name}没有一个是数字。',
  },
  nothingDrawn: {
    en: 'Tick a run in the table to draw its curves.',
    'zh-TW': '在表格裡勾選執行，就會畫出曲線。',
    'zh-CN': '在表格里勾选运行，就会画出曲线。',
  },
  nothingInCommon: {
    en: 'These runs have no metric in common, so each chart shows only some of them.',
    'zh-TW': '這些執行沒有共同的指標，所以每張圖只有其中幾次。',
    'zh-CN': '这些运行没有共同的指标，所以每张图只有其中几次。',
  },
  missingRuns: {
    en: 'Not in this chart: {runs}.',
    'zh-TW': '這張圖沒有：{runs}。',
    'zh-CN': '这张图没有：{runs}。',
  },
  noCurves: {
    en: '{run} recorded no curves.',
    'zh-TW': '{run}沒有記錄曲線。',
    'zh-CN': '{run}没有记录曲线。',
  },
  thinned: {
    en: '{run} is long: its curves are drawn from their highest and lowest points. Open it to see every step.',
    'zh-TW': '{run}很長：曲線只畫出高點和低點。開啟它可以看每一步。',
    'zh-CN': '{run}很长：曲线只画出高点和低点。打开它可以看每一步。',
  },
  'problem.gone': {
    en: 'The data of {run} are no longer there, so it has no curve.',
    'zh-TW': '{run}的資料已經不在，畫不出曲線。',
    'zh-CN': '{run}的数据已经不在，画不出曲线。',
  },
  'problem.damaged': {
    en: 'The data of {run} are damaged, so it has no curve.',
    'zh-TW': '{run}的資料已經損壞，畫不出曲線。',
    'zh-CN': '{run}的数据已经损坏，画不出曲线。',
  },
  'problem.newer-version': {
    en: '{run} was stored by a newer version of this extension. Update it to see the curve.',
    'zh-TW': '{run}由較新版本的擴充功能儲存。更新後就能看到曲線。',
    'zh-CN': '{run}由较新版本的扩展保存。更新后就能看到曲线。',
  },
  'setting.optimizer': { en: 'Optimizer', 'zh-TW': '最佳化器', 'zh-CN': '优化器' },
  'setting.learningRate': { en: 'Learning rate', 'zh-TW': '學習率', 'zh-CN': '学习率' },
  'setting.batchSize': { en: 'Batch size', 'zh-TW': '批次大小', 'zh-CN': '批次大小' },
  'setting.epochs': { en: 'Epochs', 'zh-TW': '輪數', 'zh-CN': '轮数' },
  'setting.loss': { en: 'Loss', 'zh-TW': '損失函數', 'zh-CN': '损失函数' },
  'setting.parameters': { en: 'Parameters', 'zh-TW': '參數數量', 'zh-CN': '参数数量' },
  'setting.momentum': { en: 'Momentum', 'zh-TW': '動量', 'zh-CN': '动量' },
  'setting.decay': { en: 'Decay', 'zh-TW': '衰減', 'zh-CN': '衰减' },
} as const satisfies Record<string, LocalText>;

/** “Learning rate”, “generator · Learning rate”; a setting that we have no word for keeps its name. */
export function settingName(name: string, locale: keyof LocalText): string {
  const [owner, plain] = name.includes('.')
    ? [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)]
    : ['', name];
  const key = `setting.${plain}`;
  const word = Object.hasOwn(compareWords, key)
    ? compareWords[key as keyof typeof compareWords][locale]
    : plain;
  return owner === '' ? word : `${owner} · ${word}`;
}
